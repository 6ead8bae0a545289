"""axe-core finds nothing to complain of in the search, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import complaints_at_any_size
from tests.browser.hosting import Site
from tests.browser.many import EVERYWHERE
from tests.browser.searching import links, open_dialog, toggle

SIZES = {360: 740, 1440: 900}


def show_topics(dialog: Locator) -> None:
    expect(dialog.get_by_role("region", name="Topics")).to_be_visible()


def show_results(dialog: Locator) -> None:
    dialog.page.keyboard.type(EVERYWHERE)
    expect(links(dialog)).to_have_count(10)


def show_filters(dialog: Locator) -> None:
    show_results(dialog)
    toggle(dialog).click()
    dialog.get_by_role("checkbox", name="Easy").check()
    expect(dialog.get_by_role("button", name="Remove filter: Easy")).to_be_visible()


def show_correction(dialog: Locator) -> None:
    dialog.page.keyboard.type("lantren")
    expect(dialog.get_by_role("link", name="Search instead")).to_be_visible()


def show_nothing(dialog: Locator) -> None:
    dialog.page.keyboard.type("xylophone")
    expect(dialog.get_by_role("status")).to_have_text("No question found")


@pytest.mark.parametrize(
    "show", [show_topics, show_results, show_filters, show_correction, show_nothing]
)
def test_axe_finds_nothing_in_the_dialog(
    page: Page, large_site: Site, show: Callable[[Locator], None]
) -> None:
    page.goto(large_site.url)
    show(open_dialog(page))
    assert complaints_at_any_size(page, SIZES) == []


@pytest.mark.parametrize(
    "query",
    [f"q={EVERYWHERE}&difficulty=easy&topic=algorithms", f"q={EVERYWHERE}&page=2", "q=xylophone"],
)
def test_axe_finds_nothing_on_the_search_page(page: Page, large_site: Site, query: str) -> None:
    page.goto(large_site.at(f"search/?{query}"))
    expect(page.get_by_role("status")).to_contain_text("question")
    assert complaints_at_any_size(page, SIZES) == []
