"""The site's keys as a reader uses them, and what tells of them."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

BADGER = "questions/what-is-the-badger-for/"
"""A question with others before and after it."""

ANSWER = "Gradient descent walks downhill."
"""Shows in the answer of the question on gradient descent."""

SINGLE = ("/", "s", "?", "a", "j", "k", "ArrowRight", "ArrowLeft", "r", "t")

TELL = """
() => document.addEventListener("keydown", event => { window.isTaken = event.defaultPrevented })
"""


def is_taken(page: Page, key: str) -> bool:
    """Press a key; whether the site did anything with it. `TELL` has to watch the page."""
    page.keyboard.press(key)
    return bool(page.evaluate("isTaken"))


def dispatch(page: Page, **event: object) -> None:
    """Press a key that the keyboard here does not have."""
    page.evaluate(
        """event => document.body.dispatchEvent(
          new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...event }))""",
        event,
    )


def neighbour(page: Page, way: str) -> Locator:
    """The link to the next or previous question, or page of the list."""
    name = {"next": "Next", "prev": "Previous"}[way]
    return page.get_by_role("article").get_by_role("link", name=re.compile(f"^{name} (in|page)"))


def address(link: Locator) -> str:
    return str(link.evaluate("link => link.href"))


def shortcuts(page: Page) -> Locator:
    """The open list of shortcuts."""
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def open_shortcuts(page: Page) -> Locator:
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(shortcuts(page)).to_be_visible()
    return shortcuts(page)


def switch(page: Page) -> Locator:
    return shortcuts(page).get_by_role("switch", name="Single-key shortcuts")


def switch_off(page: Page) -> None:
    open_shortcuts(page)
    switch(page).uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def wait_for_answer_key(page: Page) -> None:
    """Wait until the keys are there that only some pages have."""
    expect(page.locator("summary").first).to_have_attribute("aria-keyshortcuts", "a")


def wait_for_neighbours(page: Page) -> None:
    """Wait until the keys are there that only some pages have."""
    expect(neighbour(page, "next")).to_have_attribute("aria-keyshortcuts", re.compile("^j "))


def add(page: Page, html: str) -> None:
    """Put more into the page."""
    page.get_by_role("article").evaluate(
        "(e, html) => e.insertAdjacentHTML('beforeend', html)", html
    )
