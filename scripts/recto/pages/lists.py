"""What the lists of questions say: all of them, those of a topic, and the overview of topics."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any, NamedTuple

from msgspec import Struct

from recto.bank import Bank
from recto.entry import Entry
from recto.model import Difficulty
from recto.pages.paths import QUESTIONS, TOPICS, list_path, topic_path
from recto.pages.urls import between
from recto.shelves import Shelves, Slice, by_topic, paginate
from recto.taxonomy import Topic

Values = dict[str, Any]

OVERVIEW = f"{TOPICS}/index.md"


class Row(NamedTuple):
    """What a list says of a question."""

    title: str
    slug: str
    difficulty: Difficulty | None
    minutes: int


class ListPage(Struct, frozen=True):
    """A page that lists questions: its path, its template, what it says besides rows, and rows."""

    path: str
    template: str
    head: Values
    rows: tuple[Row, ...] = ()

    @property
    def values(self) -> Values:
        """The values of its template, and of that of its copy."""
        # All questions are in one folder, so links to them begin alike.
        folder = between(self.path, QUESTIONS)
        rows = [
            {
                "title": row.title,
                "file": posixpath.join("" if folder == "." else folder, f"{row.slug}.md"),
                "difficulty": row.difficulty,
                "minutes": row.minutes,
            }
            for row in self.rows
        ]
        return {**self.head, "rows": rows}


def list_pages(bank: Bank, per_page: int) -> Iterator[ListPage]:
    """Every page that lists questions: all of them in reading order, those of each topic, topics.

    Those of a topic are listed together, and also by difficulty.
    """
    shelves = by_topic(bank)
    rows = {
        e.id: Row(e.title.text, bank.permalinks[e.id].slug, e.difficulty, e.minutes)
        for e in bank.entries
    }

    def rows_of(piece: Slice) -> tuple[Row, ...]:
        return tuple([rows[entry.id] for entry in piece.entries])

    for piece in paginate(bank.entries, per_page):
        path = list_path(piece.number)
        yield ListPage(path, "questions.md", _pager(piece, list_path), rows_of(piece))
    for topic in bank.taxonomy.topics:
        for path, head, piece in _of_topic(bank, topic, shelves, per_page):
            yield ListPage(path, "topic.md", head, rows_of(piece))
    yield ListPage(OVERVIEW, "topics.md", _overview(bank, shelves))


def _of_topic(
    bank: Bank, topic: Topic, shelves: Shelves, per_page: int
) -> Iterator[tuple[str, Values, Slice]]:
    levels = _levels(shelves[topic.slug])
    for level, entries in levels.items():
        place = partial(topic_path, topic.slug, level)
        for piece in paginate(entries, per_page):
            path = place(piece.number)
            head = {
                **_pager(piece, place),
                "topic": topic,
                "level": level,
                "levels": [
                    {
                        "name": other or "all",
                        "file": between(path, topic_path(topic.slug, other)),
                        "count": len(levels[other]),
                        "is_shown": other == level,
                    }
                    for other in levels
                ],
                "ancestors": [
                    _link(path, above, shelves) for above in bank.taxonomy.ancestors(topic)
                ],
                "subtopics": [
                    _link(path, below, shelves)
                    for below in bank.taxonomy.children(topic.slug)
                    if shelves[below.slug]
                ],
                "overview": between(path, OVERVIEW),
            }
            yield path, head, piece


def _overview(bank: Bank, shelves: Shelves) -> Values:
    def below(slug: str | None) -> list[Values]:
        return [
            {**_link(OVERVIEW, topic, shelves), "subtopics": below(topic.slug)}
            for topic in bank.taxonomy.children(slug)
            if shelves[topic.slug]
        ]

    return {"topics": below(None), "total": sum(map(bool, shelves.values()))}


def _levels(entries: tuple[Entry, ...]) -> dict[Difficulty | None, tuple[Entry, ...]]:
    """All questions under None, and if they are of several difficulties, those of each."""
    found: dict[Difficulty | None, tuple[Entry, ...]] = {
        level: tuple(entry for entry in entries if entry.difficulty == level)
        for level in Difficulty
    }
    several = {level: own for level, own in found.items() if 0 < len(own) < len(entries)}
    return {None: entries, **several}


def _link(page: str, topic: Topic, shelves: Shelves) -> Values:
    return {
        "name": topic.name,
        "description": topic.description,
        "file": between(page, topic_path(topic.slug)),
        "count": len(shelves[topic.slug]),
    }


def _pager(piece: Slice, place: Callable[[int], str]) -> Values:
    path = place(piece.number)

    def to(number: int) -> str:
        return between(path, place(number))

    return {
        "number": piece.number,
        "pages": piece.pages,
        "total": piece.total,
        "previous": to(piece.number - 1) if piece.number > 1 else None,
        "next": to(piece.number + 1) if piece.number < piece.pages else None,
        "numbers": [
            {"number": n, "file": to(n), "is_after_gap": n - before > 1}
            for before, n in pairwise((0, *piece.numbers))
        ],
    }
