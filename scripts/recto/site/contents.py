"""The generated pages and images of a site by path, before any of them is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from recto.pages import Image, Page, images, page_path
from recto.pages.front_matter import front_matter
from recto.pages.render import signposts
from recto.site.lists import Lists

if TYPE_CHECKING:
    from recto.bank import Bank
    from recto.entry import Entry
    from recto.site.kept import KeptLists


class Contents:
    """What a bank's site has besides hand-written pages; `faces` is a digest of what lists show.

    `kept` has the lists of the last build. `in_nav` are the paths that the navigation names.
    """

    def __init__(
        self, bank: Bank, per_page: int, faces: bytes, kept: KeptLists, in_nav: Iterable[str]
    ) -> None:
        self._in_nav = in_nav
        self.questions: Mapping[str, Entry] = {
            page_path(bank.permalinks[entry.id]): entry for entry in bank.entries
        }
        self.lists = Lists(bank, per_page, faces, kept, in_nav)
        self.signposts: Mapping[str, Page] = {one.path: one for one in signposts(bank)}
        self.images: Mapping[str, Image] = {one.path: one for one in images(bank)}

    @cached_property
    def pages(self) -> frozenset[str]:
        return frozenset((*self.questions, *self.lists.kept.keys, *self.signposts))

    @cached_property
    def files(self) -> frozenset[str]:
        """Pages and images."""
        return self.pages.union(self.images)

    @property
    def heads(self) -> dict[str, dict[str, Any]]:
        """The metadata of generated pages that may be in the navigation."""
        found = dict(self.lists.kept.heads)
        for path in self._in_nav:
            if path in self.questions:
                found[path] = {"title": self.questions[path].title.text}
            elif path in self.signposts:
                found[path] = front_matter(self.signposts[path].text)
        return found
