"""The search works in the live preview, too."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import BANK
from tests.browser.searching import results
from tests.projects import clean_environment, lay_out

PATIENCE = 60.0
"""Seconds after which a preview that does not serve has failed."""


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[str]:
    """The address of a running preview that has its search, which follows in the background."""
    index = tmp_path / "project" / ".cache" / "recto" / "preview" / "site" / "search" / "index.json"
    lay_out(tmp_path / "project", BANK)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    output = tmp_path / "output.txt"
    with output.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "recto", "serve", "--port", str(port)],
            cwd=tmp_path / "project",
            env=clean_environment(),
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + PATIENCE
        while b"Serving on" not in output.read_bytes() or not index.is_file():
            assert process.poll() is None, output.read_text(encoding="utf-8")
            assert time.monotonic() < end, "the preview does not serve"
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/"
    finally:
        process.terminate()
        process.wait(PATIENCE)


def test_a_question_is_found_and_opened_in_the_preview(
    new_page: Callable[..., Page], preview: str
) -> None:
    page = new_page(complains_of="live ?reload")  # MkDocs tells of its own
    page.goto(preview)
    results(page, "heavyball").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What does gradient descent do?")
    expect(page.locator("mark")).to_have_text("heavyball")
    expect(page.locator("mark")).to_be_in_viewport()
