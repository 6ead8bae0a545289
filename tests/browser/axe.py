"""What axe-core complains of in a page."""

from __future__ import annotations

from collections.abc import Iterator

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EXEMPT = {
    # The name of a section's list is an empty label where `navigation.indexes` makes the section's
    # title a link: partials/nav-item.html of the theme.
    ("landmark-unique", 'nav[data-md-level="1"]'),
    # The theme's script puts the copy button of each code block into a nav without a name.
    ("landmark-unique", ".md-code__nav"),
}
"""Rules, and the elements of Material's own that break them, out of reach of templates and CSS."""


def complaints(page: Page) -> list[tuple[str, str, str]]:
    """The rule, the element's selector and the advice for each finding that is not exempt."""
    return [found for found in findings(page) if not exempt(page, *found[:2])]


def findings(page: Page) -> Iterator[tuple[str, str, str]]:
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
