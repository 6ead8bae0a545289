"""Text from right to left on a site from left to right, and the other way round."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.holding import changed
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.sheets import sheet, start

ARABIC = "ما هو التعلم الآلي؟"
LATIN_FIRST = "Python: ما هي؟"
LATIN_LAST = "ما هو Python"

MIRRORED = {'<body dir="ltr"': '<body dir="rtl"'}
QUOTED = {
    "<p>Gradient descent walks": "<blockquote><p>A quote.</p></blockquote>"
    "<ul><li>An item.</li></ul><p>Gradient descent walks"
}
QUESTION = 'itemtype="https://schema.org/Question"'
ENGLISH = {QUESTION: f'{QUESTION} lang="en" dir="ltr"'}

SIDES = """
(element, property) => {
  const style = getComputedStyle(element)
  return ["Left", "Right"].map(side => parseFloat(style[property.replace("*", side)]) > 0)
}
"""
"""Whether a length is more than nothing, at the left and at the right."""

ENDS_AT_ITS_LEFT = """
element => {
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
  const left = at => {
    const range = document.createRange()
    range.setStart(text, at)
    range.setEnd(text, at + 1)
    return range.getBoundingClientRect().left
  }
  return left(text.data.length - 1) < left(0)
}
"""


def test_a_question_runs_the_way_of_its_language_whatever_its_title_begins_with(
    page: Page, site: Site
) -> None:
    address = site.at(KINDS["arabic"].partition("#")[0])
    changed(page, address, {ARABIC: LATIN_FIRST})
    page.goto(address)
    question = page.get_by_role("heading", name=LATIN_FIRST)
    expect(question).to_have_css("direction", "rtl")
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    arabic = sheet(page).get_by_role("article").filter(has_text=ARABIC)
    expect(arabic).to_have_attribute("dir", "rtl")


@pytest.mark.parametrize("path", ["questions/", "", GRADIENT])
def test_a_title_runs_its_own_way_in_lists_and_beside_its_neighbours(
    page: Page, site: Site, path: str
) -> None:
    changed(page, site.at(path), {ARABIC: LATIN_LAST})
    page.goto(site.at(path))
    titles = page.get_by_role("link").get_by_text(LATIN_LAST)
    expect(titles.first).to_be_visible()
    assert all(title.evaluate(ENDS_AT_ITS_LEFT) for title in titles.all())


def test_a_question_from_left_to_right_keeps_its_margins_on_a_site_from_right_to_left(
    page: Page, site: Site
) -> None:
    changed(page, f"**/{GRADIENT}", MIRRORED | QUOTED | ENGLISH)
    page.goto(site.at(GRADIENT) + "#official-answer")
    answer = page.locator("details")
    for element, length in (
        (answer.get_by_role("list").first, "margin*"),
        (answer.get_by_role("listitem").first, "margin*"),
        (answer.locator("blockquote"), "border*Width"),
        (answer.locator("blockquote"), "padding*"),
    ):
        expect(element).to_have_css("direction", "ltr")
        assert element.evaluate(SIDES, length) == [True, False], length
