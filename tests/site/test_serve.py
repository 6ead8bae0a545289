"""The live preview rebuilds once for each save, and keeps the last good page during an error."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from recto.site.fast import KEPT

Run = Callable[..., subprocess.CompletedProcess[str]]

QUIET = 1.5
"""Seconds without output after which a preview has done all that it is going to do."""

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
    """A preview started by each of the commands, once it has built the site and fallen quiet."""
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


@pytest.mark.parametrize("preview", ["recto"], indirect=True)
def test_a_new_title_moves_the_page_and_fixes_no_address(preview: Preview) -> None:
    preview.save(SET, "What is a bag?\n\nOfficial Answer\n\nThings, some twice.\n")
    assert "Things, some twice." in preview.page("what-is-a-bag")
    assert not (preview.project / "docs" / "questions" / "what-is-a-set.md").exists()
    assert not (preview.project / "sources" / "permalinks.tsv").exists()
    told = preview.said().casefold()
    assert [notice for notice in NOTICES if notice in told] == []


def test_what_stops_the_first_build_is_told_plainly(project: Path, recto: Run, port: int) -> None:
    (project / "overrides" / "main.html").write_text("{% if %}", encoding="utf-8")
    served = recto("serve", "--port", str(port))
    assert served.returncode == 2
    assert "overrides/main.html:1" in served.stderr
    assert "Traceback" not in served.stderr


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
