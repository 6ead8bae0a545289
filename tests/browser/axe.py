"""What axe-core complains of in a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAPER = {"light": "rgb(251, 248, 241)", "dark": "rgb(33, 31, 29)"}
"""The colour of the page in each scheme."""

SCRIPT = Axe().axe_script

RUN = "() => axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations)"

STILL = """
() => Promise.allSettled(
  document.getAnimations()
    .filter((animation) => animation instanceof CSSTransition)
    .map((transition) => transition.finished)
)
"""

DRAWN_AT = """
async width => {
  if (innerWidth !== width) return false
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
  return true
}
"""

EXEMPT = {
    # The name of a section's list is an empty label where `navigation.indexes` makes the section's
    # title a link: partials/nav-item.html of the theme.
    ("landmark-unique", 'nav[data-md-level="1"]'),
    # The theme's script puts the copy button of each code block into a nav without a name.
    ("landmark-unique", ".md-code__nav"),
}
"""Rules, and the elements of Material's own that break them, out of reach of templates and CSS."""


def complaints_at_any_size(
    page: Page, sizes: Mapping[int, int]
) -> list[tuple[int, str, str, str, str]]:
    """The same with the width before each, for a page that is the same however it came to it."""
    found = []
    for width, height in sizes.items():
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_function(DRAWN_AT, arg=width)
        found += [(width, *complaint) for complaint in complaints_in_any_light(page)]
    return found


def complaints_in_any_light(page: Page) -> list[tuple[str, str, str, str]]:
    """The same with the scheme before each, for a page that follows the reader's system."""
    found = []
    for scheme, paper in PAPER.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.locator("body")).to_have_css("background-color", paper)
        page.evaluate(STILL)
        found += [(scheme, *complaint) for complaint in complaints(page)]
    return found


def complaints(page: Page) -> list[tuple[str, str, str]]:
    """The rule, the element's selector and the advice for each finding that is not exempt."""
    return [found for found in findings(page) if not exempt(page, *found[:2])]


def findings(page: Page) -> Iterator[tuple[str, str, str]]:
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    for violation in page.evaluate(RUN):
        for node in violation["nodes"]:
            yield violation["id"], " ".join(map(str, node["target"])), node["failureSummary"]


def exempt(page: Page, rule: str, selector: str) -> set[tuple[str, str]]:
    """The exemptions that a finding falls under."""
    element = page.locator(selector)
    return {
        (exempt_rule, pattern)
        for exempt_rule, pattern in EXEMPT
        if rule == exempt_rule and element.evaluate("(e, pattern) => e.matches(pattern)", pattern)
    }
