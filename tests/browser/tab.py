"""One page that many tests use after each other, each as if it were new.

To open a page in a browser context of its own costs several times what it takes to go somewhere in
one that is there: its process is a new one, and nothing has been fetched.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.witness import watched

VIEWPORT: ViewportSize = {"width": 1280, "height": 720}

FORGET = "() => { try { localStorage.clear(); sessionStorage.clear() } catch {} }"
"""A page that could not be loaded has no storage."""


class Tab:
    """The page, in which nothing moves by itself.

    What a test does to it ends with the test: addresses, storage, routes, sizes and media. But no
    script that runs in each page can be taken back, and no listener whose name nobody has; a test
    that adds any needs a page of its own.
    """

    def __init__(self, browser: Browser) -> None:
        self._page = browser.new_context().new_page()
        self._renew()

    @contextmanager
    def lent(self) -> Iterator[Page]:
        """Give the page to one test, and have judged what happened meanwhile."""
        with watched(self._page.context):
            yield self._page
            self._leave()
            self._renew()

    def close(self) -> None:
        self._page.context.close()

    def _leave(self) -> None:
        for other in self._page.context.pages:
            if other is not self._page:
                other.close()
        self._page.unroute_all(behavior="ignoreErrors")
        self._page.evaluate(FORGET)
        self._page.goto("about:blank")

    def _renew(self) -> None:
        self._page.context.clear_cookies()
        self._page.set_viewport_size(VIEWPORT)
        self._page.emulate_media(
            media="null",
            color_scheme="null",
            forced_colors="null",
            contrast="null",
            reduced_motion="reduce",
        )
        self._page.mouse.move(0, 0)
        devtools = self._page.context.new_cdp_session(self._page)
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()  # media are not emulated in the next page while another session is there
