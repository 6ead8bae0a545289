"""The search index leads to pages that are there, and is the same each time."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests import forks
from tests.projects import BANK, lay_out, run
from tests.published import parsed
from tests.site.test_mkdocs import contents

LED_TO = {
    "recto-header__home": ("index.html",),
    "recto-header__topics": ("topics/index.html",),
    "recto-header__questions": ("questions/index.html",),
    "recto-opener": ("search/index.html", "search.html"),
}
"""Where the links of the header lead, by their classes."""


@pytest.fixture(scope="module", params=["true", "false"], ids=["folders", "files"])
def project(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A built project whose pages have folders of their own, or have none."""
    folder = tmp_path_factory.mktemp("addresses") / "project"
    lay_out(folder, BANK)
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"\nuse_directory_urls: {request.param}\n")
    built = forks.run("recto", "build", cwd=folder)
    assert built.returncode == 0, built.stderr
    return folder


def page_at(folder: Path, url: str) -> Path:
    return folder / url / "index.html" if url.endswith("/") else folder / url


def test_what_is_found_leads_to_its_page(project: Path) -> None:
    site = project / "site"
    fragments = [*site.glob("search/*/fragment/*")]
    assert len(fragments) == len([*project.glob("sources/*.txt")])
    for file in fragments:
        found = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        page = page_at(site, found["url"].lstrip("/"))
        (heading,) = parsed(page).iter("h1")
        assert "".join(heading.itertext()).startswith(found["meta"]["title"])


def test_topics_of_the_search_lead_to_their_pages(project: Path) -> None:
    site = project / "site"
    summary = json.loads((site / "search/index.json").read_text(encoding="utf-8"))
    assert summary["topics"]
    assert [t for t in summary["topics"] if not page_at(site, t["url"]).is_file()] == []


def test_the_header_leads_to_all_that_scripts_go_to(project: Path) -> None:
    site = project / "site"
    pages = [page for page in site.rglob("*.html") if page.name != "404.html"]
    assert len(pages) > 10
    for page in pages:
        links = {e.get("class"): str(e.get("href")) for e in parsed(page).iter("a")}
        for name, targets in LED_TO.items():
            file = (page.parent / links[name]).resolve()
            found = file / "index.html" if file.is_dir() else file
            assert found.relative_to(site.resolve()).as_posix() in targets
            assert found.is_file()


def test_building_again_gives_the_same_index(project: Path) -> None:
    before = contents(project / "site" / "search")
    assert run("recto", "build", cwd=project).returncode == 0
    assert contents(project / "site" / "search") == before
