"""The search finds what stands in a title or only inside a closed answer."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.searching import results


def test_a_word_that_stands_only_in_an_answer_leads_to_its_question(page: Page, site: Site) -> None:
    page.goto(site.url)
    result = results(page, "heavyball").get_by_role("link").first
    expect(result).to_contain_text("What does gradient descent do?")
    result.click()
    page.wait_for_url(lambda url: url.startswith(site.question("what-does-gradient-descent-do")))
    expect(page.get_by_role("heading", level=1)).to_have_text("What does gradient descent do?")


@pytest.mark.parametrize("words", ["heavyball", "narrow valley"])
def test_a_hit_inside_an_answer_opens_it(page: Page, site: Site, words: str) -> None:
    page.goto(site.url)
    results(page, words).get_by_role("link").first.click()
    expect(page.get_by_text(words)).to_be_visible()


def test_a_word_that_was_found_is_marked_and_scrolled_to(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{site.question('what-does-gradient-descent-do')}?h=valley")
    expect(page.locator("mark").first).to_be_in_viewport()


def test_a_question_is_found_once(page: Page, site: Site) -> None:
    page.goto(site.url)
    found = results(page, "heavyball")
    expect(found.first).to_be_visible()
    expect(found).to_have_count(1)


def test_the_button_of_the_home_page_leads_to_the_search_box(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("button", name="Search 6 questions").click()
    expect(page.get_by_role("textbox", name="Search")).to_be_focused()


def test_without_javascript_the_home_page_offers_no_button_that_does_nothing(
    plain_page: Page, site: Site
) -> None:
    plain_page.goto(site.url)
    expect(plain_page.get_by_role("heading", name="Newest questions")).to_be_visible()
    expect(plain_page.get_by_role("button", name="Search 6 questions")).to_have_count(0)
