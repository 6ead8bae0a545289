"""What the head of each page says, and the files of a site that are no pages."""

from __future__ import annotations

import gzip
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.published import (
    answer_of,
    file_at,
    link,
    metas,
    pages,
    questions,
    quiz_of,
    scripts,
    shared,
    shown,
)

Run = Callable[..., subprocess.CompletedProcess[str]]

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEEDS_URL = {"feed.xml", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "assets/social"}
ROOT_URL = "https://questions.example/"


def test_the_site_has_questions_to_look_at(site: Path) -> None:
    assert len(questions(site)) == 7


def test_every_page_has_one_description(site: Path) -> None:
    for page in pages(site):
        assert metas(page)["description"].strip(), page


def test_every_page_has_one_canonical_address_and_open_graph_tells_the_same(
    site: Path, site_url: str
) -> None:
    for page in shared(site):
        address = link(page, "canonical")
        assert address is not None
        assert file_at(site, site_url, address) == page
        assert metas(page)["og:url"] == address


def test_every_page_tells_what_it_is(site: Path) -> None:
    for page in shared(site):
        found = metas(page)
        assert found["og:title"]
        assert found["og:site_name"] == "Recto"
        assert found["og:description"] == found["description"]
        assert found["og:type"] == ("article" if page in questions(site) else "website")
        assert re.fullmatch(r"[a-z]{2,3}_[A-Z]{2}", found["og:locale"])
        assert found["twitter:card"] == "summary_large_image"


def test_titles_and_descriptions_are_text(site: Path) -> None:
    page = site / "questions" / "title-script-alert-1-script-b-q-b" / "index.html"
    assert metas(page)["og:title"] == '</title><script>alert(1)</script> & <b>"q"</b>'
    assert metas(page)["description"] == "Say what happens to <i>this</i> & that."
    topic = site / "topics" / "web-security" / "index.html"
    assert metas(topic)["og:title"] == "Security & <safety> of the Web"
    assert metas(topic)["description"] == "Text that comes from *others* is not to be trusted."


def test_every_image_is_there_and_as_large_as_it_is_said(site: Path, site_url: str) -> None:
    for page in shared(site):
        found = metas(page)
        with Image.open(file_at(site, site_url, found["og:image"])) as image:
            assert (image.format, image.size) == ("PNG", (1200, 630))
        assert (found["og:image:width"], found["og:image:height"]) == ("1200", "630")
        assert found["og:image:alt"]


@pytest.mark.parametrize(
    ("page", "image"),
    [
        ("index.html", "site.png"),
        ("about/index.html", "site.png"),
        ("questions/what-does-gradient-descent-do/index.html", "topics/optimization.png"),
        ("topics/machine-learning/easy/index.html", "topics/machine-learning.png"),
        ("topics/geometry/index.html", "site.png"),
    ],
)
def test_a_page_shows_the_image_of_its_closest_topic(
    site: Path, site_url: str, page: str, image: str
) -> None:
    assert metas(site / page)["og:image"] == f"{site_url}assets/social/{image}"


def test_only_topics_with_questions_have_an_image(site: Path) -> None:
    names = {file.stem for file in (site / "assets" / "social" / "topics").iterdir()}
    assert "machine-learning" in names
    assert "geometry" not in names


def test_a_question_in_another_language_says_so(site: Path) -> None:
    (page,) = (page for page in questions(site) if quiz_of(page).text("inLanguage") == "ar")
    assert metas(page)["og:locale"].startswith("ar_")


def test_nothing_in_the_head_tells_of_the_answer(site: Path) -> None:
    for page in questions(site):
        answer = answer_of(page)
        assert answer is not None
        words = shown(answer)[:25]
        assert [name for name, content in metas(page).items() if words in content] == []


def test_the_sitemap_is_dated_by_the_record_and_only_where_there_is_one(
    site: Path, site_url: str
) -> None:
    root = ET.fromstring((site / "sitemap.xml").read_text(encoding="utf-8"))
    days = {row.findtext(f"{SITEMAP}loc"): row.findtext(f"{SITEMAP}lastmod") for row in root}
    newest = max(day for day in days.values() if day)
    assert days[f"{site_url}questions/what-does-gradient-descent-do/"] == "2025-03-01"
    assert days[f"{site_url}topics/optimization/"] == "2025-03-01"
    assert days[site_url] == days[f"{site_url}questions/"] == newest
    assert days[f"{site_url}about/"] is None
    assert days[f"{site_url}topics/geometry/"] is None


def test_below_a_path_there_is_no_robots_txt_since_nobody_would_read_it(site: Path) -> None:
    assert not (site / "robots.txt").exists()


def test_without_an_address_nothing_is_told_that_needs_one(project: Path, recto: Run) -> None:
    assert recto("build").returncode == 0
    site = project / "site"
    assert [name for name in NEEDS_URL if (site / name).exists()] == []
    for page in shared(site):
        found = metas(page)
        assert found["og:title"]
        assert found["twitter:card"] == "summary"
        assert [name for name, content in found.items() if "://" in content and "og:" in name] == []
        assert {"og:url", "og:image"}.isdisjoint(found)
        assert link(page, "alternate", "application/atom+xml") is None
        assert link(page, "alternate", "text/markdown")
    for question in questions(site):
        assert scripts(question) == {}
        assert quiz_of(question).properties.keys() == {"name", "inLanguage", "hasPart"}
    assert "://" not in (site / "llms.txt").read_text(encoding="utf-8")


def test_at_the_root_of_a_host_robots_txt_names_the_sitemap(project: Path, recto: Run) -> None:
    assert recto("build", SITE_URL=ROOT_URL).returncode == 0
    text = (project / "site" / "robots.txt").read_text(encoding="utf-8")
    assert text.splitlines()[-1] == f"Sitemap: {ROOT_URL}sitemap.xml"
    packed = gzip.decompress((project / "site" / "sitemap.xml.gz").read_bytes())
    assert (project / "site" / "sitemap.xml").read_bytes() == packed


def test_a_file_that_the_owner_wrote_stays(project: Path, recto: Run) -> None:
    for name in ("robots.txt", "llms.txt", "sitemap.xml"):
        (project / "docs" / name).write_text("mine\n", encoding="utf-8")
    assert recto("build", SITE_URL=ROOT_URL).returncode == 0
    for name in ("robots.txt", "llms.txt", "sitemap.xml"):
        assert (project / "site" / name).read_text(encoding="utf-8") == "mine\n"
    assert not (project / "site" / "sitemap.xml.gz").exists()


def test_a_description_with_quotes_stays_whole(project: Path, recto: Run) -> None:
    text = 'All of "it" & <more>.'
    (project / "docs" / "about.md").write_text(f"---\ndescription: '{text}'\n---\n\n# About\n")
    assert recto("build").returncode == 0
    found = metas(project / "site" / "about" / "index.html")
    assert found["description"] == found["og:description"] == text
