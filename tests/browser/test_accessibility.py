"""axe-core finds nothing to complain of on any kind of page, in light and dark, small and wide."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.kinds import KINDS

WIDTHS = (360, 1440)

EXEMPT = {
    # The name of a section's list is an empty label where `navigation.indexes` makes the section's
    # title a link: partials/nav-item.html of the theme.
    ("landmark-unique", 'nav[data-md-level="1"]'),
    # The theme's script puts the copy button of each code block into a nav without a name.
    ("landmark-unique", ".md-code__nav"),
}
"""Rules, and the elements of Material's own that break them, out of reach of templates and CSS."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing(
    new_page: Callable[..., Page], site: Site, path: str, scheme: str
) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.at(path))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.locator("body")).to_have_attribute(
            "data-md-color-scheme", "default" if scheme == "light" else "slate"
        )
        ours = [(*found, advice) for *found, advice in findings(page) if not exempt(page, *found)]
        assert ours == [], f"at {width} pixels"


def test_every_exemption_is_still_needed(page: Page, site: Site) -> None:
    needed = set()
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.at(KINDS["code"]))
        expect(page.get_by_title("Copy to clipboard")).to_have_count(2)
        for rule, selector, _ in findings(page):
            needed |= exempt(page, rule, selector)
    assert needed == EXEMPT


def findings(page: Page) -> Iterator[tuple[str, str, str]]:
    """The rule, the element's selector and the advice for each of axe's findings."""
    for violation in Axe().run(page).response["violations"]:
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
