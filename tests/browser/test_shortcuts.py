"""The list of the site's keys, the switch for them, and what pages say of them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints_at_any_size
from tests.browser.hosting import Site
from tests.browser.keys import (
    ANSWER,
    BADGER,
    SINGLE,
    TELL,
    is_taken,
    open_shortcuts,
    shortcuts,
    switch,
    switch_off,
    wait_for_answer_key,
    wait_for_neighbours,
)
from tests.browser.kinds import GRADIENT
from tests.browser.searching import box

NO_STORAGE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError") }
})
"""


def test_escape_closes_the_list_of_keys_and_leads_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    link = page.get_by_role("link", name="All topics")
    link.focus()
    page.keyboard.press("?")
    expect(shortcuts(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()


def test_the_button_opens_the_list_of_every_key_and_closing_it_leads_back(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    for _ in range(2):
        open_shortcuts(page).get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()
    names = open_shortcuts(page).locator("kbd").all_inner_texts()
    others = {"→": "ArrowRight", "←": "ArrowLeft", "⌘K": "Ctrl+K"}
    assert {others.get(name, name) for name in names} == {*SINGLE, "Ctrl+K", "Esc"}
    page.mouse.click(3, 3)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_while_the_list_is_open_the_page_behind_has_no_keys(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    open_shortcuts(page)
    page.evaluate(TELL)
    assert [key for key in (*SINGLE, "Control+k") if is_taken(page, key)] == []
    expect(page.get_by_role("dialog")).to_have_count(1)


def test_axe_finds_nothing_in_the_list_of_keys(page: Page, site: Site) -> None:
    sizes = {320: 800, 1440: 800}
    page.goto(site.at(GRADIENT))
    open_shortcuts(page)
    assert complaints_at_any_size(page, sizes) == []
    switch(page).uncheck()
    assert complaints_at_any_size(page, sizes) == []
    for width, height in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        assert shortcuts(page).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0


def test_switched_off_no_key_by_itself_does_anything_on_any_page(
    page: Page, large_site: Site
) -> None:
    page.goto(large_site.url)
    switch_off(page)
    page.goto(large_site.at(BADGER))
    page.evaluate(TELL)
    assert [key for key in SINGLE if is_taken(page, key)] == []
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(box(page.get_by_role("dialog", name="Search"))).to_be_focused()


def test_switched_on_again_the_keys_are_back(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    switch_off(page)
    page.reload()
    open_shortcuts(page)
    expect(switch(page)).not_to_be_checked()
    switch(page).check()
    page.keyboard.press("Escape")
    wait_for_answer_key(page)
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.own_page
def test_where_the_browser_keeps_nothing_the_switch_holds_for_the_page(
    page: Page, site: Site
) -> None:
    page.add_init_script(NO_STORAGE)
    page.goto(site.at(GRADIENT))
    switch_off(page)
    expect(page.locator("summary").get_by_text("press a")).to_be_hidden()
    page.evaluate(TELL)
    assert not is_taken(page, "a")
    open_shortcuts(page)
    expect(switch(page)).not_to_be_checked()
    switch(page).check()
    page.keyboard.press("Escape")
    wait_for_answer_key(page)
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.own_page
@pytest.mark.parametrize("is_on", [True, False])
def test_the_theme_has_no_keys_of_its_own(page: Page, site: Site, *, is_on: bool) -> None:
    page.goto(site.at("about/"))
    assert page.locator("link[rel=next]").count() == 1
    if not is_on:
        switch_off(page)
    leaves: list[bool] = []
    page.on("request", lambda request: leaves.append(request.is_navigation_request()))
    for key in ("n", ".", "p", ",", "f"):
        page.keyboard.press(key)
    page.evaluate("() => fetch(location.href).then(response => response.text())")
    assert leaves == [False]
    expect(page).to_have_url(site.at("about/"))


def test_a_question_tells_of_its_keys_as_long_as_they_are_on(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    summary = page.locator("summary")
    opener = page.get_by_role("banner").get_by_role("link", name="Search")
    expect(summary.get_by_text("press a")).to_be_visible()
    expect(summary).to_have_attribute("aria-keyshortcuts", "a")
    expect(opener).to_have_attribute("aria-keyshortcuts", "/ s Control+K Meta+K")
    expect(opener.locator("kbd")).to_be_visible()
    switch_off(page)
    for _ in range(2):
        expect(summary.get_by_text("press a")).to_be_hidden()
        expect(summary).not_to_have_attribute("aria-keyshortcuts", re.compile(""))
        expect(opener).to_have_attribute("aria-keyshortcuts", "Control+K Meta+K")
        expect(opener.locator("kbd")).to_be_hidden()
        page.reload()
    open_shortcuts(page)
    switch(page).check()
    expect(summary.get_by_text("press a")).to_be_visible()
    expect(opener.locator("kbd")).to_be_visible()


def test_what_a_screen_reader_says_of_the_answer_leaves_the_hint_out(
    page: Page, site: Site
) -> None:
    page.goto(site.at(GRADIENT))
    expect(page.locator("summary").get_by_text("press a")).to_be_visible()
    expect(page.locator("summary")).to_have_accessible_name(re.compile(r"min read$"))


def test_a_telephone_is_not_told_of_keys(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    expect(page.locator("summary").get_by_text("press a")).to_be_hidden()


def test_a_switch_in_one_tab_holds_in_the_others(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    other = page.context.new_page()
    other.goto(site.url)
    switch_off(other)
    expect(page.locator("summary").get_by_text("press a")).to_be_hidden()
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()


@pytest.mark.parametrize(
    "event",
    [
        "dispatchEvent(new Event('pageshow'))",
        "document.dispatchEvent(new Event('prerenderingchange'))",
    ],
)
def test_a_page_that_was_kept_or_made_ready_before_tells_what_holds_now(
    page: Page, site: Site, event: str
) -> None:
    page.goto(site.at(GRADIENT))
    expect(page.locator("summary").get_by_text("press a")).to_be_visible()
    page.evaluate("localStorage.setItem('recto.keys', 'false')")
    page.evaluate(event)
    expect(page.locator("summary").get_by_text("press a")).to_be_hidden()


def test_without_javascript_no_button_does_nothing(plain_page: Page, site: Site) -> None:
    plain_page.goto(site.url)
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()
    expect(plain_page.get_by_role("button", name="Keyboard shortcuts")).to_have_count(0)
    expect(plain_page.get_by_role("link", name="Start with one")).to_have_count(0)
