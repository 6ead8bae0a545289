"""The map of the site for search engines: one file, or an index and the parts that it names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from recto.pages.templates import fill

NAME = "sitemap.xml"

MOST = 50_000
"""Addresses that a file may hold: https://www.sitemaps.org/protocol.html."""


class SitemapEntry(Struct, frozen=True):
    """A page, or a file of the map: its absolute URL, and the day of its last change, if known."""

    url: str
    day: str | None


def sitemap(
    places: Sequence[SitemapEntry], root: str, most: int = MOST
) -> Iterator[tuple[str, str]]:
    """The name and text of each file, for a site at the URL `root`."""
    if len(places) <= most:
        yield NAME, fill(NAME, places=places)
        return
    parts: list[SitemapEntry] = []
    for first in range(0, len(places), most):
        part = places[first : first + most]
        name = f"sitemap-{len(parts) + 1}.xml"
        yield name, fill(NAME, places=part)
        parts.append(SitemapEntry(root + name, max(one.day or "" for one in part) or None))
    yield NAME, fill("sitemap_index.xml", parts=parts)
