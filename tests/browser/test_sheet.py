"""All questions of a list on one page, fetched when the reader asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import many
from tests.browser.holding import changed, held, missing
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT
from tests.browser.sheets import act, answers, is_open, progress, sheet, start, titles
from tests.browser.test_print import PROOF, UNREADABLE

TOTAL = len(many.NOUNS) + 1
ALL = f"{TOTAL} questions"

LAST_OF_FIRST_PAGE = f"what-is-the-{many.NOUNS[many.PER_PAGE - 1]}-for"

QUESTION = re.compile(r"/questions/[^/]+/$")
"""The address of a question's page."""

BAYES = "**/state-the-theorem-of-bayes/"

ADDRESSES = "links => links.map(link => link.href)"

COUNTS = """
() => {
  let fetching = 0
  window.most = 0
  const { fetch } = window
  window.fetch = async (...given) => {
    window.most = Math.max(window.most, (fetching += 1))
    try {
      return await fetch(...given)
    } finally {
      fetching -= 1
    }
  }
}
"""

LISTENS = """
status => {
  window.told = []
  new MutationObserver(() => window.told.push(status.textContent))
    .observe(status, { characterData: true, childList: true, subtree: true })
}
"""

LOADING_FAILED = r"/sheet/|/sheet\.css|dynamically imported"


def addresses(links: Locator) -> list[str]:
    found: list[str] = links.evaluate_all(ADDRESSES)
    return found


@pytest.mark.own_page
def test_nothing_is_fetched_before_it_is_asked_for(page: Page, site: Site) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(site.at("questions/"))
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if QUESTION.search(url) or "/sheet/" in url] == []
    expect(start(page)).to_have_text("7 questions")
    assert len([url for url in fetched if QUESTION.search(url)]) == 7


def test_a_sheet_has_all_questions_of_a_list_in_its_order(page: Page, large_site: Site) -> None:
    """Whichever page of the list it is asked for on: the first, one between, the last."""
    paths = ["questions/", *(f"questions/page/{number}/" for number in range(2, 6))]
    expected = []
    for path in paths:
        page.goto(large_site.at(path))
        expected += addresses(page.locator(".recto-list li > a"))
    assert len(expected) == TOTAL
    for path in (paths[4], paths[2], paths[0]):
        page.goto(large_site.at(path))
        expect(start(page), path).to_have_text(ALL)
        assert addresses(titles(page).get_by_role("link")) == expected, path
        numbers = [text.split()[0] for text in titles(page).all_text_contents()]
        assert numbers == [str(number) for number in range(1, TOTAL + 1)]
        for gone in (page.locator(".recto-list, .recto-pages"), page.get_by_text(" of 5")):
            expect(gone.filter(visible=True)).to_have_count(0)


def test_a_sheet_of_a_difficulty_has_the_questions_of_that_one(page: Page, site: Site) -> None:
    page.goto(site.at("topics/machine-learning/"))
    every = len(addresses(page.locator(".recto-list li > a")))
    page.goto(site.at("topics/machine-learning/easy/"))
    own = addresses(page.locator(".recto-list li > a"))
    assert 0 < len(own) < every
    expect(start(page)).to_have_text("1 question")
    assert addresses(titles(page).get_by_role("link")) == own


def test_a_question_on_a_sheet_is_as_on_its_page_and_in_its_language(
    page: Page, site: Site
) -> None:
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    question = sheet(page).get_by_role("article").filter(has_text="What does gradient descent do?")
    link = question.get_by_role("heading", level=2).get_by_role("link")
    expect(link).to_have_attribute("href", site.at(GRADIENT))
    expect(question).to_contain_text("Explain one step of gradient descent")
    expect(question).to_contain_text("Candidates should name the learning rate")
    answer = question.get_by_text("Gradient descent walks downhill.")
    expect(answer).to_be_hidden()
    question.get_by_role("heading", name="Official answer", level=3).click()
    expect(answer).to_be_visible()
    expect(question.get_by_role("heading", name="Momentum", level=5)).to_be_visible()
    arabic = sheet(page).get_by_role("article").filter(has_text="ما هو التعلم الآلي؟")
    expect(arabic).to_have_attribute("lang", "ar")
    expect(arabic).to_have_css("direction", "rtl")


def test_ids_are_unique_and_links_lead_where_they_did(page: Page, site: Site) -> None:
    page.goto(site.at("questions/state-the-theorem-of-bayes/"))
    links = page.locator(".recto-answer a")
    expected = addresses(links)
    assert len(expected) == 2
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    question = sheet(page).get_by_role("article").filter(has_text="State the theorem of Bayes.")
    assert addresses(question.locator(".recto-answer a")) == expected
    ids = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    assert len(ids) == len(set(ids))


def test_a_screen_reader_is_told_what_came_of_it_and_not_each_step(
    page: Page, large_site: Site
) -> None:
    with held(page, f"**/{LAST_OF_FIRST_PAGE}/"):
        page.goto(large_site.at("questions/"))
        status = start(page)
        expect(progress(page)).to_have_text(f"{many.PER_PAGE - 1} of {ALL}")
        expect(status).to_have_text("")
        status.evaluate(LISTENS)
    expect(status).to_have_text(ALL)
    expect(progress(page)).to_have_text("")
    assert page.evaluate("window.told") == [ALL]


@pytest.mark.own_page
def test_where_nothing_can_be_printed_there_is_no_button_to_print(page: Page, site: Site) -> None:
    page.add_init_script("window.print = undefined")
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    expect(sheet(page).get_by_role("button", name="Open all answers")).to_be_visible()
    expect(sheet(page).get_by_role("button", name="Print")).to_be_hidden()


@pytest.mark.own_page
def test_a_few_questions_are_fetched_at_once(page: Page, large_site: Site) -> None:
    page.add_init_script(f"({COUNTS})()")
    page.goto(large_site.at("questions/"))
    expect(start(page)).to_have_text(ALL)
    assert 2 <= page.evaluate("window.most") <= 5


def test_what_is_fetched_is_told_and_can_be_stopped_and_gone_on_with(
    page: Page, large_site: Site
) -> None:
    with held(page, f"**/{LAST_OF_FIRST_PAGE}/"):
        page.goto(large_site.at("questions/"))
        status = start(page)
        expect(progress(page)).to_have_text(f"{many.PER_PAGE - 1} of {ALL}")
        expect(sheet(page).get_by_role("button", name="Stop")).to_be_focused()
        act(page, "Stop")
        expect(sheet(page).get_by_role("button", name="Stop")).to_be_hidden()
        expect(sheet(page).get_by_role("button", name="Go on")).to_be_focused()
    act(page, "Go on")
    expect(status).to_have_text(ALL)
    expect(titles(page)).to_have_count(TOTAL)
    expect(sheet(page).get_by_role("button", name="Go on")).to_be_hidden()


def test_a_question_that_is_missing_leaves_the_others_and_can_be_tried_again(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of="write-binary-search")
    with missing(page, "**/write-binary-search-in-python/"):
        page.goto(site.at("questions/"))
        status = start(page)
        expect(status).to_contain_text("6 of 7 questions")
        expect(status).to_contain_text("1 question could not be loaded.")
    gap = sheet(page).get_by_role("article").filter(has_text="This question could not be loaded.")
    expect(gap.get_by_role("link")).to_have_text("Write binary search in Python.")
    before = titles(page).all_text_contents()
    act(page, "Try again")
    expect(status).to_have_text("7 questions")
    expect(gap).to_have_count(0)
    assert titles(page).all_text_contents() == before
    expect(answers(page)).to_have_count(7)


def test_an_address_that_no_browser_can_read_stays_as_it_is(page: Page, site: Site) -> None:
    """Sources cannot have one, but pages that were published before may."""
    changed(page, BAYES, {PROOF: UNREADABLE})
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    link = sheet(page).get_by_role("link", name="reference", include_hidden=True)
    expect(link).to_have_attribute("href", UNREADABLE)


def test_a_question_that_cannot_be_taken_over_leaves_the_others(page: Page, site: Site) -> None:
    """A browser reads an attribute of this name, but lets no script set it."""
    changed(page, BAYES, {"<h2": "<h2 ="})
    page.goto(site.at("questions/"))
    status = start(page)
    expect(status).to_contain_text("6 of 7 questions")
    expect(status).to_contain_text("1 question could not be loaded.")


@pytest.mark.parametrize("pattern", ["**/questions/page/3/", "**/what-is-the-kettle-for/"])
def test_where_nothing_more_can_be_had_what_is_there_stays(
    new_page: Callable[..., Page], large_site: Site, pattern: str
) -> None:
    page = new_page(complains_of=pattern.strip("*"))
    with missing(page, pattern, offline=True):
        page.goto(large_site.at("questions/"))
        status = start(page)
        expect(status).to_contain_text("The rest could not be loaded. You may be offline.")
        shown = titles(page).count()
        assert many.PER_PAGE <= shown < TOTAL
    act(page, "Try again")
    expect(status).to_have_text(ALL)
    numbers = [text.split()[0] for text in titles(page).all_text_contents()]
    assert numbers == [str(number) for number in range(1, TOTAL + 1)]


@pytest.mark.parametrize("file", ["sheet/sheet.js", "sheet/list.js", "stylesheets/sheet.css"])
def test_a_sheet_that_cannot_be_made_is_told_and_asked_for_again(
    new_page: Callable[..., Page], site: Site, file: str
) -> None:
    page = new_page(complains_of=LOADING_FAILED)
    with missing(page, f"**/{file}*"):
        page.goto(site.at("questions/"))
        page.get_by_role("button", name="Show all here").click()
        expect(page.get_by_role("alert")).to_have_text(
            "This could not be loaded. You may be offline."
        )
    expect(start(page)).to_have_text("7 questions")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_sheet_that_cannot_be_made_twice_has_the_page_opened_again(
    new_page: Callable[..., Page], site: Site
) -> None:
    """Firefox remembers that a module which another one imports could not be fetched."""
    page = new_page(complains_of=LOADING_FAILED)
    with missing(page, "**/sheet/list.js*"):
        page.goto(site.at("questions/"))
        button = page.get_by_role("button", name="Show all here")
        button.click()
        expect(page.get_by_role("alert")).to_be_visible()
        with page.expect_navigation(url=site.at("questions/")):
            button.click()
        expect(page.get_by_role("alert")).to_have_count(0)
    page.reload()
    expect(start(page)).to_have_text("7 questions")


def test_a_list_stays_where_neither_it_nor_a_sheet_can_be_had(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=f"{LOADING_FAILED}|/questions/$")
    page.goto(site.at("questions/"))
    page.wait_for_load_state("networkidle")
    page.context.set_offline(True)
    for _ in range(3):
        page.get_by_role("button", name="Show all here").click()
        expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator(".recto-list li").first).to_be_visible()


def test_all_answers_open_and_close_together_by_buttons_and_by_key(page: Page, site: Site) -> None:
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    assert is_open(page) == [False] * 7
    act(page, "Open all answers")
    assert is_open(page) == [True] * 7
    expect(page.get_by_text("Gradient descent walks downhill.")).to_be_visible()
    act(page, "Close all answers")
    assert is_open(page) == [False] * 7
    page.keyboard.press("a")
    assert is_open(page) == [True] * 7
    page.keyboard.press("a")
    assert is_open(page) == [False] * 7


def test_answers_that_come_after_all_were_opened_are_open(page: Page, large_site: Site) -> None:
    with held(page, f"**/{LAST_OF_FIRST_PAGE}/"):
        page.goto(large_site.at("questions/"))
        status = start(page)
        expect(progress(page)).to_have_text(f"{many.PER_PAGE - 1} of {ALL}")
        act(page, "Open all answers")
    expect(status).to_have_text(ALL)
    assert is_open(page) == [True] * TOTAL


def test_the_list_comes_back(page: Page, large_site: Site) -> None:
    page.goto(large_site.at("questions/"))
    expect(start(page)).to_have_text(ALL)
    act(page, "Back to the list")
    expect(sheet(page)).to_have_count(0)
    opener = page.get_by_role("button", name="Show all here")
    expect(opener).to_be_focused()
    expect(page.locator(".recto-list li").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Pages")).to_be_visible()
    expect(page.get_by_text("page 1 of 5")).to_be_visible()
    opener.click()
    expect(sheet(page).get_by_role("status")).to_have_text(ALL)


def test_when_all_is_there_the_focus_stays_among_the_buttons(page: Page, site: Site) -> None:
    page.goto(site.at("questions/"))
    expect(start(page)).to_have_text("7 questions")
    expect(sheet(page).get_by_role("button", name="Stop")).to_be_hidden()
    expect(sheet(page).get_by_role("button", name="Open all answers")).to_be_focused()
