"""Questions in the order in which a reader meets them: those of a topic, and pages of a list."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct

from recto.bank import Bank
from recto.entry import Entry
from recto.model import Difficulty
from recto.taxonomy import Topic

Shelves = Mapping[str, tuple[Entry, ...]]

_RANK = {level: rank for rank, level in enumerate(Difficulty)}

_last: tuple[Bank, Shelves] | None = None


def by_topic(bank: Bank) -> Shelves:
    """By slug, the questions that have the topic or one below it, from easy to hard."""
    global _last  # noqa: PLW0603  (several callers ask for one bank, which is large)
    if (last := _last) is None or last[0] is not bank:
        _last = last = bank, _by_topic(bank)
    return last[1]


def _by_topic(bank: Bank) -> Shelves:
    shelves: dict[str, list[Entry]] = {topic.slug: [] for topic in bank.taxonomy.topics}
    for entry in from_easy_to_hard(bank.entries):
        for slug in with_ancestors(bank, entry):
            shelves[slug].append(entry)
    return {slug: tuple(entries) for slug, entries in shelves.items()}


def in_order_of_topics(bank: Bank) -> Iterator[tuple[Entry, Topic | None]]:
    """Each question once, with its closest topic, from easy to hard within each topic.

    A topic comes right before those below it; questions without a topic come last.
    """
    shelves: dict[str, list[Entry]] = {}
    for entry in from_easy_to_hard(bank.entries):
        topics = bank.topics.get(entry.id, ())
        shelves.setdefault(topics[0].topic.slug if topics else "", []).append(entry)
    for topic in (*bank.taxonomy.depth_first(), None):
        for entry in shelves.get(topic.slug if topic else "", ()):
            yield entry, topic


def from_easy_to_hard(entries: Sequence[Entry]) -> list[Entry]:
    """Sorted by difficulty, in the given order within each; those without a difficulty last."""
    return sorted(
        entries,
        key=lambda e: _RANK.get(e.difficulty, len(_RANK)),  # type: ignore[arg-type]
    )


def newest(bank: Bank) -> list[Entry]:
    """The latest recorded first, those of one day in reading order, those not yet recorded last."""
    return sorted(
        bank.entries,
        key=lambda entry: bank.permalinks[entry.id].published or date.min,
        reverse=True,
    )


def with_ancestors(bank: Bank, entry: Entry) -> tuple[str, ...]:
    """The slugs of a question's topics, the closest first, followed by those of topics above."""
    slugs = tuple([own.topic.slug for own in bank.topics.get(entry.id, ())])
    return bank.taxonomy.with_ancestors(slugs)


class Slice(Struct, frozen=True):
    """One page of a list: its number, the totals of pages and of questions, and its entries."""

    number: int
    pages: int
    total: int
    entries: tuple[Entry, ...]

    @property
    def numbers(self) -> Iterator[int]:
        """The pages to link to: the first, the last and those around this one."""
        near = range(self.number - 1, self.number + 2)
        return (n for n in range(1, self.pages + 1) if n in {1, self.pages, *near})


def paginate(entries: Sequence[Entry], per_page: int) -> Iterator[Slice]:
    """The pages of a list, at least one."""
    pages = max(1, math.ceil(len(entries) / per_page))
    for number in range(1, pages + 1):
        first = (number - 1) * per_page
        yield Slice(number, pages, len(entries), tuple(entries[first : first + per_page]))
