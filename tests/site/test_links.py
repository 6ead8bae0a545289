"""Every link, image, script and style sheet of the built site leads somewhere."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree as ET

import pytest

from tests.published import parsed

LOCATION = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
REPOSITORY = "https://github.com/example/questions"


@dataclass(frozen=True, slots=True)
class Reference:
    """What an element of a page refers to, with the page's own path."""

    page: str
    tag: str
    target: str


def references(site: Path, site_url: str) -> Iterator[Reference]:
    """Every reference of every page, as an absolute URL."""
    for page in sorted(site.rglob("*.html")):
        path = page.relative_to(site).as_posix()
        for element in parsed(page).iter():
            for found in targets(element):
                yield Reference(path, str(element.tag), urljoin(site_url + path, found))


def targets(element: ET.Element) -> Iterator[str]:
    for attribute in ("href", "src", "action", "poster"):
        if (value := element.get(attribute)) is not None:
            yield value
    if element.get("http-equiv") == "refresh":
        yield re.sub(r"^\d+;\s*url=", "", element.get("content", ""))


def file_of(site: Path, site_url: str, url: str) -> Path | None:
    """The file that a host would serve at the URL, or None."""
    path = unquote(urldefrag(url).url.removeprefix(site_url))
    file = (site / path).resolve()
    if not file.is_relative_to(site.resolve()):
        return None
    file = file / "index.html" if file.is_dir() else file
    return file if file.is_file() else None


def is_within(site_url: str, url: str) -> bool:
    return urldefrag(url).url.startswith(site_url)


@pytest.fixture(scope="module")
def found(site: Path, site_url: str) -> list[Reference]:
    return list(references(site, site_url))


def test_every_kind_of_page_is_looked_at(found: list[Reference]) -> None:
    pages = {reference.page for reference in found}
    assert {
        "404.html",
        "index.html",
        "about/index.html",
        "questions/index.html",
        "questions/what-does-gradient-descent-do/index.html",
        "questions/how-does-steepest-descent-work/index.html",
        "questions/what-is-a-perceptron/index.html",
    } <= pages


def test_everything_within_the_site_exists(
    site: Path, site_url: str, found: list[Reference]
) -> None:
    within = [reference for reference in found if is_within(site_url, reference.target)]
    assert within
    assert [r for r in within if file_of(site, site_url, r.target) is None] == []


def test_every_anchor_stands_on_its_page(site: Path, site_url: str, found: list[Reference]) -> None:
    missing = []
    for reference in found:
        fragment = unquote(urldefrag(reference.target).fragment)
        if not fragment or not is_within(site_url, reference.target):
            continue
        page = file_of(site, site_url, reference.target)
        if page is None or all(e.get("id") != fragment for e in parsed(page).iter()):
            missing.append(reference)
    assert missing == []


def test_only_links_that_a_reader_follows_lead_out_of_the_site(
    site_url: str, found: list[Reference]
) -> None:
    outside = [reference for reference in found if not is_within(site_url, reference.target)]
    assert {"a"} == {reference.tag for reference in outside}
    assert [r for r in outside if not r.target.startswith(("https://", "mailto:"))] == []


def test_a_question_leads_only_to_its_repository_and_to_what_its_source_names(
    site_url: str, found: list[Reference]
) -> None:
    outside = {
        reference.target.partition("?")[0]
        for reference in found
        if reference.page == "questions/state-the-theorem-of-bayes/index.html"
        and not is_within(site_url, reference.target)
    }
    assert {
        REPOSITORY,
        f"{REPOSITORY}/edit/main/sources/006_3af7d94e62b0c156.txt",
        f"{REPOSITORY}/issues/new",
        "https://en.wikipedia.org/wiki/Bayes%27_theorem",
    } == outside


@pytest.fixture(scope="module")
def locations(site: Path) -> list[str]:
    """The URLs of the sitemap."""
    root = ET.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))
    return [str(element.text) for element in root.iter(LOCATION)]


def test_every_url_of_the_sitemap_has_a_page(
    site: Path, site_url: str, locations: list[str]
) -> None:
    assert locations
    assert [url for url in locations if not is_within(site_url, url)] == []
    assert [url for url in locations if file_of(site, site_url, url) is None] == []


def test_the_sitemap_has_every_page_but_those_that_only_lead_elsewhere(
    site: Path, site_url: str, locations: list[str]
) -> None:
    pages = {page.relative_to(site).as_posix() for page in site.rglob("index.html")}
    listed = {
        file.relative_to(site.resolve()).as_posix()
        for url in locations
        if (file := file_of(site, site_url, url))
    }
    assert {
        "questions/how-does-steepest-descent-work/index.html",
        "questions/what-is-a-perceptron/index.html",
    } == pages - listed


def test_the_packed_sitemap_holds_the_same(site: Path) -> None:
    packed = gzip.decompress((site / "sitemap.xml.gz").read_bytes())
    assert (site / "sitemap.xml").read_bytes() == packed
