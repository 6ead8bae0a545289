"""The dialog fits its screen, and the page behind it stays where it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.chromium import LaunchOptions
from tests.browser.hosting import Site
from tests.browser.searching import box, links, open_dialog
from tests.browser.witness import witnessed

OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

PLACES = """
() => [...document.querySelectorAll("h1, article p, .recto-header__home, .recto-opener")]
  .map(element => element.getBoundingClientRect())
  .map(({ left, top, width, height }) => [left, top, width, height])
"""


@pytest.fixture(scope="module")
def scrolling_browser(browser: Browser, chromium: LaunchOptions) -> Iterator[Browser]:
    """A browser whose scrollbars take room, as those of many desktops do."""
    launched = browser.browser_type.launch(**chromium, ignore_default_args=["--hide-scrollbars"])
    yield launched
    launched.close()


@pytest.fixture
def scrolled_page(scrolling_browser: Browser) -> Iterator[Page]:
    with witnessed(scrolling_browser) as page:
        yield page


def test_on_a_telephone_the_dialog_fills_the_screen(page: Page, large_site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(large_site.url)
    dialog = open_dialog(page)
    expect(dialog).to_be_in_viewport(ratio=1)
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    page.keyboard.type("quicksilver")
    expect(links(dialog)).to_have_count(10)
    dialog.get_by_role("button", name="Filter").click()
    expect(dialog.get_by_role("checkbox").first).to_be_visible()
    assert dialog.bounding_box() == {"x": 0, "y": 0, "width": 360, "height": 640}
    assert dialog.locator(".recto-search__body").evaluate("e => e.scrollWidth - e.clientWidth") == 0


def test_the_search_page_does_not_scroll_sideways(page: Page, large_site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(large_site.at("search/?q=quicksilver&difficulty=easy"))
    expect(links(page).first).to_be_visible()
    page.get_by_role("button", name="Filter").first.click()
    expect(page.get_by_role("checkbox").first).to_be_visible()
    assert page.evaluate(OVERFLOW) == 0


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("path", ["", "questions/what-is-the-kettle-for/"])
def test_the_page_behind_the_dialog_stays_where_it_was(
    scrolled_page: Page, large_site: Site, path: str, width: int
) -> None:
    page = scrolled_page
    page.set_viewport_size({"width": width, "height": 400})
    page.goto(large_site.at(path))
    page.evaluate("scrollTo(0, 40)")
    before = page.evaluate(PLACES)
    open_dialog(page)
    page.keyboard.type("quicksilver")
    expect(links(page)).to_have_count(10)
    assert page.evaluate(PLACES) == before
    page.mouse.wheel(0, 400)
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    assert page.evaluate(PLACES) == before
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate(PLACES) == before


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_covers_the_page_in_the_colours_of_the_scheme(
    page: Page, site: Site, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(site.url)
    body = page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
    dialog = open_dialog(page)
    assert dialog.evaluate("e => getComputedStyle(e).backgroundColor") == body


def test_in_forced_colours_a_line_around_the_box_tells_that_it_has_the_focus(
    page: Page, site: Site
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(site.url)
    focused = box(open_dialog(page))
    expect(focused).to_have_css("outline-style", "solid")
    expect(focused).not_to_have_css("outline-color", "rgba(0, 0, 0, 0)")
