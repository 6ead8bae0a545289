"""The search as a reader uses it, by keyboard, in its dialog or on its page."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting import Site


def open_dialog(page: Page) -> Locator:
    """Press the key for the search; the open dialog, whose box has the focus."""
    page.keyboard.press("/")
    dialog = page.get_by_role("dialog", name="Search")
    expect(box(dialog)).to_be_focused()
    return dialog


def open_page(page: Page, site: Site) -> None:
    """Go to the search page and wait until its box, which has the focus, takes keys."""
    page.goto(site.at("search/"))
    expect(box(page)).to_be_focused()


def opener(page: Page) -> Locator:
    """The link of the header that opens the search."""
    return page.get_by_role("banner").get_by_role("link", name="Search")


def box(scope: Locator | Page) -> Locator:
    return scope.get_by_role("searchbox", name="Search")


def rows(scope: Locator | Page) -> Locator:
    """An item for each question that is shown as found."""
    return scope.get_by_role("list", name="Questions").get_by_role("listitem")


def links(scope: Locator | Page) -> Locator:
    """The link of each question that is shown as found."""
    return rows(scope).get_by_role("link")


def results(page: Page, words: str) -> Locator:
    """Open the dialog and type; an item for each question that is shown as found."""
    dialog = open_dialog(page)
    page.keyboard.type(words)
    return rows(dialog)


def toggle(dialog: Locator) -> Locator:
    """The button that unfolds the filters of the dialog."""
    return dialog.get_by_role("button", name=re.compile("^Filter"))


def options(scope: Locator | Page, group: str) -> Locator:
    """The filters of a group, each with its count."""
    return scope.get_by_role("group", name=group).locator("label")
