"""What the site's keys do."""

from __future__ import annotations

import json
import re
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.holding import staying
from tests.browser.hosting import Site
from tests.browser.keys import (
    ANSWER,
    BADGER,
    add,
    address,
    neighbour,
    shortcuts,
    wait_for_answer_key,
    wait_for_neighbours,
)
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.searching import box, links


@pytest.mark.parametrize("path", [BADGER, "questions/page/2/"])
def test_keys_lead_to_the_next_and_to_the_previous(page: Page, large_site: Site, path: str) -> None:
    page.goto(large_site.at(path))
    for key, way in (("j", "next"), ("k", "prev"), ("ArrowRight", "next"), ("ArrowLeft", "prev")):
        wait_for_neighbours(page)
        target = address(neighbour(page, way))
        page.keyboard.press(key)
        expect(page).to_have_url(target)
    assert page.url == large_site.at(path)


@pytest.mark.parametrize(("key", "way"), [("ArrowLeft", "next"), ("ArrowRight", "prev")])
def test_the_arrows_are_mirrored_where_the_page_runs_from_right_to_left(
    page: Page, large_site: Site, key: str, way: str
) -> None:
    def mirror(route: Route) -> None:
        response = route.fetch()
        text = response.text()
        assert '<body dir="ltr"' in text
        route.fulfill(response=response, body=text.replace('<body dir="ltr"', '<body dir="rtl"'))

    page.route(f"**/{BADGER}", mirror)
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    target = address(neighbour(page, way))
    page.keyboard.press(key)
    expect(page).to_have_url(target)


def test_a_key_opens_the_answer_and_closes_it_and_leaves_the_focus_on_its_line(
    page: Page, site: Site
) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    summary = page.locator("summary")
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(summary).to_be_focused()
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    expect(summary).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.parametrize("place", ["0", "document.body.scrollHeight"], ids=["top", "bottom"])
@pytest.mark.parametrize("height", [300, 900])
def test_the_line_of_the_answer_comes_into_view(
    page: Page, site: Site, place: str, height: int
) -> None:
    page.set_viewport_size({"width": 360, "height": height})
    page.goto(site.at(f"{GRADIENT}#official-answer"))
    wait_for_answer_key(page)
    page.evaluate(f"scrollTo({{ top: {place}, behavior: 'instant' }})")
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    expect(page.locator("summary")).to_be_in_viewport(ratio=1)
    header = page.get_by_role("banner").bounding_box()
    summary = page.locator("summary").bounding_box()
    assert header is not None
    assert summary is not None
    assert summary["y"] >= header["y"] + header["height"]


def test_where_there_are_several_answers_the_key_opens_or_closes_all(
    page: Page, site: Site
) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    add(page, '<details class="recto-answer"><summary>Another</summary><p>It rolls.</p></details>')
    answers = [page.get_by_text(ANSWER), page.get_by_text("It rolls.")]
    page.get_by_text("Another").click()
    for is_open in (True, False):
        page.keyboard.press("a")
        for answer in answers:
            expect(answer).to_be_visible(visible=is_open)
        expect(page.get_by_text("Another")).to_be_focused()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "search"])
def test_keys_lead_to_the_topics_to_a_question_and_to_the_list_of_keys_from_everywhere(
    page: Page, site: Site, kind: str
) -> None:
    bank = json.loads((site.folder / "questions.json").read_text(encoding="utf-8"))
    every = {urljoin(site.url, question["url"]) for question in bank["questions"]}
    assert len(every) == 7
    with staying(page) as address_asked_for:
        page.goto(site.at(KINDS[kind]))
        page.get_by_role("banner").get_by_role("link").first.focus()
        page.keyboard.press("?")
        expect(shortcuts(page)).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        assert address_asked_for("t") == site.at("topics/")
        assert address_asked_for("r") in every - {page.url.partition("#")[0]}


def test_a_search_leads_to_a_question_its_answer_and_the_next_by_keyboard_alone(
    page: Page, large_site: Site
) -> None:
    page.goto(large_site.url)
    page.keyboard.press("/")
    expect(box(page)).to_be_focused()
    page.keyboard.type("badger")
    expect(links(page).first).to_have_text("What is the badger for?")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(re.escape(large_site.at(BADGER))))
    expect(page.get_by_role("heading", level=1)).to_have_text("What is the badger for?")
    wait_for_answer_key(page)
    answer = page.get_by_role("group").get_by_role("paragraph")
    page.keyboard.press("a")
    expect(answer).to_be_hidden()
    page.keyboard.press("a")
    expect(answer).to_contain_text("The badger holds the quicksilver")
    target = address(neighbour(page, "next"))
    page.keyboard.press("j")
    expect(page).to_have_url(target)
    wait_for_answer_key(page)
    page.keyboard.press("a")
    expect(answer).to_contain_text("holds the quicksilver")
