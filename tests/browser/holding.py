"""Answers that keep a page waiting, and files that are missing.

All of it begins before a page is opened. What a page that is open already asks for right after it
was given a route may go past the route, and past everybody who waits for that request.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Page, Route

PATIENCE = 15.0
"""Seconds."""

PAGES = "**/"
"""Addresses of pages: those that end in a slash."""


@contextmanager
def held(page: Page, pattern: str) -> Iterator[None]:
    """Let the first request that matches wait until the block ends."""
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        if waiting:
            route.continue_()
        else:
            waiting.append(route)

    _route(page, pattern, hold)
    yield
    deadline = time.monotonic() + PATIENCE
    while not waiting and time.monotonic() < deadline:
        page.wait_for_timeout(20)  # a request is told of before its route
    assert waiting, f"nothing asked for {pattern}"
    waiting[0].continue_()
    page.unroute(pattern, hold)


@contextmanager
def staying(page: Page) -> Iterator[Callable[[str], str]]:
    """Gives what presses a key and tells the page it leads to, which is not gone to.

    Nor is any other from the first key on.
    """
    is_staying = False

    def stay(route: Route) -> None:
        if is_staying and route.request.is_navigation_request():
            route.fulfill(status=204)
        else:
            route.continue_()

    def asked_for(key: str) -> str:
        nonlocal is_staying
        is_staying = True
        with page.expect_request(lambda request: request.is_navigation_request()) as asked:
            page.keyboard.press(key)
        return asked.value.url

    _route(page, PAGES, stay)
    yield asked_for
    page.unroute(PAGES, stay)


@contextmanager
def missing(page: Page, pattern: str, *, offline: bool = False) -> Iterator[None]:
    """Let files be missing, or have no answer at all, until the block ends."""

    def answer(route: Route) -> None:
        if offline:
            route.abort()
        else:
            route.fulfill(status=404, headers={"Cache-Control": "no-store"})

    _route(page, pattern, answer)
    yield
    page.unroute(pattern, answer)


def changed(page: Page, pattern: str, texts: Mapping[str, str]) -> None:
    """Let files that match have other texts in the place of some that they hold."""

    def change(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        for old, new in texts.items():
            assert old in text
            text = text.replace(old, new)
        route.fulfill(response=response, body=text)

    _route(page, pattern, change)


def _route(page: Page, pattern: str, handler: Callable[[Route], None]) -> None:
    assert page.url == "about:blank", "the page is open already"
    page.route(pattern, handler)
