"""A result leads to the answer, opened, with the words marked and the first of them in view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.searching import results

SLUG = "what-does-gradient-descent-do"


@pytest.mark.parametrize("words", ["heavyball", "narrow valley"])
def test_a_result_leads_to_the_words_in_the_opened_answer(
    page: Page, site: Site, words: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(site.url)
    results(page, words).get_by_role("link").first.click()
    page.wait_for_url(lambda url: url.startswith(site.question(SLUG)))
    marks = page.get_by_role("group").locator("mark").all()
    assert {mark.inner_text().lower() for mark in marks} == set(words.split())
    expect(page.locator("details mark").filter(visible=True).first).to_be_in_viewport()


def test_the_words_below_the_heading_of_the_passage_are_scrolled_to(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(site.url)
    results(page, "cosine schedule").get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(r"\?h=cosine\+.*schedule.*#answer-schedules$"))
    expect(page.locator("mark").filter(has_text="cosine")).to_be_in_viewport()


def test_words_far_down_are_scrolled_to_where_no_heading_is_named(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{site.question(SLUG)}?h=heavyball")
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_escape_key_takes_the_marks_away_and_leaves_the_text(page: Page, site: Site) -> None:
    page.goto(f"{site.question(SLUG)}?h=narrow+valley")
    sentence = page.get_by_text("In a long and narrow valley plain descent goes from wall to wall.")
    before = sentence.inner_text()
    expect(page.locator("mark")).to_have_count(3)
    page.keyboard.press("Escape")
    expect(page.locator("mark")).to_have_count(0)
    assert sentence.inner_text() == before
    assert sentence.evaluate("e => e.childNodes.length") == 1


def test_the_escape_key_that_closes_the_search_leaves_the_marks(page: Page, site: Site) -> None:
    page.goto(f"{site.question(SLUG)}?h=valley")
    results(page, "bayes")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("mark")).to_have_count(2)


def test_whole_words_are_marked_in_any_case_and_no_parts_of_words(page: Page, site: Site) -> None:
    page.goto(f"{site.question(SLUG)}?h=GRADIENT")
    expect(page.locator("mark").first).to_have_text("gradient")
    texts = page.locator("mark").all_inner_texts()
    assert {text.lower() for text in texts} == {"gradient"}
    assert "Gradient" in texts
    expect(page.get_by_text("a moving average of the gradients")).to_be_visible()


def test_an_address_with_words_that_stand_nowhere_opens_the_answer(page: Page, site: Site) -> None:
    page.goto(f"{site.question(SLUG)}?h=xylophone")
    expect(page.get_by_text("Gradient descent walks downhill.")).to_be_visible()
    expect(page.locator("mark")).to_have_count(0)


def test_a_word_of_the_title_alone_leaves_the_answer_closed(page: Page, site: Site) -> None:
    page.goto(f"{site.question('how-do-you-read-a-confusion-matrix')}?h=confusion")
    expect(page.get_by_role("heading", level=1).locator("mark")).to_have_text("confusion")
    expect(page.get_by_text("Precision looks down a column.")).to_be_hidden()


def test_an_address_that_looks_like_markup_is_taken_for_words(page: Page, site: Site) -> None:
    page.goto(f"{site.question(SLUG)}?h=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+.*+valley+(")
    expect(page.locator("mark")).to_have_text(["valley", "valley"])
