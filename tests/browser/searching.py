"""The search of the page's header, used as a reader uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def results(page: Page, words: str) -> Locator:
    """Type into the search box; an item for each page that is found."""
    dialog = page.get_by_role("dialog")
    box = page.get_by_role("textbox", name="Search")
    box.click()
    expect(dialog.get_by_text("Type to start searching")).to_be_visible()
    box.press_sequentially(words)
    return dialog.get_by_role("listitem")
