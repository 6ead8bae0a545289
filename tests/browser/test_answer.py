"""The answer opens and closes by mouse, by keyboard, and by a link to it or into it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site

SLUG = "what-does-gradient-descent-do"
SENTENCE = "Gradient descent walks downhill."
MOMENTUM = "#answer-momentum"


def test_the_answer_is_closed_at_first_and_a_click_opens_it_and_another_closes_it(
    page: Page, site: Site
) -> None:
    page.goto(site.question(SLUG))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
    summary = page.get_by_text("Official answer")
    summary.click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    summary.click()
    expect(page.get_by_text(SENTENCE)).to_be_hidden()


def test_the_whole_line_of_the_summary_takes_the_click(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    box = page.locator("summary").bounding_box()
    assert box is not None
    assert box["height"] >= 44
    page.mouse.click(box["x"] + box["width"] - 3, box["y"] + 3)
    expect(page.get_by_text(SENTENCE)).to_be_visible()


def test_a_key_on_the_summary_opens_the_answer_and_closes_it(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    summary = page.locator("summary")
    for key in ("Enter", "Space"):
        summary.press(key)
        expect(page.get_by_text(SENTENCE), key).to_be_visible()
        summary.press(key)
        expect(page.get_by_text(SENTENCE), key).to_be_hidden()


def test_the_summary_is_reached_with_the_tab_key(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    summary = page.locator("summary")
    expect(summary).to_be_visible()
    for _ in range(40):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            break
    expect(summary).to_be_focused()


def test_a_link_to_the_answer_opens_it(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG) + "#official-answer")
    expect(page.get_by_text(SENTENCE)).to_be_visible()


def test_a_link_to_a_heading_in_the_answer_opens_it_and_goes_there(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG) + MOMENTUM)
    expect(page.get_by_role("heading", name="Momentum")).to_be_in_viewport()


def test_a_changed_hash_opens_the_answer_and_goes_there(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
    page.evaluate("hash => { location.hash = hash }", MOMENTUM)
    expect(page.get_by_role("heading", name="Momentum")).to_be_in_viewport()


def test_a_link_elsewhere_leaves_the_answer_closed(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG) + "#question")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_text(SENTENCE)).to_be_hidden()


@pytest.mark.parametrize("fragment", ["#%", "#%E0%A4%A", "#no-such-place", "#<b>", "#"])
def test_a_fragment_that_names_nothing_does_no_harm(page: Page, site: Site, fragment: str) -> None:
    page.goto(site.question(SLUG) + fragment)
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
    page.get_by_text("Official answer").click()
    expect(page.get_by_text(SENTENCE)).to_be_visible()


def test_the_answer_opens_once_and_stays_as_the_reader_leaves_it(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG) + "#official-answer")
    expect(page.get_by_text(SENTENCE)).to_be_visible()
    page.get_by_text("Official answer").click()
    expect(page.get_by_text(SENTENCE)).to_be_hidden()
