"""The search is used by keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting import Site
from tests.browser.many import EVERYWHERE
from tests.browser.searching import box, links, open_dialog

SHOWN = 10
"""Results in the dialog."""


def full_dialog(page: Page) -> Locator:
    """Open the dialog and fill it with as many results as it shows."""
    dialog = open_dialog(page)
    page.keyboard.type(EVERYWHERE)
    expect(links(dialog)).to_have_count(SHOWN)
    return dialog


@pytest.fixture
def dialog(page: Page, large_site: Site) -> Locator:
    page.goto(large_site.url)
    return full_dialog(page)


def test_the_arrow_keys_go_to_each_result_to_the_link_to_all_and_back_to_the_box(
    page: Page, dialog: Locator
) -> None:
    for link in links(dialog).all():
        page.keyboard.press("ArrowDown")
        expect(link).to_be_focused()
        expect(link).to_be_in_viewport()
    for link in reversed(links(dialog).all()):
        expect(link).to_be_focused()
        page.keyboard.press("ArrowUp")
    expect(box(dialog)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("End")
    last = dialog.get_by_role("link", name="All 46 questions")
    expect(last).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(last).to_be_focused()
    page.keyboard.press("Home")
    expect(links(dialog).first).to_be_focused()


def test_enter_in_the_box_opens_the_first_result(page: Page, dialog: Locator) -> None:
    title = links(dialog).first.inner_text()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_enter_right_after_typing_waits_for_the_results(page: Page, site: Site) -> None:
    page.goto(site.url)
    open_dialog(page)
    page.keyboard.type("heavyball")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("What does gradient descent do?")


def test_enter_on_a_result_opens_it(page: Page, dialog: Locator) -> None:
    title = links(dialog).nth(1).inner_text()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def test_typing_on_a_result_goes_on_in_the_box(page: Page, large_site: Site) -> None:
    for key, text in (("s", "quicksilvers"), ("/", "quicksilver/"), ("Backspace", "quicksilve")):
        page.goto(large_site.url)
        dialog = full_dialog(page)
        page.keyboard.press("ArrowDown")
        expect(links(dialog).first, key).to_be_focused()
        page.keyboard.press(key)
        expect(box(dialog), key).to_be_focused()
        expect(box(dialog), key).to_have_value(text)


def test_on_the_search_page_typing_on_a_result_is_no_key_of_the_page(
    page: Page, large_site: Site
) -> None:
    for key in "aj?r/":
        page.goto(large_site.at("search/?q=quicksilver"))
        expect(links(page).first).to_be_visible()
        box(page).press("ArrowDown")
        page.keyboard.press(key)
        expect(box(page), key).to_be_focused()
        expect(box(page), key).to_have_value(f"quicksilver{key}")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_tab_key_stays_in_the_dialog(page: Page, dialog: Locator) -> None:
    for _ in range(SHOWN + 6):
        page.keyboard.press("Tab")
        outside = "!document.querySelector('dialog').contains(document.activeElement)"
        left = page.evaluate(f"document.activeElement !== document.body && {outside}")
        assert left is False
    expect(dialog).to_be_visible()


def test_the_arrow_keys_home_and_end_move_the_caret_in_the_box(page: Page, dialog: Locator) -> None:
    page.keyboard.press("Home")
    page.keyboard.type("a ")
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.type("-")
    expect(box(dialog)).to_have_value("a quicksilve-r")
