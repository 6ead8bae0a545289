"""What the built site tells those who link to it, list it, follow it or read it by program."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin
from xml.etree import ElementTree as ET

import html5lib
import pytest
from PIL import Image

from tests.microdata import Item, items

Run = Callable[..., subprocess.CompletedProcess[str]]

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NEEDS_URL = {"feed.xml", "sitemap.xml", "sitemap.xml.gz", "robots.txt", "assets/social"}
FACTS = "div[@class='recto-facts']"
ROOT_URL = "https://questions.example/"


@cache
def parsed(page: Path) -> ET.Element:
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert isinstance(tree, ET.Element)
    return tree


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def is_elsewhere(page: Path) -> bool:
    """Whether a page only says where a question went, or that there is none."""
    robots = parsed(page).find("head/meta[@name='robots']")
    return page.name == "404.html" or robots is not None


def shared(site: Path) -> list[Path]:
    return [page for page in pages(site) if not is_elsewhere(page)]


def metas(page: Path) -> dict[str, str]:
    """The content of each named `meta` of a page; none may stand twice."""
    found = [
        (name, element.get("content", ""))
        for element in parsed(page).iterfind("head/meta")
        for name in (element.get("property"), element.get("name"))
        if name
    ]
    assert [name for name, count in Counter(name for name, _ in found).items() if count > 1] == []
    return dict(found)


def link(page: Path, rel: str, kind: str | None = None) -> str | None:
    """The target of the only link of a relation and media type; None if there is none."""
    found = [
        element.get("href", "")
        for element in parsed(page).iterfind("head/link")
        if rel in element.get("rel", "").split() and element.get("type") == kind
    ]
    assert len(found) < 2
    return found[0] if found else None


def scripts(page: Path) -> dict[str, dict[str, Any]]:
    """The structured data that stands in scripts of a page, by type."""
    elements = parsed(page).iterfind("head/script[@type='application/ld+json']")
    found = [json.loads("".join(script.itertext())) for script in elements]
    return {one["@type"]: one for one in found}


def quiz_of(page: Path) -> Item:
    """The structured data that stands in the text of a question's page."""
    (quiz,) = items(parsed(page))
    assert quiz.type == "Quiz"
    return quiz


def questions(site: Path) -> list[Path]:
    """The pages of questions."""
    return [page for page in shared(site) if answer_of(page) is not None]


def answer_of(page: Path) -> ET.Element | None:
    return parsed(page).find(".//details[@id='official-answer']")


def squeezed(text: str) -> str:
    return " ".join(text.replace("\u200b", "").split())


def shown(element: ET.Element) -> str:
    """What an element shows, with a sign for each formula."""

    def texts(part: ET.Element) -> Iterator[str]:
        classes = part.get("class", "").split()
        if part.tag.endswith("math") or "arithmatex" in classes:
            yield "¤"
        elif part.tag != "summary" and "filename" not in classes:
            yield part.text or ""
            for child in part:
                yield from texts(child)
                yield child.tail or ""

    return squeezed("".join(texts(element)))


def file_at(site: Path, site_url: str, url: str) -> Path:
    """The file that a host serves at a URL of the site."""
    assert url.startswith(site_url)
    file = site / unquote(url.removeprefix(site_url))
    return file / "index.html" if file.is_dir() else file


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


def test_structured_data_says_what_the_page_shows(site: Path) -> None:
    for page in questions(site):
        quiz, heading, answer = quiz_of(page), parsed(page).find(".//h1"), answer_of(page)
        assert heading is not None
        assert answer is not None
        question = quiz.item("hasPart", "Question")
        assert question.text("eduQuestionType") == "Flashcard"
        said = question.item("acceptedAnswer", "Answer").shown("text")
        assert (question.shown("text"), shown(said)) == (heading, shown(answer))
        assert quiz.text("name") == question.text("text")
        assert facts_told(quiz) == facts_shown(page)


def facts_told(quiz: Item) -> list[str]:
    topics = [topic for topic in quiz.properties.get("about", ()) if isinstance(topic, Item)]
    assert {topic.type for topic in topics} <= {"Thing"}
    level = [quiz.text("educationalLevel")] if "educationalLevel" in quiz.properties else []
    return [*(topic.text("name") for topic in topics), *level]


def facts_shown(page: Path) -> list[str]:
    return [squeezed("".join(f.itertext())) for f in parsed(page).iterfind(f".//{FACTS}//li")]


def test_structured_data_tells_topics_and_difficulty(site: Path) -> None:
    page = site / "questions" / "what-does-gradient-descent-do" / "index.html"
    assert facts_told(quiz_of(page)) == ["Optimization", "Easy"]


def test_nothing_in_the_head_tells_of_the_answer(site: Path) -> None:
    for page in questions(site):
        answer = answer_of(page)
        assert answer is not None
        words = shown(answer)[:25]
        assert [name for name, content in metas(page).items() if words in content] == []


def test_breadcrumbs_lead_from_home_over_the_closest_topic(site: Path, site_url: str) -> None:
    page = site / "questions" / "state-the-theorem-of-bayes" / "index.html"
    trail = scripts(page)["BreadcrumbList"]["itemListElement"]
    assert [(crumb["position"], crumb["name"], crumb.get("item")) for crumb in trail] == [
        (1, "Recto", site_url),
        (2, "Probability", f"{site_url}topics/probability/"),
        (3, "State the theorem of Bayes.", None),  # this page
    ]
    assert all(file_at(site, site_url, crumb["item"]).is_file() for crumb in trail[:2])


def test_only_questions_have_structured_data(site: Path) -> None:
    others = [page for page in pages(site) if page not in questions(site)]
    assert [page for page in others if scripts(page) or items(parsed(page))] == []


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


def test_every_page_but_those_that_lead_elsewhere_has_a_copy_in_markdown(site: Path) -> None:
    for page in pages(site):
        target = link(page, "alternate", "text/markdown")
        if is_elsewhere(page):
            assert target is None
        else:
            assert target is not None
            copy = (page.parent / unquote(target)).read_text(encoding="utf-8")
            assert not copy.startswith(("---", "\n"))


def test_the_copy_of_a_page_lies_beside_it_or_beside_its_topics(site: Path) -> None:
    by_difficulty = [*site.glob("topics/*/*/index.html")]
    assert len(by_difficulty) > 2
    for page in [*questions(site), *(site / "topics").rglob("*.html")]:
        copy = page.with_suffix(".md")
        if page in by_difficulty:
            assert link(page, "alternate", "text/markdown") == "../index.md"
            assert not copy.exists()
        else:
            assert link(page, "alternate", "text/markdown") == "index.md"
            assert copy.read_text(encoding="utf-8").startswith("# ")


def test_a_page_that_people_write_is_copied_as_it_is(site: Path) -> None:
    written = (site.parent / "docs" / "about.md").read_text(encoding="utf-8")
    assert (site / "about.md").read_text(encoding="utf-8").strip() == written.strip()


def test_every_link_of_llms_txt_leads_somewhere(site: Path, site_url: str) -> None:
    text = (site / "llms.txt").read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)]+)\)", text)
    assert len(targets) > 8
    assert [url for url in targets if not file_at(site, site_url, url).is_file()] == []
    assert f"{site_url}topics/machine-learning/index.md" in targets


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


def test_where_pages_have_no_folders_copies_lie_beside_them(project: Path, mkdocs: Run) -> None:
    config = project / "mkdocs.yml"
    config.write_text(f"use_directory_urls: false\n{config.read_text('utf-8')}", "utf-8")
    built = mkdocs("build", SITE_URL=ROOT_URL)
    assert built.returncode == 0, built.stderr
    site = project / "site"
    page = site / "questions" / "what-is-a-list.html"
    assert link(page, "alternate", "text/markdown") == "what-is-a-list.md"
    assert metas(page)["og:url"] == f"{ROOT_URL}questions/what-is-a-list.html"
    links = [
        copy.parent / target
        for copy in (site / "questions").rglob("*.md")
        for target in re.findall(r"\]\(([^):]+\.md)\)", copy.read_text(encoding="utf-8"))
    ]
    assert {"what-is-a-list.md", "what-is-a-set.md"} <= {target.name for target in links}
    assert [target for target in links if not target.is_file()] == []
    llms = (site / "llms.txt").read_text(encoding="utf-8")
    assert f"`{ROOT_URL}questions/<slug>.md`" in llms


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
