"""Answers that keep a page waiting, and files that are missing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

PATIENCE = 15.0
"""Seconds."""


@contextmanager
def held(page: Page, pattern: str) -> Iterator[None]:
    """Let the first request that matches wait until the block ends."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    page.route(pattern, hold)
    yield
    deadline = time.monotonic() + PATIENCE
    while not waiting and time.monotonic() < deadline:
        page.wait_for_timeout(20)  # a request is told of before its route
    assert waiting, f"nothing asked for {pattern}"
    waiting[0].continue_()
    page.unroute(pattern, hold)


@contextmanager
def staying(page: Page) -> Iterator[Callable[[str], str]]:
    """Have the page stay where it is, wherever it would go: gives what presses a key and tells."""

    def stay(route: Route) -> None:
        if route.request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.continue_()

    def asked_for(key: str) -> str:
        with page.expect_request(lambda request: request.is_navigation_request()) as asked:
            page.keyboard.press(key)
        return asked.value.url

    page.route("**/*", stay)
    yield asked_for
    page.unroute("**/*", stay)


@contextmanager
def missing(page: Page, pattern: str) -> Iterator[None]:
    """Let files be missing until the block ends."""

    def answer(route: Route) -> None:
        route.fulfill(status=404, headers={"Cache-Control": "no-store"})

    page.route(pattern, answer)
    yield
    page.unroute(pattern, answer)
