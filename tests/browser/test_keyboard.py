"""The site's keys: each does one thing where it means anything, and can be switched off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect

from tests.browser.axe import complaints
from tests.browser.holding import missing
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.many import PER_PAGE
from tests.browser.searching import box, links

BADGER = "questions/what-is-the-badger-for/"
"""A question with others before and after it."""

ANSWER = "Gradient descent walks downhill."

SINGLE = ("/", "s", "?", "a", "j", "k", "ArrowRight", "ArrowLeft", "r", "t")

FIELDS = (
    '<input aria-label="field">',
    '<input aria-label="field" readonly>',
    '<input aria-label="field" type="search">',
    '<textarea aria-label="field"></textarea>',
    '<select aria-label="field"><option>apron<option>jacket<option>table</select>',
    '<p aria-label="field" contenteditable></p>',
    '<p aria-label="field" role="textbox" tabindex="0"></p>',
    '<p aria-label="field" role="combobox" tabindex="0"></p>',
)

WIDE = '<pre aria-label="box" tabindex="0" style="overflow: auto; width: 5rem">{}</pre>'.format(
    "far " * 99
)
MOVED = (
    WIDE,
    WIDE.replace(' aria-label="box" tabindex="0"', "").replace(
        "far", '<a aria-label="box" href="">far</a>', 1
    ),
    '<input aria-label="box" type="radio">',
    '<p aria-label="box" role="slider" tabindex="0"></p>',
    '<audio aria-label="box" controls tabindex="0"></audio>',
)

TELL = """
() => document.addEventListener("keydown", event => { window.isTaken = event.defaultPrevented })
"""


def add(page: Page, html: str) -> None:
    """Put more into the page."""
    page.get_by_role("article").evaluate(
        "(e, html) => e.insertAdjacentHTML('beforeend', html)", html
    )


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


def neighbour(page: Page, way: str) -> str:
    """The address that the link to the next or previous question or page leads to."""
    return str(page.locator(f"a[rel={way}]").evaluate("link => link.href"))


def sheet(page: Page) -> Locator:
    """The open list of shortcuts."""
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def open_sheet(page: Page) -> Locator:
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(sheet(page)).to_be_visible()
    return sheet(page)


def switch(page: Page) -> Locator:
    return sheet(page).get_by_role("switch", name="Single-key shortcuts")


def switch_off(page: Page) -> None:
    open_sheet(page)
    switch(page).uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def wait_for_hint(page: Page) -> None:
    """Wait until the keys that only some pages have are there, too."""
    expect(page.locator("summary").first).to_have_attribute("aria-keyshortcuts", "a")


def wait_for_arrows(page: Page) -> None:
    expect(page.locator("[data-recto~=keys]")).to_have_attribute("data-arrows", "")
