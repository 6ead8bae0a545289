"""A reader in a browser: opens the home page, the search with a key, and types a query.

The page measures times, from a key to the first frame with new results; the host counts bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench.serving import Host, Sent

STOPWATCH = Path(__file__).with_name("stopwatch.js")
SEARCH = ("/search/", "/assets/javascripts/search/dialog.js", "/assets/javascripts/search/engine/")
"""Beginnings of the paths that must not be fetched before a reader searches."""

PACE = 150
"""Milliseconds from one character of the first word to the next: 80 words a minute."""

QUIET = 400
"""Milliseconds without a result or an answer of the host, after which waiting ends."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One search of a reader who has never been on the site, in milliseconds and bytes."""

    query: str
    opening: float
    """From the key that opens the search to the first results, while the first word is typed."""
    typing: float
    """The same from the first character on."""
    later: tuple[float, ...]
    """From each character of the further words to its results, each typed once those are shown."""
    first_bytes: int
    """From opening until the first word is answered."""
    all_bytes: int
    """From opening until the whole query is."""
    requests: int


class TooEarlyError(Exception):
    """Something of the search was fetched before it was opened."""


def visit(browser: Browser, host: Host, query: str) -> Visit:
    """Search with an empty cache. Raises TooEarlyError."""
    first, *others = query.split()
    with browser.new_context() as context:
        context.add_init_script(path=STOPWATCH)
        page = context.new_page()
        before = len(host.sent)
        page.goto(host.url, wait_until="networkidle")
        _check(host.sent[before:])
        start = len(host.sent)
        page.evaluate("benchWatch.open()")
        page.keyboard.press("/")
        page.locator("dialog[open] input:focus").wait_for()
        page.evaluate("benchWatch.start()")
        page.keyboard.type(first, delay=PACE)
        shown = page.evaluate("benchWatch.shown()")
        _settle(page, host)
        first_bytes = _size(host.sent[start:])
        later: list[float] = []
        for word in others:
            _time(page, " ")
            later += [_time(page, key) for key in word]
        _settle(page, host)
        answers = host.sent[start:]
    return Visit(
        query,
        shown["sinceOpening"],
        shown["sinceKey"],
        tuple(later),
        first_bytes,
        _size(answers),
        len(answers),
    )


def _time(page: Page, key: str) -> float:
    """Milliseconds from the key to its results."""
    page.evaluate("benchWatch.start()")
    page.keyboard.press(key)
    return float(page.evaluate("benchWatch.shown()")["sinceKey"])


def _settle(page: Page, host: Host) -> None:
    """Wait until all that was typed is answered."""
    sent = -1
    while sent < len(host.sent):
        sent = len(host.sent)
        page.evaluate("benchWatch.quiet", QUIET)


def _check(sent: Iterable[Sent]) -> None:
    early = [one.path for one in sent if one.path.startswith(SEARCH)]
    if early:
        raise TooEarlyError(f"fetched before the search was opened: {', '.join(early)}")


def _size(sent: Iterable[Sent]) -> int:
    return sum(one.size for one in sent)
