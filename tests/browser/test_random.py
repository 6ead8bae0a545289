"""A question at random: any but the one that is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.holding import held, staying
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.many import PER_PAGE
from tests.browser.searching import box

LIST = "questions/"
QUESTIONS = 46
"""In the large bank."""
PAGES = 5


def draw(page: Page, places: Iterable[float]) -> None:
    """Let these be drawn one after the other: parts of one, by the order of the list."""
    page.evaluate("places => { Math.random = () => places.shift() }", list(places))


def addresses(page: Page, site: Site, *paths: str) -> list[str]:
    """Of the questions on these pages of the list, in its order."""
    found = []
    for path in paths:
        page.goto(site.at(path))
        found += page.locator(".recto-list a").evaluate_all("links => links.map(a => a.href)")
    return found


def test_the_key_reaches_every_question_and_never_the_one_that_is_shown(
    page: Page, site: Site
) -> None:
    every = addresses(page, site, LIST)
    assert len(every) == len(set(every)) == 7
    page.goto(every[-1])
    for number, target in enumerate(every):
        shown = every[number - 1]
        places = [(place + 0.5) / len(every) for place in (every.index(shown), number)]
        draw(page, places)
        page.keyboard.press("r")
        expect(page).to_have_url(target)
        page.wait_for_load_state()  # a key pressed sooner would come to nothing


def test_every_place_of_a_list_of_several_pages_is_a_question_or_drawn_again(
    page: Page, large_site: Site
) -> None:
    pages = [LIST, *(f"{LIST}page/{number}/" for number in range(2, PAGES + 1))]
    again = 12
    with staying(page) as address_asked_for:
        every = addresses(page, large_site, *pages)
        assert len(every) == len(set(every)) == QUESTIONS
        page.goto(large_site.url)
        for place in (0, 9, 10, 29, 40, 45, 46, 49):
            draw(page, [(drawn + 0.5) / (PAGES * PER_PAGE) for drawn in (place, again)])
            assert address_asked_for("r") == every[place if place < QUESTIONS else again]


@pytest.mark.own_page
def test_two_pages_of_the_list_are_fetched_at_most(page: Page, large_site: Site) -> None:
    page.goto(large_site.url)
    draw(page, [0.7])
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if request.resource_type == "fetch" else None,
    )
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/what-is-the-"))
    assert asked == [large_site.at(LIST), large_site.at(f"{LIST}page/4/")]


@pytest.mark.parametrize("kind", ["home", "open question", "search", "404"])
def test_the_key_leads_there_from_each_kind_of_page(page: Page, site: Site, kind: str) -> None:
    """Elsewhere it asks for a question, too: see the tests of the keys."""
    bank = json.loads((site.folder / "questions.json").read_text(encoding="utf-8"))
    every = [urljoin(site.url, question["url"]) for question in bank["questions"]]
    page.goto(site.at(KINDS[kind]))
    shown = page.url.partition("#")[0]
    if kind == "search":
        expect(box(page)).to_be_focused()  # where the key is text
    page.get_by_role("banner").get_by_role("link").first.focus()
    page.keyboard.press("r")
    expect(page).not_to_have_url(re.compile(re.escape(shown) + "(#.*)?$"))
    assert page.url in every


def test_the_link_of_the_home_page_leads_to_a_question(page: Page, site: Site) -> None:
    every = addresses(page, site, LIST)
    page.goto(site.url)
    draw(page, [3.5 / len(every)])
    page.get_by_role("link", name="Start with one").click()
    expect(page).to_have_url(every[3])


def test_a_bank_of_one_question_leads_from_it_to_the_list(page: Page, site: Site) -> None:
    def shorten(route: Route) -> None:
        if route.request.resource_type != "fetch":
            route.continue_()
            return
        link = f'<div class="recto-list"><a href="{urljoin("/", site.at(GRADIENT))}">One</a></div>'
        route.fulfill(content_type="text/html", body=link)

    page.route(site.at(LIST), shorten)
    page.goto(site.at(GRADIENT))
    page.keyboard.press("r")
    expect(page).to_have_url(site.at(LIST))


@pytest.mark.parametrize("body", ["", "<p>Nothing here</p>"])
def test_a_bank_without_a_question_leads_to_the_list(page: Page, site: Site, body: str) -> None:
    def empty(route: Route) -> None:
        if route.request.resource_type == "fetch":
            route.fulfill(content_type="text/html", body=body)
        else:
            route.continue_()

    page.route(site.at(LIST), empty)
    page.goto(site.url)
    page.keyboard.press("r")
    expect(page).to_have_url(site.at(LIST))


@pytest.mark.parametrize("what", ["**/study/random.js", "list"])
def test_what_cannot_be_fetched_leads_to_the_list(
    new_page: Callable[..., Page], site: Site, what: str
) -> None:
    page = new_page(complains_of="random.js|questions/|ERR_FAILED")

    def fail(route: Route) -> None:
        if route.request.resource_type in {"fetch", "script"}:
            route.abort()
        else:
            route.continue_()

    page.route(site.at(LIST) if what == "list" else what, fail)
    for way in ("key", "link"):
        page.goto(site.url)
        if way == "key":
            page.keyboard.press("r")
        else:
            page.get_by_role("link", name="Start with one").click()
        expect(page).to_have_url(site.at(LIST))
        expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_who_goes_elsewhere_meanwhile_stays_there(page: Page, site: Site) -> None:
    with held(page, "**/questions/"):
        page.goto(site.url)
        with page.expect_request("**/questions/"):
            page.keyboard.press("r")
        page.keyboard.press("t")
        expect(page).to_have_url(site.at("topics/"))
    page.evaluate("() => fetch(location.href).then(response => response.text())")
    expect(page).to_have_url(site.at("topics/"))
