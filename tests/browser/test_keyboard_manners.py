"""The site's keys are left to whatever else they are meant for."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.keys import (
    ANSWER,
    BADGER,
    SINGLE,
    TELL,
    add,
    address,
    dispatch,
    is_taken,
    neighbour,
    wait_for_answer_key,
    wait_for_neighbours,
)
from tests.browser.kinds import GRADIENT, KINDS

FIELDS = (
    '<input aria-label="field">',
    '<input aria-label="field" readonly>',
    '<input aria-label="field" type="search">',
    '<textarea aria-label="field"></textarea>',
    '<select aria-label="field"><option>apron<option>jacket<option>table</select>',
    '<select aria-label="field"><option>sand<option>/</select>',
    '<p aria-label="field" contenteditable></p>',
    '<p aria-label="field" contenteditable role="textbox"></p>',
    '<p aria-label="field" role="textbox" tabindex="0"></p>',
    '<p aria-label="field" role="combobox" tabindex="0"></p>',
)

FAR = "far " * 99
WIDE = f'<pre aria-label="box" style="overflow: auto; width: 5rem">{FAR}</pre>'

MOVED = (
    f'<pre aria-label="box" style="overflow: auto; width: 5rem" tabindex="0">{FAR}</pre>',
    f'<pre style="overflow: auto; width: 5rem"><a aria-label="box" href="">far</a> {FAR}</pre>',
    '<input aria-label="box" type="radio">',
    '<p aria-label="box" role="slider" tabindex="0"></p>',
    '<audio aria-label="box" controls tabindex="0"></audio>',
)


def test_the_arrows_are_left_to_what_they_move(page: Page, large_site: Site) -> None:
    """From each question the next is gone to by a key that nothing there is moved with."""
    page.goto(large_site.at(BADGER))
    for html in MOVED:
        wait_for_neighbours(page)
        add(page, html)
        page.evaluate(TELL)
        page.get_by_label("box").focus()
        taken = [key for key in ("ArrowRight", "ArrowLeft") if is_taken(page, key)]
        assert (html, taken) == (html, [])
        target = address(neighbour(page, "next"))
        page.keyboard.press("j")
        expect(page).to_have_url(target)


def test_the_arrows_are_left_to_a_wide_box_that_was_clicked(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    add(page, WIDE)
    page.evaluate(TELL)
    page.get_by_label("box").click()
    assert is_taken(page, "ArrowRight") is False


@pytest.mark.parametrize("kind", ["home", "topics", "about", "absent", "404"])
def test_a_key_without_a_meaning_on_the_page_is_left_alone(
    page: Page, site: Site, kind: str
) -> None:
    page.goto(site.at(KINDS[kind]), wait_until="networkidle")
    page.evaluate(TELL)
    keys = ("a", "j", "k", "ArrowRight", "ArrowLeft")
    assert [key for key in keys if is_taken(page, key)] == []


def test_a_field_keeps_its_keys(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    page.evaluate(TELL)
    for number, field in enumerate(FIELDS):
        add(page, field)
        page.get_by_label("field").nth(number).focus()
        taken = [key for key in (*SINGLE, "Control+k") if is_taken(page, key)]
        assert (field, taken) == (field, [])


def test_a_key_with_a_modifier_is_left_alone(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    page.evaluate(TELL)
    keys = [
        f"{modifier}+{key}"
        for modifier in ("Alt", "Control", "Meta", "Shift")
        for key in (*("AJKRST" if modifier == "Shift" else "ajrst"), "ArrowRight", "ArrowLeft")
    ]
    assert [key for key in keys if is_taken(page, key)] == []


def test_a_key_that_is_held_down_acts_once(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    for _ in range(2):
        page.keyboard.down("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()


def test_what_is_composed_or_combined_is_no_shortcut(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    for event in ({"isComposing": True}, {"altKey": True}, {"ctrlKey": True, "metaKey": True}):
        dispatch(page, key="a", code="KeyA", **event)
        expect(page.get_by_text(ANSWER), str(event)).to_be_hidden()
    dispatch(page, key="a", code="KeyA")
    expect(page.get_by_text(ANSWER)).to_be_visible()


def test_a_key_that_something_on_the_page_took_is_left_to_it(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    page.locator("h1").evaluate(
        "h1 => h1.addEventListener('keydown', event => event.preventDefault())"
    )
    page.locator("h1").evaluate("h1 => { h1.tabIndex = 0; h1.focus() }")
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()


def test_the_letter_counts_or_the_latin_one_beside_it(page: Page, site: Site) -> None:
    """On an AZERTY keyboard, under caps lock, and in Cyrillic, Greek and Arabic."""
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    is_open = False
    for key, code in (("a", "KeyQ"), ("A", "KeyA"), ("ф", "KeyA"), ("α", "KeyA"), ("ش", "KeyA")):
        dispatch(page, key=key, code=code)
        is_open = not is_open
        expect(page.get_by_text(ANSWER), key).to_be_visible(visible=is_open)


def test_another_latin_letter_at_the_place_of_a_key_is_no_shortcut(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    for key, code in (("q", "KeyA"), ("ą", "KeyA"), ("A", "")):
        dispatch(page, key=key, code=code, shiftKey=key == "A")
        expect(page.get_by_text(ANSWER), key).to_be_hidden()


@pytest.mark.parametrize(("key", "name"), [("?", "Keyboard shortcuts"), ("/", "Search")])
def test_signs_may_be_shifted_keys(page: Page, site: Site, key: str, name: str) -> None:
    page.goto(site.url)
    for shift in (True, False):
        dispatch(page, key=key, shiftKey=shift)
        expect(page.get_by_role("dialog", name=name)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
