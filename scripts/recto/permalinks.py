"""The record of addresses: `permalinks.tsv`, a row for each question ever published.

A row is an id, its slug and the day it was first published, separated by tabs. Rows are sorted by
id, so that two branches that each add some can be merged by union. No row is ever changed or
removed: one without a source is a tombstone.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from msgspec import Struct, field

from recto.diagnostics import Diagnostic
from recto.model import Permalink
from recto.rules import Rule
from recto.slugs import Slugs, is_slug, slug_of

HEADER = "id\tslug\tpublished"

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class Record(Struct, frozen=True):
    """The recorded permalinks by id."""

    by_id: Mapping[str, Permalink] = field(default_factory=dict)

    def with_provisional(self, titles: Iterable[tuple[str, str]]) -> Record:
        """The record, with a provisional permalink made from the title for each id without one."""
        new = sorted((id_, title) for id_, title in titles if id_ not in self.by_id)
        if not new:
            return self
        by_id = dict(self.by_id)
        slugs = Slugs(link.slug for link in by_id.values())
        for id_, title in new:
            if id_ not in by_id:
                by_id[id_] = Permalink(id_, slugs.take(slug_of(title), id_), None)
        return Record(by_id)

    def published_on(self, day: date) -> Record:
        """The record with every provisional permalink recorded as published on that day."""
        return Record(
            {
                id_: Permalink(id_, link.slug, link.published or day)
                for id_, link in self.by_id.items()
            }
        )


def parse_record(data: bytes, path: str) -> tuple[Record, list[Diagnostic]]:
    """The record that a file holds, and problems: rows that are unreadable or repeat something."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Record(), [_not_text(path, error)]
    by_id: dict[str, Permalink] = {}
    ids: dict[str, int] = {}
    slugs: dict[str, int] = {}
    diagnostics: list[Diagnostic] = []
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row == HEADER:
            continue
        link = _parse_row(row)
        if link is None:
            diagnostics.append(_bad_row(path, number, row))
            continue
        for name, first in (("id", ids.get(link.id)), ("slug", slugs.get(link.slug))):
            if first and by_id.get(link.id) != link:
                diagnostics.append(_twice(path, number, row, name, first))
                break
        else:
            by_id[link.id] = link
            ids[link.id] = slugs[link.slug] = number
    return Record(by_id), diagnostics


def as_tsv(record: Record) -> str:
    """The text of the file that holds the recorded permalinks; provisional ones are left out."""
    return "".join(f"{row}\n" for row in (HEADER, *_rows(record)))


def _rows(record: Record) -> Iterator[str]:
    for id_, link in sorted(record.by_id.items()):
        if link.published:
            yield f"{id_}\t{link.slug}\t{link.published.isoformat()}"


_day = lru_cache(date.fromisoformat)
"""Remembered, since many questions are published on one day."""


def _parse_row(row: str) -> Permalink | None:
    cells = row.split("\t")
    if len(cells) != 3 or not cells[0].strip() or not is_slug(cells[1]):
        return None
    try:
        id_ = unicodedata.normalize("NFC", cells[0])
        return Permalink(id_, cells[1], _day(cells[2].strip()))
    except ValueError:
        return None


def _not_text(path: str, error: UnicodeDecodeError) -> Diagnostic:
    return Diagnostic(
        path,
        1,
        1,
        Rule.PERMALINK_ROW,
        f"the record is not UTF-8 text: {error.reason} at offset {error.start:,}",
        "restore the file from its history; some editors save it in another encoding",
    )


def _bad_row(path: str, number: int, row: str) -> Diagnostic:
    if row.startswith(_CONFLICT):
        return Diagnostic(
            path,
            number,
            1,
            Rule.PERMALINK_ROW,
            "this line was left by a merge",
            "delete the marker, and keep the rows of both sides",
            row,
            len(row),
        )
    return Diagnostic(
        path,
        number,
        1,
        Rule.PERMALINK_ROW,
        "this row is not an id, a slug and a day separated by tabs",
        "restore the row from the file's history; never edit a row by hand",
        row,
        len(row),
    )


def _twice(path: str, number: int, row: str, name: str, first: int) -> Diagnostic:
    return Diagnostic(
        path,
        number,
        1,
        Rule.PERMALINK_TWICE,
        f"this {name} is already recorded on line {first}",
        "keep the row that was published first; after deleting the other, run recto build",
        row,
        len(row),
    )
