"""The data that flows from sources to pages: frozen and typed.

Text knows the lines it was read from. Nothing in this module reads, parses or renders.
"""

from __future__ import annotations

import enum
from datetime import date

from msgspec import Struct


class Part(enum.StrEnum):
    """The parts a source line can land in."""

    TITLE = "title"
    INSTRUCTION = "instruction"
    CONTEXT = "context"
    TOPICS = "topics"
    DIFFICULTY = "difficulty"
    ALIASES = "aliases"
    LANGUAGE = "language"
    ANSWER = "answer"
    RELATED = "related"


class Difficulty(enum.StrEnum):
    """How hard a question is, in ascending order."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"


class Span(Struct, frozen=True):
    """Lines `first` to `last` of the source at `path`, counted from 1, both included."""

    path: str
    first: int
    last: int


class Source(Struct, frozen=True):
    """One raw text file, decoded. `path` is relative to the project and uses forward slashes."""

    path: str
    id: str
    number: int | None
    lines: tuple[str, ...]


class Text(Struct, frozen=True):
    """Consecutive source lines that make up one part.

    The first line may begin after a label, at `column` (counted from 1); the others are whole.
    """

    lines: tuple[str, ...]
    span: Span
    column: int = 1

    def __str__(self) -> str:
        return "\n".join(self.lines)


class Question(Struct, frozen=True):
    """What a source parses to."""

    id: str
    number: int | None
    span: Span
    title: Text
    answer: Text
    instruction: Text | None = None
    context: Text | None = None
    topics: tuple[Text, ...] = ()
    difficulty: Difficulty | None = None
    aliases: tuple[Text, ...] = ()
    language: str | None = None
    related: tuple[Text, ...] = ()


class Permalink(Struct, frozen=True, gc=False):
    """The lasting address of a question: `questions/<slug>/`, and the day it was first published.

    `published` is None while the address is provisional, that is, not yet recorded.
    """

    id: str
    slug: str
    published: date | None


class Related(Struct, frozen=True, gc=False):
    """A question to read next. `id` is None for a title that a source lists but no question has."""

    title: str
    id: str | None
