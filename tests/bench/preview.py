"""Measures `recto serve`: from saving a source until an open page shows what was added to it."""

from __future__ import annotations

import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.bench.chromium import browser
from tests.bench.workplace import RECTO, Workplace
from tests.projects import clean_environment

EDITS = 5
ENOUGH = 300
"""Seconds after which no further edit is made."""

LONGEST = 600
"""Seconds that a start or an edit may take."""

SETTLING = 2
"""Seconds from one edit to the next, in which a writer reads and the rest of the work is done."""

SHOWS = "sentence => document.body?.textContent.includes(sentence)"


@dataclass(frozen=True, slots=True)
class Preview:
    """Seconds until the first answer, and from each save to the browser."""

    size: int
    started: float
    edits: tuple[float, ...]
    median: float


def measure_preview(place: Workplace, size: int) -> Preview:
    """Edit several questions, each while its page is open."""
    edits: list[float] = []
    start = time.perf_counter()
    with browser() as chromium:
        begun = time.perf_counter()
        with _serving(place.project) as url:
            started = time.perf_counter() - begun
            page = chromium.new_page()
            for number in range(1, EDITS + 1):
                edits.append(_edit(place, page, url, number))
                if time.perf_counter() - start > ENOUGH:
                    break
                page.wait_for_timeout(SETTLING * 1000)
    return Preview(size, started, tuple(edits), statistics.median(edits))


def _edit(place: Workplace, page: Page, url: str, number: int) -> float:
    """Seconds from a save until the page, which loads itself again, shows it."""
    edit = place.plan(f"edit {number} of a preview")
    page.goto(url + edit.page)
    saved = time.perf_counter()
    edit.save()
    page.wait_for_function(SHOWS, arg=edit.sentence, timeout=LONGEST * 1000)
    return time.perf_counter() - saved


@contextmanager
def _serving(project: Path) -> Iterator[str]:
    """A preview that answers: its URL, with a slash at the end. Raises CalledProcessError."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = (*RECTO, "serve", "--port", str(port))
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command,
            cwd=project,
            env=clean_environment(),
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            url = f"http://127.0.0.1:{port}/"
            if not _answers(url, process):
                said.seek(0)
                output = said.read().decode(errors="replace")
                raise subprocess.CalledProcessError(process.returncode or 1, command, output)
            yield url
        finally:
            _stop(process)


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Wait for an answer; return whether there was one in time."""
    latest = time.perf_counter() + LONGEST
    while process.poll() is None and time.perf_counter() < latest:
        try:
            with urllib.request.urlopen(url):
                return True
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    return False


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End it as Ctrl-C does, with all that it started; by force if that is not enough."""
    for number in (signal.SIGINT, signal.SIGKILL):
        if process.poll() is None:
            os.killpg(process.pid, number)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                continue
