"""The feed of a built site, for those who follow it."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

import pytest

from tests.published import answer_of, file_at, link, pages, questions, shown, squeezed

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="module")
def feed(site: Path) -> ET.Element:
    return ET.fromstring((site / "feed.xml").read_text(encoding="utf-8"))


def test_every_page_leads_to_the_feed(site: Path, site_url: str) -> None:
    for page in pages(site):
        target = link(page, "alternate", "application/atom+xml")
        assert target is not None
        base = f"{site_url}{page.relative_to(site).as_posix()}"
        assert urljoin(base, target) == f"{site_url}feed.xml"


def test_the_feed_has_all_that_rfc_4287_requires(site_url: str, feed: ET.Element) -> None:
    assert feed.tag == f"{ATOM}feed"
    assert feed.get(XML_LANG) == "en"
    own = [child for child in feed if child.tag != f"{ATOM}entry"]
    counts = Counter(child.tag.removeprefix(ATOM) for child in own)
    assert [counts[name] for name in ("id", "title", "updated", "author")] == [1, 1, 1, 1]
    assert set(counts) <= {"id", "title", "subtitle", "updated", "author", "link"}
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert f"{site_url}feed.xml" in [
        element.get("href") for element in feed.findall(f"{ATOM}link[@rel='self']")
    ]
    for entry in feed.findall(f"{ATOM}entry"):
        counts = Counter(child.tag.removeprefix(ATOM) for child in entry)
        assert [counts[name] for name in ("id", "title", "updated", "published")] == [1, 1, 1, 1]
        assert set(counts) <= {"id", "title", "updated", "published", "link", "category", "summary"}
        assert counts["summary"] < 2
        assert len(entry.findall(f"{ATOM}link[@rel='alternate']")) == 1
        assert all(element.get("term") for element in entry.findall(f"{ATOM}category"))


def test_the_feed_is_of_pages_that_are_there_with_permanent_ids(
    site: Path, site_url: str, feed: ET.Element
) -> None:
    ids = [element.text or "" for element in feed.findall(f"{ATOM}entry/{ATOM}id")]
    assert len(ids) == len(set(ids)) == 7
    assert {file_at(site, site_url, id_) for id_ in ids} == set(questions(site))


def test_the_feed_is_dated_newest_first(feed: ET.Element) -> None:
    days = [
        datetime.fromisoformat(element.text or "")
        for element in feed.findall(f"{ATOM}entry/{ATOM}updated")
    ]
    assert days == sorted(days, reverse=True)
    assert all(day.utcoffset() is not None for day in days)
    assert datetime.fromisoformat(feed.findtext(f"{ATOM}updated") or "") == days[0]
    assert date(2025, 3, 1) in {day.date() for day in days}


def test_the_feed_has_no_answer(site: Path, feed: ET.Element) -> None:
    text = squeezed("".join(feed.itertext()))
    for page in questions(site):
        answer = answer_of(page)
        assert answer is not None
        assert shown(answer)[:25] not in text
