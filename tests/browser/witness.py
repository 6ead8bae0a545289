"""Browser pages whose console, errors and requests are watched while a test drives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    Response,
    WebError,
)

FOR_PROGRAMS = ("questions.json", "sitemap.xml", "search_index.json")
"""Files of the site that grow with its bank, and that no page is to ask for."""

LOCAL = {"about", "blob", "data"}
"""Schemes of addresses that no request goes out for."""


@dataclass  # without slots: Playwright hangs its own wrappers on the object of a method
class Witness:
    """What happened in a page. `absent` holds the addresses of pages that were not there."""

    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)

    @contextmanager
    def watching(self, context: BrowserContext) -> Iterator[None]:
        listeners: dict[Any, Any] = {
            "console": self._on_console,
            "weberror": self._on_error,
            "dialog": self._on_dialog,
            "request": self._on_request,
            "response": self._on_response,
        }
        for event, listener in listeners.items():
            context.on(event, listener)
        yield
        for event, listener in listeners.items():
            context.remove_listener(event, listener)

    def origins(self) -> set[str]:
        """Scheme and host of everything that was asked for."""
        parts = (urlsplit(url) for url in self.requests)
        return {f"{part.scheme}://{part.netloc}" for part in parts if part.scheme not in LOCAL}

    def asked_needlessly(self) -> list[str]:
        return [url for url in self.requests if urlsplit(url).path.endswith(FOR_PROGRAMS)]

    def complaints(self) -> list[str]:
        """Console messages, but for the browser's own about a page opened that was not there."""
        return [message for message in self.console if message not in self.absent]

    def _on_console(self, message: ConsoleMessage) -> None:
        is_missing = message.text.startswith("Failed to load resource")
        self.console.append(message.location["url"] if is_missing else message.text)

    def _on_error(self, error: WebError) -> None:
        self.errors.append(str(error.error))

    def _on_dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _on_request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _on_response(self, response: Response) -> None:
        if response.request.is_navigation_request() and response.status == 404:
            self.absent.add(response.url)


@contextmanager
def witnessed(
    browser: Browser, *, complains_of: str | None = None, **options: Any
) -> Iterator[Page]:
    """A page of its own browser context, which is asked in the end whether all went well."""
    context = browser.new_context(**options)
    with watched(context, complains_of=complains_of):
        try:
            yield context.new_page()
        finally:
            context.close()


@contextmanager
def watched(context: BrowserContext, *, complains_of: str | None = None) -> Iterator[Witness]:
    """Watch a browser context, and ask in the end whether all went well.

    Where something is made to fail, `complains_of` is a pattern that each message must match.
    """
    witness = Witness()
    with witness.watching(context):
        yield witness
    complaints = [*witness.complaints(), *witness.errors]
    if complains_of is None:
        assert complaints == [], complaints
    else:
        assert complaints, f"the console says nothing of {complains_of}"
        others = [message for message in complaints if not re.search(complains_of, message)]
        assert others == [], others
    assert witness.asked_needlessly() == []
    assert witness.dialogs == []
    assert len(witness.origins()) == 1, f"requests went to {sorted(witness.origins())}"
