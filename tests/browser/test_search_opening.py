"""The ways into the search and out of it again, and what they leave alone."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.holding import held
from tests.browser.hosting import Site
from tests.browser.keys import TELL, is_taken, wait_for_answer_key
from tests.browser.many import EVERYWHERE
from tests.browser.searching import box, links, open_dialog, opener, rows, toggle

DIALOG = "**/search/dialog.js"

MADE = "() => document.querySelector('dialog') !== null"


def test_a_key_opens_the_search_and_escape_leads_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    link = page.get_by_role("link", name="All topics")
    dialog = page.get_by_role("dialog", name="Search")
    for key in ("/", "s", "Control+k", "Meta+k"):
        link.focus()
        page.keyboard.press(key)
        expect(box(dialog), key).to_be_focused()
        expect(box(dialog), key).to_have_value("")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog"), key).to_have_count(0)
        expect(link, key).to_be_focused()


@pytest.mark.parametrize("width", [360, 1440])
def test_a_click_opens_the_search_and_closing_it_leads_back(
    page: Page, site: Site, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(site.url)
    dialog = page.get_by_role("dialog", name="Search")
    for way in (
        page.get_by_role("link", name="Search", exact=True),
        page.get_by_role("button", name="Search 7 questions", exact=True),
    ):
        way.click()
        expect(box(dialog)).to_be_focused()
        dialog.get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(way).to_be_focused()
        expect(page).to_have_url(site.url)


def test_a_click_beside_the_dialog_closes_it_and_escape_does_whatever_was_typed(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    open_dialog(page)
    page.mouse.click(20, 700)
    expect(page.get_by_role("dialog")).to_have_count(0)
    dialog = open_dialog(page)
    page.keyboard.type("bayes")
    expect(rows(dialog)).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_other_keys_are_left_alone(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate(TELL)
    keys = ("Alt+s", "Alt+/", "Shift+S", "Control+Shift+K", "Control+Alt+k", "k", "a")
    assert [key for key in (*keys, "/") if is_taken(page, key)] == ["/"]


def test_the_keys_are_text_in_the_box(page: Page, site: Site) -> None:
    page.goto(site.url)
    dialog = open_dialog(page)
    page.keyboard.type("s/s")
    expect(box(dialog)).to_have_value("s/s")


@pytest.mark.parametrize("modifier", ["Control", "Shift"])
def test_a_click_that_asks_for_another_tab_opens_the_search_page_there(
    page: Page, site: Site, modifier: str
) -> None:
    page.goto(site.url)
    with page.context.expect_page() as opened:
        opener(page).click(modifiers=[modifier])  # type: ignore[list-item]
    expect(opened.value).to_have_url(site.at("search/"))
    expect(page).to_have_url(site.url)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_click_with_the_command_key_is_left_to_the_browser(page: Page, site: Site) -> None:
    page.goto(site.url)
    opener(page).click(modifiers=["Meta"])
    expect(page).to_have_url(site.at("search/"))


def test_what_is_typed_while_the_search_is_fetched_is_kept(page: Page, site: Site) -> None:
    with held(page, DIALOG):
        page.goto(site.url)
        with page.expect_request(DIALOG):
            page.keyboard.press("/")
        page.keyboard.type("s bayess")
        page.keyboard.press("Backspace")
    dialog = page.get_by_role("dialog", name="Search")
    expect(box(dialog)).to_have_value("s bayes")
    expect(rows(dialog)).to_have_count(1)


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda page: page.keyboard.press("/"), id="key"),
        pytest.param(lambda page: opener(page).click(click_count=2), id="clicks"),
    ],
)
def test_escape_calls_off_a_search_that_is_still_fetched(
    page: Page, site: Site, ask: Callable[[Page], None]
) -> None:
    question = page.locator("details")
    with held(page, DIALOG):
        page.goto(site.question("what-does-gradient-descent-do"))
        wait_for_answer_key(page)
        with page.expect_request(DIALOG):
            ask(page)
        page.keyboard.type("a")
        expect(question).not_to_have_attribute("open", "")
        page.keyboard.press("Escape")
        page.keyboard.press("a")
        expect(question).to_have_attribute("open", "")
    page.wait_for_function(MADE)
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(box(open_dialog(page))).to_have_value("")


def test_a_search_that_was_called_off_opens_with_the_next_key(page: Page, site: Site) -> None:
    with held(page, DIALOG):
        page.goto(site.url)
        with page.expect_request(DIALOG):
            page.keyboard.press("/")
        page.keyboard.type("x")
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        page.keyboard.type("bayes")
    dialog = page.get_by_role("dialog", name="Search")
    expect(box(dialog)).to_have_value("bayes")
    expect(rows(dialog)).to_have_count(1)


def test_two_quick_clicks_open_one_dialog(page: Page, site: Site) -> None:
    with held(page, DIALOG):
        page.goto(site.url)
        with page.expect_request(DIALOG):
            opener(page).click(click_count=2)
    expect(box(page.get_by_role("dialog", name="Search"))).to_be_focused()
    assert page.locator("dialog").count() == 1
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener(page)).to_be_focused()


def test_the_search_opens_again_right_after_it_was_closed(page: Page, site: Site) -> None:
    page.goto(site.url)
    open_dialog(page)
    for _ in range(5):
        page.keyboard.press("Escape")
        page.keyboard.press("/")
    page.keyboard.type("bayes")
    dialog = page.get_by_role("dialog", name="Search")
    expect(box(dialog)).to_have_value("bayes")
    expect(rows(dialog)).to_have_count(1)


def test_on_the_search_page_the_keys_and_the_link_lead_to_its_box(page: Page, site: Site) -> None:
    page.goto(site.at("search/?q=bayes"))
    expect(rows(page)).to_have_count(1)
    for key in ("/", "s", "Control+k"):
        page.get_by_role("link", name="Topics").first.focus()
        page.keyboard.press(key)
        expect(box(page)).to_be_focused()
        expect(box(page)).to_have_value("bayes")
    opener(page).click()
    expect(box(page)).to_be_focused()
    expect(page.locator("dialog")).to_have_count(0)


def test_without_javascript_the_header_leads_to_a_page_that_offers_other_ways(
    plain_page: Page, site: Site
) -> None:
    for name, target in (("All topics", "topics/"), ("All questions", "questions/")):
        plain_page.goto(site.url)
        opener(plain_page).click()
        expect(plain_page).to_have_url(site.at("search/"))
        expect(plain_page.get_by_role("article")).to_contain_text(
            "The search needs JavaScript", use_inner_text=True
        )
        plain_page.get_by_role("article").get_by_role("link", name=name).click()
        expect(plain_page).to_have_url(site.at(target))


def test_back_from_a_result_opens_the_dialog_with_what_was_searched_once(
    page: Page, large_site: Site
) -> None:
    page.goto(large_site.at("about/"))
    dialog = open_dialog(page)
    page.keyboard.type(EVERYWHERE)
    toggle(dialog).click()
    dialog.get_by_role("checkbox", name="Hard").check()
    chip = dialog.get_by_role("button", name="Remove filter: Hard")
    expect(chip).to_be_visible()
    titles = links(dialog).all_inner_texts()
    links(dialog).nth(2).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[2])
    page.go_back()
    expect(chip).to_be_visible()
    expect(box(dialog)).to_have_value(EVERYWHERE)
    expect(links(dialog)).to_have_text(titles)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(opener(page)).to_be_focused()
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[2])
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="About")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_without_javascript_the_home_page_offers_no_button_that_does_nothing(
    plain_page: Page, site: Site
) -> None:
    plain_page.goto(site.url)
    expect(plain_page.get_by_role("heading", name="Recently added")).to_be_visible()
    expect(plain_page.get_by_role("button", name=re.compile("Search"))).to_have_count(0)


def test_on_the_search_page_what_is_typed_before_its_box_is_there_goes_into_it(
    page: Page, site: Site
) -> None:
    with held(page, "**/search/panel.js"):
        with page.expect_request("**/search/panel.js"):
            page.goto(site.at("search/"), wait_until="domcontentloaded")
        page.keyboard.press("/")
        page.keyboard.type("bayes")
    expect(page.locator("dialog")).to_have_count(0)
    expect(box(page)).to_have_value("bayes")
    expect(rows(page)).to_have_count(1)


def test_of_many_topics_the_open_dialog_offers_the_largest(page: Page, site: Site) -> None:
    def add_topics(route: Route) -> None:
        index = route.fetch().json()
        index["topics"] += [
            {**index["topics"][0], "slug": f"t{n}", "name": f"T{n}", "count": n}
            for n in range(10, 41)
        ]
        route.fulfill(json=index)

    page.route("**/search/index.json", add_topics)
    page.goto(site.url)
    topics = open_dialog(page).get_by_role("region", name="Topics")
    expect(topics.get_by_role("listitem")).to_have_text([f"T{n} {n}" for n in range(40, 16, -1)])
    topics.get_by_role("link", name="All topics").click()
    expect(page).to_have_url(site.at("topics/"))
