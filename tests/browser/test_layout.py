"""Every kind of page fits a small telephone, and a wide screen at 400 percent."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.kinds import KINDS

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

IS_BELOW = """
(element, other) => {
  const part = other.parentElement
  const { bottom } = element.getBoundingClientRect()
  const { left, top } = part.getBoundingClientRect()
  const paper = getComputedStyle(document.body).backgroundColor
  return bottom <= top ||
    (document.elementFromPoint(left + 2, top + 2) === part &&
      getComputedStyle(part).backgroundColor === paper)
}
"""

IS_SCROLLED_WITHIN_THE_ANSWER = """
element => {
  for (let at = element; at.tagName !== "DETAILS"; at = at.parentElement)
    if (at.scrollWidth > at.clientWidth && getComputedStyle(at).overflowX === "auto") return true
  return false
}
"""


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_no_page_scrolls_sideways(page: Page, site: Site, path: str) -> None:
    """A screen of 1280 pixels has 320 left at 400 percent."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(site.at(path))
    for width, height in ((320, 256), (360, 740)):
        page.set_viewport_size({"width": width, "height": height})
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("innerWidth") == width
        assert page.evaluate(OVERFLOW) == 0, f"at {width} pixels"


@pytest.mark.parametrize("width", [768, 900])
def test_what_stands_below_a_question_is_in_line_with_it(
    page: Page, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.at(KINDS["question"]))
    parts = (".recto-ask", ".recto-neighbours", ".recto-actions")
    assert len({page.locator(part).bounding_box()["x"] for part in parts}) == 1  # type: ignore[index]


def test_the_question_that_stays_in_sight_stands_on_nothing_else(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 600})
    page.goto(site.at(KINDS["question"]))
    page.mouse.move(700, 300)
    page.mouse.wheel(0, 10_000)
    heading = page.get_by_role("heading", name="Related questions")
    expect(heading).to_be_in_viewport()
    assert page.locator(".recto-ask").evaluate(IS_BELOW, heading.element_handle())


@pytest.mark.parametrize("kind", ["table", "code"])
def test_what_is_too_wide_scrolls_by_itself(page: Page, site: Site, kind: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.at(KINDS[kind]))
    wide = page.locator("table, pre code").first
    expect(wide).to_be_visible()
    assert wide.evaluate(IS_SCROLLED_WITHIN_THE_ANSWER)
