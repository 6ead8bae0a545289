"""What the site's templates are told about the bank, in plain values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from recto.bank import Bank, Entry
from recto.pages import list_path, page_path
from recto.reading_time import minutes_to_read

NEWEST = 10
"""Questions that the home page lists."""


@dataclass(frozen=True, slots=True)
class Teaser:
    """A question as a list on another page shows it. `url` is relative to the site's root."""

    title: str
    url: str
    difficulty: str | None
    minutes: int


@dataclass(frozen=True, slots=True)
class Neighbours:
    """A question's own facts, and the questions before and after it in reading order."""

    id: str
    title: str
    source: str
    published: date | None
    language: str | None
    previous: Teaser | None
    next: Teaser | None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """How many questions there are, and those recorded last, newest first."""

    total: int
    list_url: str
    newest: tuple[Teaser, ...]
    updated: date | None
    """The day the last question was published, or None if none is recorded."""


Urls = Callable[[str], str]
"""Gives the URL, relative to the site's root, of the page at a path below the folder of pages."""


def catalogue(bank: Bank, urls: Urls) -> Catalogue:
    """The summary of a bank."""
    days = [link.published for link in bank.permalinks.values() if link.published]
    # The sort is stable: questions of one day keep their reading order.
    newest = sorted(bank.entries, key=lambda e: _published(bank, e), reverse=True)[:NEWEST]
    return Catalogue(
        len(bank.entries),
        urls(list_path(1)),
        tuple(_teaser(bank, entry, urls) for entry in newest),
        max(days, default=None),
    )


def neighbours(bank: Bank, urls: Urls) -> Iterator[tuple[str, Neighbours]]:
    """For each question, the path of its page and its neighbours."""
    entries = bank.entries
    for index, entry in enumerate(entries):
        question = entry.question
        yield (
            _path(bank, entry),
            Neighbours(
                question.id,
                str(question.title),
                question.path,
                bank.permalinks[question.id].published,
                question.language,
                _teaser(bank, entries[index - 1], urls) if index else None,
                _teaser(bank, entries[index + 1], urls) if index + 1 < len(entries) else None,
            ),
        )


def _teaser(bank: Bank, entry: Entry, urls: Urls) -> Teaser:
    question = entry.question
    return Teaser(
        str(question.title),
        urls(_path(bank, entry)),
        question.difficulty,
        minutes_to_read(str(question.answer)),
    )


def _path(bank: Bank, entry: Entry) -> str:
    return page_path(bank.permalinks[entry.question.id])


def _published(bank: Bank, entry: Entry) -> date:
    return bank.permalinks[entry.question.id].published or date.min
