"""A title that looks like markup shows as typed wherever it stands, and runs nothing.

A script that ran would open a dialog, which fails the test when it is over; see `witness`.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.searching import results

TITLE = '</title><script>alert(1)</script> & <b>"q"</b>'
SLUG = "title-script-alert-1-script-b-q-b"


def test_the_heading_and_the_window_show_the_title_as_typed(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG))
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page).to_have_title(f"{TITLE} - Recto")


@pytest.mark.parametrize("path", ["", "questions/"])
def test_a_list_shows_the_title_as_typed(page: Page, site: Site, path: str) -> None:
    page.goto(site.at(path))
    page.get_by_role("article").get_by_role("link", name=TITLE, exact=True).click()
    expect(page).to_have_url(site.question(SLUG))


@pytest.mark.parametrize("neighbour", ["how-is-text-from-others-kept-from-running-as-a-script"])
def test_a_neighbour_shows_the_title_as_typed(page: Page, site: Site, neighbour: str) -> None:
    page.goto(site.question(neighbour))
    neighbours = page.get_by_role("navigation", name="Previous and next question")
    neighbours.get_by_role("link", name=TITLE).click()
    expect(page).to_have_url(site.question(SLUG))


def test_a_search_result_shows_the_title_as_typed(page: Page, site: Site) -> None:
    page.goto(site.url)
    result = results(page, "ampersands").get_by_role("link")
    expect(result).to_have_text(TITLE)
    result.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def test_a_body_shows_its_markup_as_typed(page: Page, site: Site) -> None:
    page.goto(site.question(SLUG) + "#official-answer")
    expect(page.get_by_text("Say what happens to <i>this</i> & that.")).to_be_visible()
    expect(
        page.get_by_text(
            "Nothing happens: <script>alert(2)</script> is text, and so is "
            '<img src=x onerror=alert(3)> with its "quotes" & ampersands.'
        )
    ).to_be_visible()
