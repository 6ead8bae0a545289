"""Runs the functions of this folder's scripts in a headless Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import launch_options


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser as the tests use it."""
    options = launch_options()
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(**options)


def evaluate(page: Page, script: Path, argument: object) -> Any:
    """What the function in the file returns for the argument. It may take a few minutes."""
    return page.evaluate(script.read_text(encoding="utf-8"), argument)
