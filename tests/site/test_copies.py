"""The copies of pages in Markdown, for programs, and what leads to them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from tests.published import file_at, is_elsewhere, link, metas, pages, questions

Run = Callable[..., subprocess.CompletedProcess[str]]

ROOT_URL = "https://questions.example/"


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
