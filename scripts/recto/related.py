"""Decides what a reader of each question may go on to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

import numpy as np

from recto.bank import Bank, title_key
from recto.entry import Entry
from recto.gather import Known
from recto.model import Related
from recto.relating import Mapper, Relations, Rows, relate_again, topics_of
from recto.relating import relate as found_anew
from recto.titles import TitleIndex

MOST = 5
"""Related questions of a page, unless its source lists more."""


@dataclass(frozen=True, slots=True)
class Before:
    """How questions were related before: by id, and the place that each unchanged one had."""

    places: Mapping[str, int]
    relations: Relations


def relations(
    bank: Bank,
    sources: Mapping[str, Known],
    before: Before | None = None,
    executor: Mapper | None = None,
) -> Relations:
    """How the questions of a bank are related, in reading order.

    It is the same with and without `before`, which only makes it quicker.
    """
    rows = Rows.of(own for e in bank.entries if (own := sources[e.path].reading.terms) is not None)
    own_topics = ([one.topic.slug for one in bank.topics.get(e.id, ())] for e in bank.entries)
    topics = topics_of(bank.taxonomy, own_topics)
    if before is None:
        return found_anew(rows, topics, executor)
    origin = np.array([before.places.get(entry.id, -1) for entry in bank.entries], np.intp)
    return relate_again(rows, topics, before.relations, origin, executor)


def relate(bank: Bank, found: Relations) -> Bank:
    """The bank with what is related to each question: titles its source lists, then those found."""
    titles = _Titles(bank)
    related: dict[str, tuple[Related, ...]] = {}
    for entry, own in zip(bank.entries, found, strict=True):
        listed = tuple(_listed(bank, entry, titles)) if entry.related else ()
        seen = {other.id for other in listed}
        others = _found(bank, own, seen)
        related[entry.id] = (*listed, *islice(others, max(0, MOST - len(listed))))
    return replace(bank, related=related)


class _Titles:
    """The titles of a bank, looked into only if a source lists any."""

    def __init__(self, bank: Bank) -> None:
        self._bank = bank

    @cached_property
    def index(self) -> TitleIndex:
        return TitleIndex(
            (str(title), entry.id)
            for entry in self._bank.entries
            for title in (entry.title, *entry.aliases)
        )


def _listed(bank: Bank, entry: Entry, titles: _Titles) -> Iterator[Related]:
    """The titles that a source lists, each question once and never itself."""
    seen = {entry.id}
    for title in {title_key(title): title for title in entry.related}.values():
        id_ = titles.index.find(title)
        if id_ is None:
            yield Related(title, None)
        elif id_ not in seen:
            seen.add(id_)
            yield Related(_title(bank, id_), id_)


def _found(
    bank: Bank, others: Iterable[tuple[int, float]], seen: set[str | None]
) -> Iterator[Related]:
    for place, score in others:
        other = bank.entries[place]
        if other.id not in seen:
            yield Related(other.title.text, other.id, score)


def _title(bank: Bank, id_: str) -> str:
    return str(bank.by_id[id_].title)
