"""What the bank knows of a question, hardly any of its text: little enough to keep for all at once.

Lists, neighbours, links and diagnostics are made from this alone. It is kept from one build to the
next, so msgspec must be able to save and load its types.
"""

from __future__ import annotations

from msgspec import Struct

from recto.body.targets import question_id
from recto.diagnostics import Diagnostic, on_line
from recto.model import Difficulty, Source, Text
from recto.rules import Rule


class Line(Struct, frozen=True, array_like=True, gc=False):
    """Something on a line of a source, beginning at a column; both count from 1."""

    text: str
    number: int
    column: int
    whole: str
    """The line, as a diagnostic shows it."""

    def __str__(self) -> str:
        return self.text


class Entry(Struct, frozen=True, array_like=True, gc=False):
    """A question in the bank. `path` is that of its source, relative to the project."""

    path: str
    id: str
    number: int | None
    title: Line
    difficulty: Difficulty | None
    language: str | None
    minutes: int
    """How long the answer takes to read."""
    aliases: tuple[Line, ...]
    topics: tuple[Line, ...]
    """The names of topics that the source gives."""
    related: tuple[str, ...]
    """The titles that the source lists."""
    links: tuple[Line, ...]
    """Targets of its links; the text that a link shows may be different."""
    images: tuple[Line, ...]
    asked: str
    """Its instruction as a reader sees it."""

    @property
    def linked(self) -> tuple[str, ...]:
        """The ids of questions that its text links to."""
        ids = (question_id(line.text) for line in self.links)
        return tuple(id_ for id_ in ids if id_ is not None)


def line_of(source: Source, text: Text) -> Line:
    """A text, placed on its first line, which may be its only one."""
    number = text.span.first
    return Line(str(text), number, text.column, source.lines[number - 1])


def at(entry: Entry, line: Line, rule: Rule, message: str, hint: str) -> Diagnostic:
    """A diagnostic on the whole line that something is on."""
    return on_line(entry.path, line.number, line.whole, rule, message, hint)


def at_text(entry: Entry, line: Line, rule: Rule, message: str, hint: str) -> Diagnostic:
    """A diagnostic on the thing alone, not its whole line."""
    return Diagnostic(
        entry.path,
        line.number,
        line.column,
        rule,
        message,
        hint,
        line.whole,
        len(line.text),
    )
