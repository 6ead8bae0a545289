"""Study sheets on screens of any width, on paper, and where there are none."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import complaints_in_any_light
from tests.browser.holding import changed
from tests.browser.hosting import Site
from tests.browser.sheets import act, answers, html, sheet, start
from tests.browser.test_layout import OVERFLOW
from tests.browser.test_print import ADDED, MATRIX, PROOF


def test_a_sheet_is_printed_with_its_answers_last(page: Page, site: Site) -> None:
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    before = html(page)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    printed = page.locator("main").inner_text()
    places = [
        printed.find("1 What does gradient descent do?"),
        printed.find("7 How is text from others kept"),
        printed.find("\nAnswers\n"),
        printed.find("1 What does gradient descent do?", printed.find("\nAnswers\n")),
        printed.find("Gradient descent walks downhill."),
        printed.find("7 How is text from others kept", printed.find("\nAnswers\n")),
        printed.find("Every page writes it out"),
    ]
    assert -1 not in places
    assert places == sorted(places)
    for hidden in ("Official answer", "Open all answers", "Back to the list"):
        assert hidden not in printed
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert html(page) == before


def test_a_printed_sheet_tells_addresses_as_a_printed_question_does(page: Page, site: Site) -> None:
    """None twice: not where the text of a link is its address."""
    changed(page, "**/state-the-theorem-of-bayes/", {">reference</a>": f">{PROOF}</a>"})
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.get_by_role("link", name=PROOF).evaluate(ADDED) == "none"
    inside = page.get_by_role("link", name="matrix of a classifier")
    assert inside.evaluate(ADDED) == f'" ({site.at(MATRIX)})"'


@pytest.mark.own_page
def test_the_button_and_the_browser_print_a_sheet_alike(page: Page, site: Site) -> None:
    page.add_init_script("window.printed = 0; window.print = () => { window.printed += 1 }")
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    act(page, "Print: questions first, answers last")
    assert page.evaluate("window.printed") == 1
    before = html(page)
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf())) > 2
    assert html(page) == before


@pytest.mark.parametrize("path", ["questions/", "topics/machine-learning/"])
def test_without_javascript_nothing_shows_of_it(plain_page: Page, site: Site, path: str) -> None:
    plain_page.goto(site.at(path))
    expect(plain_page.locator(".recto-list").first).to_be_visible()
    expect(plain_page.get_by_role("button", name="Show all here")).to_have_count(0)


def test_a_topic_without_questions_offers_no_sheet(page: Page, site: Site) -> None:
    page.goto(site.at("topics/geometry/"))
    expect(page.get_by_text("There is no question on this topic yet.")).to_be_visible()
    expect(page.get_by_role("button", name="Show all here")).to_have_count(0)


def test_axe_finds_nothing(page: Page, site: Site) -> None:
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    for width in (360, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert complaints_in_any_light(page) == [], f"at {width} pixels"
        act(page, "Open all answers")
        for answer in answers(page).all():
            answer.scroll_into_view_if_needed()
        assert complaints_in_any_light(page) == [], f"at {width} pixels"
        act(page, "Close all answers")


def test_a_sheet_does_not_scroll_sideways(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    act(page, "Open all answers")
    for answer in answers(page).all():
        answer.scroll_into_view_if_needed()
    assert page.evaluate(OVERFLOW) == 0


def test_what_is_too_wide_is_scrolled_by_keyboard(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    for kind in ("table", "pre > code"):
        question = sheet(page).get_by_role("article").filter(has=page.locator(kind))
        question.get_by_text("Official answer").click()
        expect(question.locator(kind).first).to_have_attribute("tabindex", "0")
