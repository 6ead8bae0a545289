"""The fast way makes the site that MkDocs makes by itself."""

from __future__ import annotations

import gc
import re
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Any
from weakref import ReferenceType, ref

import pytest

from recto.compile import no_progress
from recto.pages import ListPage
from recto.pages.images import image_name
from recto.policy import Policy
from recto.project import find_project
from recto.site.build import build_site
from recto.site.errors import SiteError
from recto.site.page import GeneratedPage
from recto.site.rest import INDEXES, Rest
from recto.tasks import (
    TaskContext,
    ToWrite,
    Written,
    WrittenPage,
    render_articles,
    render_lists,
)
from recto.workers import Workers
from tests.projects import BANK, lay_out
from tests.site.test_increment import differing, trees
from tests.site.ways import BINARY_SEARCH, OPTIONS, bank_in, build, change

NAV = """\
  - Sorting: topics/algorithms.md
  - ./topics/probability.md
  - All of them: questions/index.md
  - "": topics/geometry.md
  - Elsewhere: /topics/optimization.md
  - More:
      - questions/write-binary-search-in-python.md
"""
"""Generated pages, with titles of their own and without, and entries that are no such page."""

LOOKING_AROUND = """
{% block announce %}
<p>{% for item in nav %}<a href="{{ "x" | url }}">{{ item.title }} {{ item.active }}</a>{% endfor %}
{% endblock %}
"""
"""A page shows where it is in the navigation, and how deep."""

ADDED = {
    "overrides/main.html": LOOKING_AROUND,
    "sources/dot.png": "This stands for an image.\n",
    "sources/005_e8a05c3d17f9b245.txt": "\n![A dot](dot.png)\n",
    "docs/about.md": f"""
![A dot](questions/{image_name("sources/dot.png")}#only-light)

[The answer](questions/write-binary-search-in-python.md#official-answer) is somewhere,
[something else](questions/write-binary-search-in-python.md#nowhere) is not.
""",
}
"""Texts added to files, so that hand-written and generated pages link to one another."""


def warnings(caplog: pytest.LogCaptureFixture) -> set[str]:
    """What the build warned of."""
    return {record.getMessage() for record in caplog.records if record.levelname == "WARNING"}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return bank_in(tmp_path / "project", monkeypatch)


@pytest.mark.parametrize("in_folders", [True, False])
def test_both_ways_make_the_same_site(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    in_folders: bool,
) -> None:
    project = bank_in(tmp_path / "fast", monkeypatch, has_manual=True)
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
    """Other pages would link to nothing; to leave out a question, one removes its source."""
    change(project, OPTIONS, OPTIONS + way)
    change(project, "site_name:", f"{option}: /questions/*-python.md\nsite_name:")
    with pytest.raises(SiteError) as caught:
        build(project)
    told = f"{option} in mkdocs.yml leaves out questions/write-binary-search-in-python.md,"
    assert told in f"{caught.value}\n{caplog.text}"


def index_of(project: Path) -> dict[str, bytes]:
    """The files of the search index, without the search page."""
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
    (project / ".cache" / "recto" / "build").unlink(missing_ok=True)
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


def test_nothing_is_written_of_where_nothing_changed(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    written: list[str] = []

    def render(context: TaskContext, batch: Sequence[ToWrite]) -> list[Written]:
        written.extend(one.id for one in batch)
        return render_articles(context, batch)

    monkeypatch.setattr("recto.site.parts.render_articles", render)
    build(project)
    assert written == []
    change(project, "Keep the half-open range", "Keep the range", "sources/" + BINARY_SEARCH)
    build(project)
    assert written == [BINARY_SEARCH.partition("_")[2].removesuffix(".txt")]


def test_a_comment_on_the_topics_has_nothing_rendered_anew(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    rendered: list[str] = []

    def render(context: TaskContext, batch: Sequence[ListPage]) -> list[WrittenPage]:
        rendered.extend(one.path for one in batch)
        return render_lists(context, batch)

    monkeypatch.setattr("recto.site.parts.render_lists", render)
    topics = "sources/topics.toml"
    before = (project / topics).read_text(encoding="utf-8")
    (project / topics).write_text(f"# Ours\n{before}", encoding="utf-8")
    build(project)
    assert rendered == []
    change(project, 'name = "Algorithms"', 'name = "Algorithm"', topics)
    build(project)
    assert rendered != []


class Counting(ThreadPoolExecutor):
    """An executor that is not ours."""

    submitted = 0

    def submit(self, *arguments: Any, **options: Any) -> Future[Any]:
        self.submitted += 1
        return super().submit(*arguments, **options)


def test_other_executors_make_the_same_site(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    other = bank_in(tmp_path / "other", monkeypatch)
    monkeypatch.setattr("recto.workers.FEW", 2)
    made: list[Counting] = []

    def start() -> list[Counting]:
        made.extend((Counting(1), Counting(1)))
        return made[-2:]

    build_site(
        find_project(other),
        Policy(record=True),
        no_progress,
        workers=lambda: Workers(start),
    )
    assert [one.submitted > 0 for one in made] == [True, True]
    assert differing(project, other) == []


def test_the_text_of_a_page_does_not_wait_for_garbage_collection(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[ReferenceType[GeneratedPage]] = []
    present: list[int] = []
    real = Rest.page

    def page(rest: Rest, path: str) -> GeneratedPage:
        made = real(rest, path)
        present.append(sum(one() is not None for one in rendered))
        rendered.append(ref(made))
        return made

    monkeypatch.setattr(Rest, "page", page)
    gc.disable()
    try:
        build(project)
    finally:
        gc.enable()
    assert len(rendered) > 20
    assert max(present) <= 1 + len(INDEXES)


def test_a_helping_process_that_was_killed_is_told_and_the_last_site_stays(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project)
    before = trees(project)

    def killed(_context: TaskContext, _batch: Sequence[ToWrite]) -> list[Written]:
        raise BrokenProcessPool

    monkeypatch.setattr("recto.site.parts.render_articles", killed)
    change(project, "Keep the half-open range", "Keep the range", "sources/" + BINARY_SEARCH)
    with pytest.raises(SiteError, match="try again"):
        build(project)
    assert {p: d for p, d in trees(project).items() if p.startswith("site/")} == {
        p: d for p, d in before.items() if p.startswith("site/")
    }
