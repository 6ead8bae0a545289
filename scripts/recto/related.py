"""Decides which questions to show as related to each question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from recto.bank import Bank
from recto.entry import Entry
from recto.gather import Known
from recto.model import Related
from recto.relating import SMALL, Mapper, Relations, Rows, relate_again, topics_of
from recto.relating import relate as found_anew
from recto.titles import TitleIndex, title_key

MOST = 5
"""Related questions of a page, unless its source lists more."""


class Before(Struct, frozen=True):
    """How questions were related before, and by id the place that each unchanged one had."""

    places: Mapping[str, int]
    relations: Relations


def relations(
    bank: Bank,
    sources: Mapping[str, Known],
    before: Before | None = None,
    executor: Mapper | None = None,
) -> Relations:
    """How the questions of a bank are related, in reading order.

    The result is the same with and without `before`, which only makes it quicker.
    """
    rows = Rows.of(own for e in bank.entries if (own := sources[e.path].reading.terms) is not None)
    own_topics = ([one.topic.slug for one in bank.topics.get(e.id, ())] for e in bank.entries)
    topics = topics_of(bank.taxonomy, own_topics)
    if before is None:
        return found_anew(rows, topics, executor, SMALL)
    origin = np.array([before.places.get(entry.id, -1) for entry in bank.entries], np.intp)
    return relate_again(rows, topics, before.relations, origin, executor, SMALL)


def relate(bank: Bank, found: Relations) -> Bank:
    """The bank with what is related to each question: titles its source lists, then those found."""
    return replace(bank, related=RelatedQuestions(bank, found))


class RelatedQuestions(Mapping[str, tuple[Related, ...]]):
    """What is related to each question, by its id, put together when it is looked up."""

    def __init__(self, bank: Bank, found: Relations) -> None:
        self._bank = bank
        self._found = found
        self._rows = {entry.id: row for row, entry in enumerate(bank.entries)}

    def ids(self, id_: str) -> list[str | None]:
        """Only the ids of what is related to a question; None for a title that no question has."""
        row, entries = self._rows[id_], self._bank.entries
        if entries[row].related:
            return [own.id for own in self[id_]]
        return [entries[place].id for place in self._places[row][:MOST] if place >= 0]

    def __getitem__(self, id_: str) -> tuple[Related, ...]:
        row, entries = self._rows[id_], self._bank.entries
        listed = tuple(self._listed(entries[row]))
        seen = {other.id for other in listed}
        others = [
            Related(entries[place].title.text, entries[place].id)
            for place in self._places[row]
            if place >= 0 and entries[place].id not in seen
        ]
        return (*listed, *others[: max(0, MOST - len(listed))])

    def _listed(self, entry: Entry) -> Iterator[Related]:
        """The titles that a source lists, each question once and never itself."""
        seen = {entry.id}
        for title in {title_key(title): title for title in entry.related}.values():
            id_ = self._titles.find(title)
            if id_ is None:
                yield Related(title, None)
            elif id_ not in seen:
                seen.add(id_)
                yield Related(str(self._bank.by_id[id_].title), id_)

    @cached_property
    def _titles(self) -> TitleIndex:
        """Made only if a source lists any."""
        return TitleIndex(
            (str(title), entry.id)
            for entry in self._bank.entries
            for title in (entry.title, *entry.aliases)
        )

    @cached_property
    def _places(self) -> list[list[int]]:
        """Lists of plain numbers are read much faster than arrays, row by row."""
        places: list[list[int]] = self._found.places.tolist()
        return places

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)
