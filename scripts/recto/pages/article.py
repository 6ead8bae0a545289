"""All that is written of one question: a pure function of its text and its place in the bank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from recto.body import plain
from recto.body.visible import visible
from recto.content import Content
from recto.pages.paths import copy_path
from recto.pages.question import question_copy, question_page
from recto.pages.setting import Setting
from recto.words import words

_COMPOUND = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Article:
    """The page of a question in Markdown, its copy, and what search and search engines take."""

    page: str
    copy: str
    answer: str
    """The answer as a reader sees it."""
    words: tuple[str, ...]
    """The words of the question in lower case, each once, to correct what a reader types."""


def article(content: Content, setting: Setting, *, in_folders: bool) -> Article:
    """What is written of a question. `in_folders` says that each page has a folder of its own."""
    return Article(
        question_page(content, setting),
        question_copy(content, setting, partial(copy_path, in_folders=in_folders)),
        visible(content.answer.tokens),
        tuple(dict.fromkeys(filter(_is_spelt, _words(content)))),
    )


def _words(content: Content) -> Iterator[str]:
    question = content.question
    titles = map(str, (question.title, *question.aliases))
    text = "\n".join((*titles, *(plain(body.tokens) for body in content.bodies)))
    yield from (word.casefold() for word in words(text))
    # Pagefind finds a word with a hyphen also when it is typed without.
    for match in _COMPOUND.finditer(text):
        yield match[0].replace("-", "").casefold()


def _is_spelt(word: str) -> bool:
    return word.isalpha() and len(word) <= _LONGEST_WORD
