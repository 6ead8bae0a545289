"""The fast way makes the site that MkDocs makes by itself, and steps aside for others."""

from __future__ import annotations

import gc
import re
from collections.abc import Sequence
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from weakref import ReferenceType, ref

import pytest
from mkdocs.structure.pages import Page

from recto.compile import no_progress
from recto.pages.images import image_name
from recto.policy import Policy
from recto.project import find_project
from recto.site.build import SiteError, build_site
from recto.site.press import Press
from recto.site.rest import INDEXES
from recto.tasks import Room, ToWrite, Written, WrittenPage, render_articles
from tests.projects import BANK, lay_out
from tests.site.test_increment import differing, trees

STEPPING_ASIDE = "every page is built anew"
OPTIONS = "      sources: sources\n"

HOOK = """
def on_page_markdown(markdown, page, **others):
    with open("seen.txt", "a", encoding="utf-8") as seen:
        seen.write(page.file.src_uri + "\\n")
    return markdown + "\\n\\nSeen by a hook.\\n"


def on_post_page(output, page, **others):
    return output.replace("</body>", "<!-- hooked --></body>")
"""

BINARY_SEARCH = "005_e8a05c3d17f9b245.txt"

NAV = """\
  - Sorting: topics/algorithms.md
  - ./topics/probability.md
  - All of them: questions/index.md
  - "": topics/geometry.md
  - Elsewhere: /topics/optimization.md
  - More:
      - questions/write-binary-search-in-python.md
"""
"""Generated pages, with titles of their own and without, and what is none."""

ADDED = {
    "sources/dot.png": "This stands for an image.\n",
    "sources/005_e8a05c3d17f9b245.txt": "\n![A dot](dot.png)\n",
    "docs/about.md": f"""
![A dot](questions/{image_name("sources/dot.png")})

[The answer](questions/write-binary-search-in-python.md#official-answer) is somewhere,
[something else](questions/write-binary-search-in-python.md#nowhere) is not.
""",
}
"""Added to files: pages that people write and that are generated lead to one another."""

BANK_PAGES = (
    "questions/write-binary-search-in-python.md",
    "questions/index.md",
    "topics/index.md",
    "about.md",
)


def build(project: Path, *, search: bool = True) -> None:
    policy = Policy(record=True, search=search)
    summary = build_site(find_project(project), policy, no_progress)
    assert summary.is_published


def change(project: Path, old: str, new: str, file: str = "mkdocs.yml") -> None:
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new), encoding="utf-8")


def warnings(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What the build warned of."""
    return {record.getMessage() for record in caplog.records if record.levelname == "WARNING"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project"
    lay_out(folder, BANK, has_manual=True)
    monkeypatch.setenv("SITE_URL", "https://example.org/bank/")
    monkeypatch.setenv("REPO_URL", "https://example.org/repository")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("in_folders", [True, False])
def test_both_ways_make_the_same_site(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, *, in_folders: bool
) -> None:
    change(project, "  - questions/index.md\n", NAV)
    for file, more in ADDED.items():
        with (project / file).open("a", encoding="utf-8") as stream:
            stream.write(more)
    if not in_folders:
        change(project, "site_name:", "use_directory_urls: false\nsite_name:")
    build(project)
    told = warnings(caplog)
    assert any("does not contain an anchor '#nowhere'" in text for text in told)
    caplog.clear()
    about = (project / "site" / ("about/index.html" if in_folders else "about.html")).read_text()
    for title in ("Sorting", "Probability", r"Write binary search in Python\.", "All of them"):
        assert re.search(rf"^\s*{title}\s*$", about, re.MULTILINE)
    plain = tmp_path / "plain"
    lay_out(plain, BANK, has_manual=True)
    (plain / "mkdocs.yml").write_bytes((project / "mkdocs.yml").read_bytes())
    for file in ("sources/permalinks.tsv", *ADDED):
        (plain / file).write_bytes((project / file).read_bytes())
    change(plain, OPTIONS, f"{OPTIONS}      fast: false\n")
    build(plain)
    assert differing(project, plain) == []
    assert warnings(caplog) == told


@pytest.mark.parametrize("way", ["", "      fast: false\n"])
@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_a_generated_page_cannot_be_left_out(
    project: Path, caplog: pytest.LogCaptureFixture, option: str, way: str
) -> None:
    """Other pages would link to nothing; what is left out is a source."""
    change(project, OPTIONS, OPTIONS + way)
    change(project, "site_name:", f"{option}: /questions/*-python.md\nsite_name:")
    with pytest.raises(SiteError) as caught:
        build(project)
    told = f"{option} in mkdocs.yml leaves out questions/write-binary-search-in-python.md,"
    assert told in f"{caught.value}\n{caplog.text}"


def index_of(project: Path) -> dict[str, bytes]:
    """The files of the search index, without the page that searches."""
    index = trees(project).items()
    return {
        p: d for p, d in index if p.startswith("site/search/") and p != "site/search/index.html"
    }


@pytest.mark.parametrize("way", ["", "      fast: false\n"])
def test_the_index_stays_as_it_is_without_search(project: Path, way: str) -> None:
    change(project, OPTIONS, OPTIONS + way)
    build(project)
    before = index_of(project)
    assert before
    change(project, "site_name: Recto", "site_name: Another")
    change(project, "Keep the half-open range", "Keep the range", "sources/" + BINARY_SEARCH)
    build(project, search=False)
    assert index_of(project) == before
    build(project)
    assert index_of(project) != before


def test_other_settings_leave_the_index_as_it_was(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    before = index_of(project)

    def fail(*_: object, **__: object) -> None:
        pytest.fail("Pagefind is asked again")

    monkeypatch.setattr("recto.site.searching.making.index", fail)
    change(project, "site_name: Recto", "site_name: Another")
    build(project)
    assert "Another" in (project / "site" / "index.html").read_text(encoding="utf-8")
    assert index_of(project) == before


def test_a_hook_sees_every_page_and_the_fast_way_says_once_that_it_steps_aside(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(project)
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    change(project, "site_name:", "hooks: [hook.py]\nsite_name:")
    build(project)
    seen = (project / "seen.txt").read_text(encoding="utf-8").splitlines()
    assert set(BANK_PAGES) <= set(seen)
    pages = [*(project / "site").rglob("*.html")]
    assert len(seen) == len(set(seen)) == len(pages) - len(["404.html"])
    page = project / "site" / "questions" / "write-binary-search-in-python" / "index.html"
    text = page.read_text(encoding="utf-8")
    assert "Seen by a hook." in text
    assert "<!-- hooked -->" in text
    told = [record for record in caplog.records if STEPPING_ASIDE in record.getMessage()]
    assert len(told) == 1
    assert "on_page_markdown" in told[0].getMessage()


def test_a_plugin_of_others_sees_every_page(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """The theme's own search reads each page; its index has all of them."""
    change(project, "plugins:\n", "plugins:\n  - search\n")
    build(project)
    index = (project / "site" / "search" / "search_index.json").read_text(encoding="utf-8")
    assert "write-binary-search-in-python" in index
    assert [STEPPING_ASIDE in record.getMessage() for record in caplog.records].count(True) == 1


def test_a_template_that_asks_something_of_each_page_is_rendered_for_each(
    project: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = "overrides/partials/recto/footer.html"
    change(project, "<footer ", "<footer data-source='{{ page.meta.source if page }}' ", file)
    build(project)
    page = project / "site" / "questions" / "write-binary-search-in-python" / "index.html"
    assert "<footer data-source='sources/" in page.read_text(encoding="utf-8")
    assert "page.meta.source" in caplog.text
    assert STEPPING_ASIDE in caplog.text


def test_nothing_is_written_of_where_nothing_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    written: list[str] = []

    def render(room: Room, batch: Sequence[ToWrite]) -> list[Written]:
        written.extend(one.id for one in batch)
        return render_articles(room, batch)

    monkeypatch.setattr("recto.site.parts.render_articles", render)
    build(project)
    assert written == []
    change(project, "Keep the half-open range", "Keep the range", "sources/" + BINARY_SEARCH)
    build(project)
    assert written == [BINARY_SEARCH.partition("_")[2].removesuffix(".txt")]


def test_the_text_of_a_page_does_not_wait_for_garbage_collection(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[ReferenceType[Page]] = []
    present: list[int] = []
    real = Press.print

    def print_(press: Press, written: WrittenPage) -> tuple[Page, str]:
        page, html = real(press, written)
        present.append(sum(one() is not None for one in printed))
        printed.append(ref(page))
        return page, html

    monkeypatch.setattr(Press, "print", print_)
    gc.disable()
    try:
        build(project)
    finally:
        gc.enable()
    assert len(printed) > 20
    assert max(present) <= 1 + len(INDEXES)


def test_a_helping_process_that_was_killed_is_told_and_the_last_site_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    before = trees(project)

    def killed(_room: Room, _batch: Sequence[ToWrite]) -> list[Written]:
        raise BrokenProcessPool

    monkeypatch.setattr("recto.site.parts.render_articles", killed)
    change(project, "Keep the half-open range", "Keep the range", "sources/" + BINARY_SEARCH)
    with pytest.raises(SiteError, match="try again"):
        build(project)
    assert {p: d for p, d in trees(project).items() if p.startswith("site/")} == {
        p: d for p, d in before.items() if p.startswith("site/")
    }
