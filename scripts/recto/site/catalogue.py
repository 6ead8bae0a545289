"""What the site's templates use of the bank, as plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from recto.bank import Bank
from recto.entry import Entry
from recto.pages import list_path, page_path, topic_path
from recto.pages.lists import OVERVIEW
from recto.shelves import by_topic, in_order_of_topics, newest
from recto.taxonomy import Topic

NEWEST = 10
"""Questions that the home page lists."""

ON_TOP = 24
"""Top-level topics that the home page lists; if there are more, those with most questions."""

BELOW = 4
"""Topics that the home page lists below each top-level one; the overview has all."""

SEARCH = "search.md"
"""The hand-written search page, to which the header links."""

Placed = tuple[Entry, Topic | None]
"""A question with a topic that it is about, if there is one."""

Urls = Callable[[str], str]
"""Gives the URL, relative to the site's root, of the page at a path below the folder of pages."""


class Teaser(Struct, frozen=True):
    """A question as a list on another page shows it. `url` is relative to the site's root."""

    title: str
    url: str
    difficulty: str | None
    minutes: int


class Shelf(Struct, frozen=True):
    """A topic with the number of questions on it and on those below it."""

    name: str
    url: str
    count: int


class Branch(Struct, frozen=True):
    """A top-level topic, the largest of those below it, and how many more there are."""

    topic: Shelf
    below: tuple[Shelf, ...]
    more: int


class Neighbour(Struct, frozen=True):
    """A question next to another. `topic` names the closest topic that has both, if any does."""

    title: str
    url: str
    topic: str | None


class Neighbours(Struct, frozen=True):
    """A question's own facts, and the questions before and after it in the order of topics."""

    id: str
    title: str
    source: str
    published: date | None
    language: str | None
    topic: Shelf | None
    previous: Neighbour | None
    next: Neighbour | None


class Catalogue(Struct, frozen=True):
    """How many questions there are, the newest of them, and the top-level topics."""

    total: int
    list_url: str
    topics_url: str
    search_url: str
    topics: tuple[Branch, ...]
    newest: tuple[Teaser, ...]
    updated: date | None
    """The day the last question was published, or None if none is recorded."""


def catalogue(bank: Bank, urls: Urls) -> Catalogue:
    """The summary of a bank."""
    days = [link.published for link in bank.permalinks.values() if link.published]
    return Catalogue(
        len(bank.entries),
        urls(list_path(1)),
        urls(OVERVIEW),
        urls(SEARCH),
        tuple(_branches(bank, urls)),
        tuple(_teaser(bank, entry, urls) for entry in newest(bank)[:NEWEST]),
        max(days, default=None),
    )


class Position(NamedTuple):
    """Where a question is in the order of topics.

    Each question comes with a topic: the question itself with its closest, those before and after
    it with the closest that they share with it.
    """

    before: Placed | None
    own: Placed
    after: Placed | None


class Neighbourhood:
    """The neighbours of each question, made when they are asked for.

    All questions are in one row, so that going on and back again leads to the same question, and
    the end of a topic is not the end of the row.
    """

    def __init__(self, bank: Bank, urls: Urls) -> None:
        self._bank = bank
        self._urls = urls
        self.shelves = _shelves(bank, urls)
        row = [*in_order_of_topics(bank)]
        self.positions: Mapping[str, Position] = {
            _path(bank, own[0]): Position(self._beside(own, before), own, self._beside(own, after))
            for before, own, after in zip((None, *row), row, (*row[1:], None), strict=False)
        }
        """By the path of its page."""

    def get(self, path: str) -> Neighbours | None:
        """The neighbours of the question whose page is at a path; None for any other page."""
        place = self.positions.get(path)
        if place is None:
            return None
        before, (entry, topic), after = place
        return Neighbours(
            entry.id,
            str(entry.title),
            entry.path,
            self._bank.permalinks[entry.id].published,
            entry.language,
            self.shelves[topic.slug] if topic else None,
            self._neighbour(before),
            self._neighbour(after),
        )

    def _beside(self, own: Placed, other: Placed | None) -> Placed | None:
        if other is None:
            return None
        topic, (entry, others) = own[1], other
        return entry, self._bank.taxonomy.common(topic, others) if topic and others else None

    def _neighbour(self, placed: Placed | None) -> Neighbour | None:
        if placed is None:
            return None
        entry, topic = placed
        url = self._urls(_path(self._bank, entry))
        return Neighbour(str(entry.title), url, topic.name if topic else None)


def _branches(bank: Bank, urls: Urls) -> Iterator[Branch]:
    shelves = _shelves(bank, urls)
    top = [topic for topic in bank.taxonomy.children(None) if shelves[topic.slug].count]
    if len(top) > ON_TOP:
        top = sorted(top, key=lambda t: shelves[t.slug].count, reverse=True)[:ON_TOP]
    for topic in top:
        children = (shelves[child.slug] for child in bank.taxonomy.children(topic.slug))
        below = sorted((s for s in children if s.count), key=lambda s: s.count, reverse=True)
        more = len(below) - BELOW
        # Saying that there is one more takes as much room as naming it.
        shown = BELOW if more > 1 else len(below)
        yield Branch(shelves[topic.slug], tuple(below[:shown]), len(below) - shown)


def _shelves(bank: Bank, urls: Urls) -> dict[str, Shelf]:
    questions = by_topic(bank)
    return {
        topic.slug: Shelf(topic.name, urls(topic_path(topic.slug)), len(questions[topic.slug]))
        for topic in bank.taxonomy.topics
    }


def _teaser(bank: Bank, entry: Entry, urls: Urls) -> Teaser:
    return Teaser(str(entry.title), urls(_path(bank, entry)), entry.difficulty, entry.minutes)


def _path(bank: Bank, entry: Entry) -> str:
    return page_path(bank.permalinks[entry.id])
