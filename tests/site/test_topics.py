"""Topic pages, the search index and `questions.json` say the same of each question."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest

from tests.published import parsed
from tests.site.conftest import SITE_URL
from tests.site.test_links import file_of

Json = dict[str, Any]


@pytest.fixture(scope="module")
def bank(site: Path) -> Json:
    data: Json = json.loads((site / "questions.json").read_text(encoding="utf-8"))
    for question in data["questions"]:
        question["url"] = unquote(question["url"])
    return data


@pytest.fixture(scope="module")
def facets(site: Path) -> dict[str, list[str]]:
    """The difficulty and topics of each question in the search index, by its URL."""
    found: dict[str, list[str]] = {}
    for file in site.glob("search/*/facets.json"):
        for id_, facts in json.loads(file.read_text(encoding="utf-8")).items():
            fragment = gzip.decompress(
                (file.parent / "fragment" / f"{id_}.pf_fragment").read_bytes()
            )
            found[json.loads(fragment.removeprefix(b"pagefind_dcd"))["url"].strip("/") + "/"] = (
                facts
            )
    return found


def with_ancestors(bank: Json, slugs: list[str]) -> set[str]:
    parents = {topic["slug"]: topic["parent"] for topic in bank["topics"]}
    found: set[str] = set()
    for slug in slugs:
        above: str | None = slug
        while above:
            found.add(above)
            above = parents[above]
    return found


def within(page: Path, name: str) -> Iterator[ET.Element]:
    """The links of a page's boxes of a class, except those to headings."""
    for box in parsed(page).iter("div"):
        if box.get("class") == name:
            yield from (link for link in box.iter("a") if link.get("class") != "headerlink")


def url_of(site: Path, page: Path, link: ET.Element) -> str:
    """Where a link leads, relative to the site's root and without percent signs."""
    target = (page.parent / unquote(str(link.get("href")))).resolve()
    return f"{target.relative_to(site.resolve()).as_posix()}/"


def listed(site: Path, page: Path) -> list[str]:
    """The questions that a page of a topic lists."""
    return [url_of(site, page, link) for link in within(page, "recto-list")]


def test_the_bank_has_topics_on_two_levels_and_one_without_questions(bank: Json) -> None:
    assert {bool(topic["parent"]) for topic in bank["topics"]} == {True, False}
    assert [t["slug"] for t in bank["topics"] if t["questions"] == 0] == ["geometry"]


def test_every_topic_has_a_page_that_lists_its_questions(site: Path, bank: Json) -> None:
    for topic in bank["topics"]:
        page = file_of(site, SITE_URL, SITE_URL + topic["url"])
        assert page
        expected = {
            question["url"]
            for question in bank["questions"]
            if topic["slug"] in with_ancestors(bank, question["topics"])
        }
        found = listed(site, page)
        assert (set(found), len(found)) == (expected, topic["questions"])


def test_the_pages_of_difficulties_share_out_those_of_a_topic(site: Path, bank: Json) -> None:
    levels = {question["url"]: question["difficulty"] for question in bank["questions"]}
    pages = [
        page
        for level in ("easy", "medium", "hard")
        for page in site.glob(f"topics/*/{level}/*.html")
    ]
    assert pages
    for page in pages:
        whole = listed(site, page.parents[1] / "index.html")
        of_level = [url for url in whole if levels[url] == page.parent.name]
        assert listed(site, page) == of_level
        assert 0 < len(of_level) < len(whole)


def test_the_overview_counts_what_the_bank_counts(site: Path, bank: Json) -> None:
    (box,) = (
        e
        for e in parsed(site / "topics/index.html").iter("div")
        if e.get("class") == "recto-topics"
    )
    found = {
        str(item.find("a").get("href")).strip("/"): int((item.find("a").tail or "").split()[0])  # type: ignore[union-attr]
        for item in box.iter("li")
    }
    assert found == {t["slug"]: t["questions"] for t in bank["topics"] if t["questions"]}


def test_the_search_filters_by_the_same_facts(bank: Json, facets: dict[str, list[str]]) -> None:
    found = {url: (facts[0], set(facts[1:])) for url, facts in facets.items()}
    assert found == {
        question["url"]: (
            question["difficulty"] or "",
            with_ancestors(bank, question["topics"]),
        )
        for question in bank["questions"]
    }


def test_the_search_knows_the_topics_that_have_questions(site: Path, bank: Json) -> None:
    summary = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    assert {topic["slug"]: topic["count"] for topic in summary["topics"]} == {
        topic["slug"]: topic["questions"] for topic in bank["topics"] if topic["questions"]
    }
    languages = {name: facts["questions"] for name, facts in summary["languages"].items()}
    assert sum(languages.values()) == len(bank["questions"])
    assert set(languages) == {"en", "ar"}


def test_related_questions_are_those_of_the_page(site: Path, bank: Json) -> None:
    urls = {question["id"]: question["url"] for question in bank["questions"]}
    for question in bank["questions"]:
        page = site / question["url"] / "index.html"
        found = [url_of(site, page, link) for link in within(page, "recto-related")]
        assert found == [urls[id_] for id_ in question["related"]]


def test_previous_and_next_lead_through_all_questions_topic_by_topic(
    site: Path, bank: Json
) -> None:
    """Going on and back again leads to the same question."""
    closest = {q["url"]: (q["topics"] or [""])[0] for q in bank["questions"]}
    ways: dict[str, dict[str, str]] = {"prev": {}, "next": {}}
    for url in closest:
        page = site / url / "index.html"
        for link in parsed(page).iter("a"):
            if (way := str(link.get("rel"))) in ways:
                ways[way][url] = url_of(site, page, link)
    assert {after: before for before, after in ways["next"].items()} == ways["prev"]
    (url,) = closest.keys() - ways["prev"].keys()
    row = [url, *(url := ways["next"][url] for _ in ways["next"])]
    assert sorted(row) == sorted(closest)
    assert len([*groupby(row, key=closest.__getitem__)]) == len({*closest.values()})
