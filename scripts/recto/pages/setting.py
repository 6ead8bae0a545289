"""What the page of a question says that its own source does not: its place in the bank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from recto.bank import Bank
from recto.entry import Entry


class Setting(Struct, frozen=True, array_like=True):
    """The place of one question. Others are given by their slugs, or None if they have no page."""

    slug: str
    published: date | None
    minutes: int
    topics: tuple[tuple[str, str], ...]
    """Names and slugs of its topics, the closest first."""
    related: tuple[tuple[str, str | None], ...]
    """Titles and slugs of related questions."""
    targets: Mapping[str, str | None]
    """The slug of each question that its text links to, by id."""


def setting(bank: Bank, entry: Entry) -> Setting:
    """The place of a question in the bank."""
    link = bank.permalinks[entry.id]

    def slug_of(id_: str | None) -> str | None:
        return bank.permalinks[id_].slug if id_ is not None and id_ in bank.by_id else None

    return Setting(
        link.slug,
        link.published,
        entry.minutes,
        tuple((own.topic.name, own.topic.slug) for own in bank.topics.get(entry.id, ())),
        tuple((other.title, slug_of(other.id)) for other in bank.related.get(entry.id, ())),
        {id_: slug_of(id_) for id_ in entry.linked},
    )
