"""What a reader meets at an address that is no question: another title, a removed one, none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site

scripting = pytest.mark.parametrize("runs_scripts", [True, False], ids=["scripts", "no scripts"])


@scripting
def test_the_address_of_another_title_leads_on_to_the_question(
    new_page: Callable[..., Page], site: Site, *, runs_scripts: bool
) -> None:
    page = new_page(java_script_enabled=runs_scripts)
    page.goto(site.question("how-does-steepest-descent-work"))
    page.wait_for_url(site.question("what-does-gradient-descent-do"))
    expect(page.get_by_role("heading", level=1)).to_have_text("What does gradient descent do?")


@scripting
def test_the_address_of_a_removed_question_says_that_it_was_removed(
    new_page: Callable[..., Page], site: Site, *, runs_scripts: bool
) -> None:
    page = new_page(java_script_enabled=runs_scripts)
    page.goto(site.question("what-is-a-perceptron"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Question removed")
    page.get_by_role("link", name="See all questions").click()
    expect(page).to_have_url(site.at("questions/"))


@pytest.mark.parametrize("path", ["nowhere/", "questions/nowhere/deep/down.html", "questions/x"])
def test_an_unknown_address_says_so_and_its_links_lead_back(
    page: Page, site: Site, path: str
) -> None:
    for name, target in (("Start page", "index.html"), ("all questions", "questions/")):
        response = page.goto(site.at(path))
        assert response is not None
        assert response.status == 404
        expect(page).to_have_title("Page not found - Recto")
        expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")
        page.get_by_role("article").get_by_role("link", name=name).click()
        expect(page).to_have_url(site.at(target))
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Page not found")


@pytest.mark.parametrize(
    "path", ["questions/how-does-steepest-descent-work/", "questions/what-is-a-perceptron/"]
)
def test_an_address_that_is_no_question_asks_not_to_be_indexed(site: Site, path: str) -> None:
    page = (site.folder / path / "index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page


def test_no_list_shows_an_address_that_is_no_question(page: Page, site: Site) -> None:
    for path in ("", "questions/"):
        page.goto(site.at(path))
        expect(page.get_by_role("link", name="Write binary search in Python.")).to_be_visible()
        expect(page.locator("a[href*=steepest], a[href*=perceptron]")).to_have_count(0)
