"""The shipped starter bank, read as any bank is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from markdown_it.token import Token

from recto.content import Content, read_content
from tests.banks import sources_below
from tests.projects import IS_SHIPPED, REPOSITORY

FOLDER = REPOSITORY / "sources" / "starter"
LABELS = REPOSITORY / "tests" / "bank" / "labels.tsv"


@dataclass(frozen=True, slots=True)
class Program:
    """A block of Python, and the text that stands behind it as what it prints."""

    code: str
    printed: str


@cache
def contents() -> tuple[Content, ...]:
    """Every question of the bank that parses; that all do is a test's matter."""
    if not IS_SHIPPED:
        return ()
    read = (read_content(source) for source in sources_below(FOLDER, REPOSITORY))
    return tuple(content for content, _ in read if content is not None)


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """The topics that a reader would look for each question under, by id, the closest first."""
    rows = (row.split("\t") for row in LABELS.read_text(encoding="utf-8").splitlines())
    return {id_: tuple(topics.split("; ")) for id_, topics in rows}


def tokens(content: Content) -> Iterator[Token]:
    """The blocks and spans of all parts of a question."""
    for body in content.bodies:
        for token in body.tokens:
            yield token
            yield from token.children or ()


def programs(content: Content) -> Iterator[Program]:
    """The blocks of Python in an answer; without a block of text behind one, it prints nothing."""
    fences = [token for token in content.answer.tokens if token.type == "fence"]
    for fence, following in zip_longest(fences, fences[1:]):
        if fence.info.strip() == "python":
            is_text = following is not None and following.info.strip() == "text"
            yield Program(fence.content, following.content if following and is_text else "")


def words(content: Content) -> int:
    """Words of an answer, code blocks aside."""
    prose = re.sub(
        r"^(`{3,}).*?^\1$", " ", str(content.question.answer), flags=re.MULTILINE | re.DOTALL
    )
    return len(re.findall(r"\w+(?:['\u2019-]\w+)*", prose))
