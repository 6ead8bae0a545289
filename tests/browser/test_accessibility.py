"""axe-core finds nothing to complain of on any kind of page, in light and dark, small and wide."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import EXEMPT, complaints_at_any_size, exempt, findings
from tests.browser.hosting import Site
from tests.browser.kinds import KINDS

SIZES = {360: 900, 1440: 900}


@pytest.mark.parametrize("path", KINDS.values(), ids=KINDS)
def test_axe_finds_nothing(page: Page, site: Site, path: str) -> None:
    page.goto(site.at(path))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints_at_any_size(page, SIZES) == []


def test_every_exemption_is_still_needed(page: Page, site: Site) -> None:
    needed: set[tuple[str, str]] = set()
    for kind, width in product(("code", "manual"), SIZES):
        if needed == EXEMPT:
            break
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(site.at(KINDS[kind]))
        expect(page.get_by_title("Copy to clipboard").last).to_be_visible()
        for rule, selector, _ in findings(page):
            needed |= exempt(page, rule, selector)
    assert needed == EXEMPT
