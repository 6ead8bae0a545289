"""What the site is called and where it is, for those who see it from outside."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

from msgspec import Struct


class Identity(Struct, frozen=True):
    """A site. Its URL ends in a slash, or is empty if there is no `site_url`."""

    name: str
    url: str
    description: str
    author: str
    language: str

    @property
    def is_at_root(self) -> bool:
        """Whether it has its host to itself."""
        return bool(self.url) and urlsplit(self.url).path == "/"

    def at(self, path: str) -> str:
        """The URL of a file by its path in the site: absolute, or relative to the site's root."""
        return self.url + quote(path)
