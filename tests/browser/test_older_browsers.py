"""What browsers of a few years ago know nothing of, the site does without.

A style that no browser knows stands for one that older browsers do not.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import PAPER, complaints
from tests.browser.holding import changed
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.sheets import sheet, start

SIGN = "heading => getComputedStyle(heading, '::before').content"


@pytest.mark.parametrize("kind", ["open question", "code", "topic"])
def test_where_a_colour_has_one_value_alone_the_page_is_light(
    new_page: Callable[..., Page], site: Site, kind: str
) -> None:
    page = new_page(color_scheme="dark")
    changed(page, "**/recto.css", {"light-dark(": "unknown("})
    page.goto(site.at("no/such/page/"))
    page.evaluate("localStorage.setItem('recto.scheme', JSON.stringify('dark'))")
    page.goto(site.at(KINDS[kind]))
    page.keyboard.press("?")
    for element in (
        page.locator("body"),
        page.get_by_role("banner", include_hidden=True),
        page.get_by_role("dialog"),
    ):
        expect(element).to_have_css("background-color", PAPER["light"])
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("html")).to_have_css("color-scheme", "light")
    expect(page.get_by_role("button", name="Light or dark")).to_be_hidden()
    assert complaints(page) == []


def test_a_sign_shows_where_it_cannot_be_given_a_name(page: Page, site: Site) -> None:
    for file in ("question", "sheet"):
        changed(page, f"**/{file}.css", {' / ""': " / unknown()"})
    page.goto(site.at(GRADIENT))
    summary = page.get_by_role("heading", name="Official answer")
    assert summary.evaluate(SIGN) == '"+"'
    summary.click()
    assert summary.evaluate(SIGN) == '"−"'
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    summary = sheet(page).get_by_role("heading", name="Official answer").first
    assert summary.evaluate(SIGN) == '"+"'
    summary.click()
    assert summary.evaluate(SIGN) == '"−"'
