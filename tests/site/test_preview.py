"""What a preview does after a save, with other settings, and if something stops a build."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from recto import tasks
from recto.project import find_project
from recto.site import serve
from recto.site.fast import KEPT
from recto.site.pagefind import PagefindError
from recto.site.searching import renewal
from recto.site.searching.making import Made, make
from recto.site.searching.shards import Shard
from recto.site.serve import Preview

Run = Callable[..., subprocess.CompletedProcess[str]]

URL = "http://127.0.0.1/"

LIST = "001_00000000000000a1.txt"
SET = "003_00000000000000b2.txt"


@pytest.fixture
def cache(project: Path) -> Path:
    return project / ".cache" / "preview"


@pytest.fixture
def preview(project: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Preview]:
    """A preview that starts its background work at once."""
    monkeypatch.setattr(serve, "LOADING", 0)
    monkeypatch.setattr(serve, "QUIET", 0)
    preview = Preview(find_project(project), cache, URL)
    yield preview
    preview.close()


def test_a_page_whose_source_is_broken_keeps_no_other_from_being_built(
    project: Path, cache: Path, preview: Preview
) -> None:
    sources, pages = project / "sources", cache / "site" / "questions"
    preview.build()
    before = (pages / "what-is-a-list" / "index.html").read_bytes()
    tasks.forget()  # as where other processes have read the sources
    (sources / LIST).write_text("What is a list?\n\nNo answer heading.\n", encoding="utf-8")
    title = "What is a bag?"  # it stands on the other's page
    (sources / SET).write_text(f"{title}\n\nOfficial Answer\n\nOne.\n", encoding="utf-8")
    preview.build()
    assert title in (pages / "what-is-a-bag" / "index.html").read_text(encoding="utf-8")
    assert (pages / "what-is-a-list" / "index.html").read_bytes() == before
    mended = "What is a list?\n\nOfficial Answer\n\nMended.\n"
    (sources / LIST).write_text(mended, encoding="utf-8")
    preview.build()
    last = (pages / "what-is-a-list" / "index.html").read_text(encoding="utf-8")
    assert "Mended." in last
    assert title in last


def test_a_new_source_that_is_broken_is_not_said_to_be_kept(
    project: Path, preview: Preview, caplog: pytest.LogCaptureFixture
) -> None:
    preview.build()
    for name in (LIST, "500_br.txt"):
        (project / "sources" / name).write_text("What is a list?\n\nNo heading.\n", "utf-8")
    preview.build()
    assert f"kept as it was: sources/{LIST}" in caplog.messages
    assert "not shown until it is fixed: sources/500_br.txt" in caplog.messages


def test_the_search_index_is_taken_over_and_outlasts_other_settings(
    project: Path, cache: Path, preview: Preview, recto: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[str] = []

    def noting(shard: Shard, *arguments: Any) -> Made:
        indexed.append(shard.name)
        return make(shard, *arguments)

    monkeypatch.setattr(renewal, "make", noting)
    assert recto("build").returncode == 0
    assert index_of(preview, cache) == index_files(project / "site")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("copyright: Nobody\n")
    assert index_of(preview, cache) == index_files(project / "site")
    assert indexed == []
    source = project / "sources" / LIST
    source.write_text("What is a list?\n\nOfficial Answer\n\nA queue.\n", encoding="utf-8")
    assert index_of(preview, cache) != index_files(project / "site")
    assert len(indexed) == 1


def index_of(preview: Preview, cache: Path) -> dict[str, bytes]:
    """The search index of a preview once it has built."""
    preview.build()
    preview.wait()
    return index_files(cache / "site")


def index_files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".html"
    }


def test_what_stops_a_build_leaves_the_site_until_it_is_mended(
    project: Path, cache: Path, preview: Preview, caplog: pytest.LogCaptureFixture
) -> None:
    page = cache / "site" / "questions" / "what-is-a-list" / "index.html"
    preview.build()
    for name in ("overrides/main.html", "mkdocs.yml"):
        before, text = page.read_bytes(), (project / name).read_text(encoding="utf-8")
        (project / name).write_text(f"{text}\n{{% if %}}\n", encoding="utf-8")
        caplog.clear()
        preview.rebuild()
        assert name in caplog.text
        assert page.read_bytes() == before
        preview.wait()
        assert (cache / KEPT).exists()
        (project / name).write_text(text, encoding="utf-8")
        source = project / "sources" / LIST
        source.write_text(f"What is a list?\n\nOfficial Answer\n\nOf {name}.\n", encoding="utf-8")
        preview.rebuild()
        assert f"Of {name}." in page.read_text(encoding="utf-8")


def test_other_folders_ask_for_another_preview(
    project: Path, cache: Path, preview: Preview, caplog: pytest.LogCaptureFixture
) -> None:
    preview.build()
    preview.wait()
    before = (cache / "site" / "index.html").read_bytes()
    (project / "docs").rename(project / "pages")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("docs_dir: pages\n")
    preview.rebuild()
    assert "stop this preview and start it again" in caplog.text
    assert (cache / "site" / "index.html").read_bytes() == before


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("hooks: [hook.py]", "takes part in building pages"),
        ("plugins: []", "plugin recto is missing"),
    ],
)
def test_settings_that_a_preview_cannot_follow_ask_for_another(
    project: Path,
    cache: Path,
    preview: Preview,
    caplog: pytest.LogCaptureFixture,
    settings: str,
    told: str,
) -> None:
    preview.build()
    preview.wait()
    before = (cache / "site" / "index.html").read_bytes()
    (project / "hook.py").write_text("def on_post_page(output, **_):\n    return '!' + output\n")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write(f"{settings}\n")
    preview.rebuild()
    assert told in caplog.text
    assert (cache / "site" / "index.html").read_bytes() == before


def test_what_fails_in_the_background_is_told_with_its_reason(
    preview: Preview, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> Made:
        raise PagefindError("no space left")

    monkeypatch.setattr(renewal, "make", fail)
    preview.build()
    preview.wait()
    told = [record for record in caplog.records if "no space left" in record.getMessage()]
    assert [record.exc_info for record in told] == [None]


def test_a_broken_source_keeps_no_other_from_being_found(
    project: Path, cache: Path, preview: Preview, caplog: pytest.LogCaptureFixture
) -> None:
    preview.build()
    preview.wait()
    for file in (project / ".cache").rglob("*.documents"):
        file.unlink()
    tasks.forget()  # as where other processes have read the sources
    (project / "sources" / LIST).write_text("What is a list?\n\nNo heading.\n", encoding="utf-8")
    bag = "What is a set?\n\nOfficial Answer\n\nA bag.\n"
    (project / "sources" / SET).write_text(bag, encoding="utf-8")
    before = index_files(cache / "site")
    assert index_of(preview, cache) != before
    assert "could not be brought up to date" not in caplog.text


def test_a_cache_that_is_removed_meanwhile_is_made_again(
    project: Path, cache: Path, preview: Preview
) -> None:
    preview.build()
    preview.wait()
    before = sorted(path.relative_to(cache) for path in (cache / "site").rglob("*"))
    shutil.rmtree(project / ".cache")
    source = project / "sources" / LIST
    source.write_text("What is a list?\n\nOfficial Answer\n\nA queue.\n", encoding="utf-8")
    preview.build()
    preview.wait()
    after = sorted(path.relative_to(cache) for path in (cache / "site").rglob("*"))
    assert [path for path in before if path not in after and "search" not in path.parts] == []
    assert (cache / "site" / "search" / "index.json").exists()


def test_with_other_settings_nothing_of_an_earlier_site_is_left(
    project: Path, cache: Path, preview: Preview
) -> None:
    (project / "docs" / "more").mkdir()
    (project / "docs" / "more" / "words.txt").write_text("Words.", encoding="utf-8")
    site = cache / "site"
    preview.build()
    assert (site / "search" / "index.html").exists()
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("use_directory_urls: false\n")
    (project / "docs" / "more" / "words.txt").unlink()
    (project / "docs" / "more").rmdir()
    (project / "docs" / "more").write_text("A file.", encoding="utf-8")
    preview.build()
    assert (site / "search.html").exists()
    assert not (site / "search" / "index.html").exists()
    assert (site / "more").read_text(encoding="utf-8") == "A file."
