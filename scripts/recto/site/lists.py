"""The lists of questions of a site, assembled only if something that they show has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from recto.keys import digest
from recto.pages import list_pages
from recto.pages.front_matter import front_matter
from recto.pages.templates import fill
from recto.site.faces import encode
from recto.site.kept import KeptLists
from recto.site.rest import INDEXES

if TYPE_CHECKING:
    from recto.bank import Bank
    from recto.pages import ListPage


class Lists:
    """The lists of a bank; `faces` is a digest of what they show. `kept` is of the last build.

    `in_nav` are the paths that the navigation names. No key has to cover them: with another
    configuration, nothing is kept.
    """

    def __init__(
        self, bank: Bank, per_page: int, faces: bytes, kept: KeptLists, in_nav: Iterable[str]
    ) -> None:
        self._bank = bank
        self._per_page = per_page
        self._in_nav = in_nav
        self.kept = kept if kept.faces == faces else self._told(faces)

    @cached_property
    def pages(self) -> Mapping[str, ListPage]:
        """All of them by path."""
        return {one.path: one for one in list_pages(self._bank, self._per_page)}

    def _told(self, faces: bytes) -> KeptLists:
        heads = {
            path: front_matter(fill(own.template, **own.values))
            for path in (*INDEXES, *self._in_nav)
            if (own := self.pages.get(path))
        }
        keys = {
            path: digest(encode((one.template, one.rows, one.head)))
            for path, one in self.pages.items()
        }
        return KeptLists(faces, keys, heads)
