"""What the lists of questions say: all of them, those of a topic, and the overview of topics."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from recto.bank import Bank
from recto.entry import Entry
from recto.model import Difficulty
from recto.pages.paths import TOPICS, between, list_path, page_path, topic_path
from recto.shelves import Leaf, Shelves, by_topic, leaves
from recto.taxonomy import Topic

Values = dict[str, Any]

OVERVIEW = f"{TOPICS}/index.md"


def all_questions(bank: Bank, per_page: int) -> Iterator[tuple[str, Values]]:
    """The path and values of each page of the list of all questions, in reading order."""
    for leaf in leaves(bank.entries, per_page):
        yield list_path(leaf.number), _leaf(bank, leaf, list_path)


def topics(bank: Bank, per_page: int) -> Iterator[tuple[str, Values]]:
    """The path and values of each page of each topic: of all its questions, and by difficulty."""
    shelves = by_topic(bank)
    for topic in bank.taxonomy.topics:
        levels = _levels(shelves[topic.slug])
        for level, entries in levels.items():
            place = partial(topic_path, topic.slug, level)
            for leaf in leaves(entries, per_page):
                path = place(leaf.number)
                yield (
                    path,
                    {
                        **_leaf(bank, leaf, place),
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
                    },
                )


def overview(bank: Bank) -> tuple[str, Values]:
    """The path and values of the page of all topics."""
    shelves = by_topic(bank)

    def below(slug: str | None) -> list[Values]:
        return [
            {**_link(OVERVIEW, topic, shelves), "subtopics": below(topic.slug)}
            for topic in bank.taxonomy.children(slug)
            if shelves[topic.slug]
        ]

    return OVERVIEW, {"topics": below(None), "total": sum(map(bool, shelves.values()))}


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


def _leaf(bank: Bank, leaf: Leaf, place: Callable[[int], str]) -> Values:
    path = place(leaf.number)

    def to(number: int) -> str:
        return between(path, place(number))

    return {
        "number": leaf.number,
        "pages": leaf.pages,
        "total": leaf.total,
        "rows": [
            {
                "title": str(entry.title),
                "file": between(path, page_path(bank.permalinks[entry.id])),
                "difficulty": entry.difficulty,
                "minutes": entry.minutes,
            }
            for entry in leaf.entries
        ],
        "previous": to(leaf.number - 1) if leaf.number > 1 else None,
        "next": to(leaf.number + 1) if leaf.number < leaf.pages else None,
        "numbers": [
            {"number": n, "file": to(n), "is_after_gap": n - before > 1}
            for before, n in pairwise((0, *leaf.numbers))
        ],
    }
