"""The site map is one file, or parts of a bounded size with an index over them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from recto.site.sharing.sitemap import MOST, SitemapEntry, sitemap

ROOT = "https://questions.example/repo/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def places(count: int) -> list[SitemapEntry]:
    days = ("2025-03-01", None, "2025-02-01")
    return [SitemapEntry(f"{ROOT}{number}/?a&b", days[number % 3]) for number in range(count)]


def rows(text: str) -> list[tuple[str | None, str | None]]:
    return [
        (row.findtext(f"{NAMESPACE}loc"), row.findtext(f"{NAMESPACE}lastmod"))
        for row in ET.fromstring(text)
    ]


@pytest.mark.parametrize("count", [0, 1, 5])
def test_as_many_as_fit_are_in_one_file(count: int) -> None:
    ((name, text),) = sitemap(places(count), ROOT, most=5)
    assert name == "sitemap.xml"
    assert ET.fromstring(text).tag == f"{NAMESPACE}urlset"
    assert rows(text) == [(place.url, place.day) for place in places(count)]


def test_more_are_in_parts_that_an_index_names() -> None:
    files = dict(sitemap(places(11), ROOT, most=5))
    assert [*files] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = files.pop("sitemap.xml")
    assert ET.fromstring(index).tag == f"{NAMESPACE}sitemapindex"
    assert rows(index) == [
        (f"{ROOT}sitemap-1.xml", "2025-03-01"),
        (f"{ROOT}sitemap-2.xml", "2025-03-01"),
        (f"{ROOT}sitemap-3.xml", None),
    ]
    parts = [rows(text) for text in files.values()]
    assert [len(part) for part in parts] == [5, 5, 1]
    assert [row for part in parts for row in part] == [
        (place.url, place.day) for place in places(11)
    ]


def test_a_file_holds_what_the_protocol_allows() -> None:
    assert MOST == 50_000
