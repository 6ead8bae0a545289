"""The live preview rebuilds once for each save, and keeps the last good page through an error."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from recto import tasks
from recto.project import find_project
from recto.site import serve
from recto.site.fast import KEPT
from recto.site.searching import renewal
from recto.site.searching.making import Made, make
from recto.site.searching.shards import Shard
from recto.site.serve import _Preview

Run = Callable[..., subprocess.CompletedProcess[str]]

QUIET = 1.5
"""Seconds without a word after which a preview has done all it is going to do."""

PATIENCE = 60.0
"""Seconds after which a preview that says nothing has failed."""

NOTICES = ("material for mkdocs", "mkdocs 2", "zensical")
"""Words of notices about other software, which the theme prints under MkDocs's own command."""

LIST = "001_00000000000000a1.txt"
SET = "003_00000000000000b2.txt"


@dataclass(frozen=True, slots=True)
class Preview:
    """A running preview of a project: its address and the file that holds all it has said."""

    project: Path
    url: str
    output: Path
    process: subprocess.Popen[bytes]

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def builds(self) -> int:
        return self.said().count("Building documentation")

    def page(self, slug: str) -> str:
        with urlopen(f"{self.url}questions/{slug}/", timeout=PATIENCE) as answer:
            return str(answer.read(), "utf-8")

    def save(self, name: str, text: str) -> None:
        """Save a source, and wait for the preview to take notice and to fall quiet again."""
        before = len(self.said())
        (self.project / "sources" / name).write_text(text, encoding="utf-8")
        wait(lambda: len(self.said()) > before)
        self.settle()

    def settle(self) -> None:
        length, since = len(self.said()), time.monotonic()

        def is_quiet() -> bool:
            nonlocal length, since
            if len(self.said()) != length:
                length, since = len(self.said()), time.monotonic()
            return time.monotonic() - since > QUIET

        wait(is_quiet)


def wait(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "nothing happened in time"
        time.sleep(0.05)


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@pytest.fixture(params=["recto", "mkdocs"])
def preview(
    request: pytest.FixtureRequest,
    project: Path,
    port: int,
    environment: Callable[..., dict[str, str]],
) -> Iterator[Preview]:
    """A preview started by either command, once it has built the site and fallen quiet."""
    address = {
        "recto": ["--port", str(port)],
        "mkdocs": ["--dev-addr", f"127.0.0.1:{port}"],
    }[request.param]
    output = project.parent / "output.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", request.param, "serve", *address],
            cwd=project,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        running = Preview(project, f"http://127.0.0.1:{port}/", output, process)
        try:
            wait(lambda: "Serving on" in running.said() or process.poll() is not None)
            assert process.poll() is None, running.said()
            running.settle()
            yield running
        finally:
            process.terminate()
            process.wait(PATIENCE)


def test_each_save_is_built_once_and_an_error_keeps_the_last_good_page(preview: Preview) -> None:
    assert preview.builds() == 1, "the pages it writes itself must not set off a build"
    assert "Things in order." in preview.page("what-is-a-list")

    text = "What is a list?\n\nContext:\n\nOfficial Answer\n\nA row of things.\n"
    preview.save(LIST, text)
    assert preview.builds() == 2
    assert "A row of things." in preview.page("what-is-a-list")
    warning = f"sources/{LIST}:3:1: warning"
    assert preview.said().count(warning) == 1

    preview.save(SET, "What is a set?\n\nNo answer heading.\n")
    assert preview.builds() == 3
    assert f"sources/{SET}:3:1: error R107" in preview.said()
    assert preview.said().count(warning) == 1
    assert "Warnings as before: 1" in preview.said()
    assert "Things, each once." in preview.page("what-is-a-set")
    assert "A row of things." in preview.page("what-is-a-list")

    preview.save(SET, "What is a set?\n\nOfficial Answer\n\nMended.\n")
    assert preview.builds() == 4
    assert "Mended." in preview.page("what-is-a-set")

    assert not (preview.project / "sources" / "permalinks.tsv").exists()
    assert not (preview.project / "site").exists()


def test_a_page_whose_source_is_broken_keeps_no_other_from_being_built(project: Path) -> None:
    found = find_project(project)
    preview = _Preview(found, project / ".cache", "http://127.0.0.1/")
    pages = project / ".cache" / "site" / "questions"
    preview.build()
    before = (pages / "what-is-a-list" / "index.html").read_bytes()
    tasks.forget()  # as where other processes have read the sources
    (found.sources / LIST).write_text("What is a list?\n\nNo answer heading.\n", encoding="utf-8")
    title = "What is a bag?"  # it stands on the other's page
    (found.sources / SET).write_text(f"{title}\n\nOfficial Answer\n\nOne.\n", encoding="utf-8")
    preview.build()
    assert title in (pages / "what-is-a-bag" / "index.html").read_text(encoding="utf-8")
    assert (pages / "what-is-a-list" / "index.html").read_bytes() == before
    mended = "What is a list?\n\nOfficial Answer\n\nMended.\n"
    (found.sources / LIST).write_text(mended, encoding="utf-8")
    preview.build()
    preview.close()
    last = (pages / "what-is-a-list" / "index.html").read_text(encoding="utf-8")
    assert "Mended." in last
    assert title in last


def test_the_search_index_is_taken_over_and_outlasts_other_settings(
    project: Path, recto: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    indexed: list[str] = []

    def noting(shard: Shard, *arguments: Any) -> Made:
        indexed.append(shard.name)
        return make(shard, *arguments)

    monkeypatch.setattr(renewal, "make", noting)
    monkeypatch.setattr(serve, "QUIET", 0)
    assert recto("build").returncode == 0
    assert preview_index(project) == index_files(project / "site")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("copyright: Nobody\n")
    assert preview_index(project) == index_files(project / "site")
    assert indexed == []
    source = project / "sources" / LIST
    source.write_text("What is a list?\n\nOfficial Answer\n\nA queue.\n", encoding="utf-8")
    assert preview_index(project) != index_files(project / "site")
    assert len(indexed) == 1


def preview_index(project: Path) -> dict[str, bytes]:
    """The search index of a preview that was started and is over."""
    preview = _Preview(find_project(project), project / ".cache" / "p", "http://127.0.0.1/")
    preview.build()
    preview._indexer.shutdown()
    preview.close()
    return index_files(project / ".cache" / "p" / "site")


def index_files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.suffix != ".html"
    }


@pytest.mark.parametrize("preview", ["recto"], indirect=True)
def test_a_new_title_moves_the_page_and_fixes_no_address(preview: Preview) -> None:
    preview.save(SET, "What is a bag?\n\nOfficial Answer\n\nThings, some twice.\n")
    assert "Things, some twice." in preview.page("what-is-a-bag")
    assert not (preview.project / "docs" / "questions" / "what-is-a-set.md").exists()
    assert not (preview.project / "sources" / "permalinks.tsv").exists()
    told = preview.said().casefold()
    assert [notice for notice in NOTICES if notice in told] == []


def test_what_stops_a_build_leaves_the_site_until_it_is_mended(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(serve, "LOADING", 0)
    preview = _Preview(find_project(project), project / ".cache" / "p", "http://127.0.0.1/")
    site = project / ".cache" / "p" / "site"
    page = site / "questions" / "what-is-a-list" / "index.html"
    preview.build()
    for name in ("overrides/main.html", "mkdocs.yml"):
        before, text = page.read_bytes(), (project / name).read_text(encoding="utf-8")
        (project / name).write_text(f"{text}\n{{% if %}}\n", encoding="utf-8")
        caplog.clear()
        preview.rebuild()
        assert name in caplog.text
        assert page.read_bytes() == before
        wait((site.parent / KEPT).exists)
        (project / name).write_text(text, encoding="utf-8")
        source = project / "sources" / LIST
        source.write_text(f"What is a list?\n\nOfficial Answer\n\nOf {name}.\n", encoding="utf-8")
        preview.rebuild()
        assert f"Of {name}." in page.read_text(encoding="utf-8")
    preview.close()


def test_what_stops_the_first_build_is_told_plainly(project: Path, recto: Run, port: int) -> None:
    (project / "overrides" / "main.html").write_text("{% if %}", encoding="utf-8")
    served = recto("serve", "--port", str(port))
    assert served.returncode == 2
    assert "overrides/main.html:1" in served.stderr
    assert "Traceback" not in served.stderr


def test_with_other_settings_nothing_of_an_earlier_site_is_left(project: Path) -> None:
    (project / "docs" / "more").mkdir()
    (project / "docs" / "more" / "words.txt").write_text("Words.", encoding="utf-8")
    preview = _Preview(find_project(project), project / ".cache" / "p", "http://127.0.0.1/")
    site = project / ".cache" / "p" / "site"
    preview.build()
    assert (site / "search" / "index.html").exists()
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("use_directory_urls: false\n")
    (project / "docs" / "more" / "words.txt").unlink()
    (project / "docs" / "more").rmdir()
    (project / "docs" / "more").write_text("A file.", encoding="utf-8")
    preview.build()
    preview.close()
    assert (site / "search.html").exists()
    assert not (site / "search" / "index.html").exists()
    assert (site / "more").read_text(encoding="utf-8") == "A file."


@pytest.mark.skipif(sys.platform == "win32", reason="ends processes in another way")
@pytest.mark.parametrize("preview", ["recto"], indirect=True)
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_preview_ended_right_after_a_save_begins_there_the_next_time(
    preview: Preview, name: str
) -> None:
    text = "What is a bag?\n\nOfficial Answer\n\nThings, some twice.\n"
    (preview.project / "sources" / SET).write_text(text, encoding="utf-8")
    wait(lambda: "Reloading browsers" in preview.said())
    preview.process.send_signal(signal.Signals[name])
    assert preview.process.wait(PATIENCE) == 0
    assert "Traceback" not in preview.said()
    assert (preview.project / ".cache" / "recto" / "preview" / KEPT).is_file()


def test_a_port_that_is_taken_is_told_plainly(recto: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        taken = server.getsockname()[1]
        served = recto("serve", "--port", str(taken))
    assert served.returncode == 2
    assert f"127.0.0.1:{taken}" in served.stderr
    assert "Traceback" not in served.stderr
