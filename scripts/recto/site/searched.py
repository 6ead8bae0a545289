"""What the search of a site built the fast way is to find."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recto.bank import Bank
from recto.site.addresses import Addresses
from recto.site.contents import Contents
from recto.site.plan import NONE, Keys
from recto.site.search_index import document
from recto.site.searching import DocumentStore, Wanted, language_of
from recto.tasks import Written
from recto.taxonomy import Topic


class Searched:
    """The questions to be found, and the documents of those that this build wrote.

    `language` is the site's. Documents wait in `cache`.
    """

    def __init__(
        self,
        bank: Bank,
        contents: Contents,
        keys: Keys,
        addresses: Addresses,
        language: str,
        cache: Path,
    ) -> None:
        self._bank = bank
        self._contents = contents
        self._keys = keys
        self._language = language
        self._left_out: set[str] = set()
        self.url = addresses.url
        self.documents = DocumentStore(cache)

    @property
    def topics(self) -> tuple[Topic, ...]:
        return self._bank.taxonomy.topics

    @property
    def wanted(self) -> list[Wanted]:
        """All questions that are to be found, in reading order."""
        return [
            Wanted(entry.id, language_of(entry.language or self._language), self._keys[path])
            for path, entry in self._contents.questions.items()
            if self._keys[path] != NONE and path not in self._left_out
        ]

    def leave_out(self, paths: Iterable[str]) -> None:
        """Leave out the questions whose pages are at these paths."""
        self._left_out.update(paths)

    def add(self, own: Written) -> None:
        """Take what was written of a question, to make its document."""
        entry, url = self._bank.by_id[own.id], self.url(own.path)
        self.documents.add(document(self._bank, entry, own.article, self._language, url, own.html))
