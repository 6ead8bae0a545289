"""Decides what a reader of each question may go on to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recto.bank import Bank, title_key
from recto.entry import Entry
from recto.gather import Known
from recto.model import Related
from recto.relations import Relation, nearest
from recto.titles import TitleIndex

MOST = 5
"""Related questions of a page, unless its source lists more."""


def relate(bank: Bank, sources: Mapping[str, Known]) -> Bank:
    """The bank with what is related to each question: titles its source lists, then those found."""
    titles = TitleIndex(
        (str(title), entry.id) for entry in bank.entries for title in (entry.title, *entry.aliases)
    )
    found = nearest(bank, [sources[entry.path].reading.terms or {} for entry in bank.entries])
    related: dict[str, tuple[Related, ...]] = {}
    for id_, entry in bank.by_id.items():
        listed = tuple(_listed(bank, entry, titles))
        others = _found(bank, found[id_], {id_, *(other.id for other in listed)})
        related[id_] = (*listed, *list(others)[: max(0, MOST - len(listed))])
    return replace(bank, related=related)


def _listed(bank: Bank, entry: Entry, titles: TitleIndex) -> Iterator[Related]:
    """The titles that a source lists, each question once and never itself."""
    seen = {entry.id}
    for title in {title_key(title): title for title in entry.related}.values():
        id_ = titles.find(str(title))
        if id_ is None:
            yield Related(str(title), None)
        elif id_ not in seen:
            seen.add(id_)
            yield Related(_title(bank, id_), id_)


def _found(bank: Bank, relations: Iterable[Relation], seen: set[str | None]) -> Iterator[Related]:
    for other in relations:
        if other.id not in seen:
            yield Related(_title(bank, other.id), other.id, other.score)


def _title(bank: Bank, id_: str) -> str:
    return str(bank.by_id[id_].title)
