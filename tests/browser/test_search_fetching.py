"""Nothing of the search is fetched before it is wanted.

That no page ever asks for the files meant for other programs is asserted for every page of every
test, when the test is over; see `witness`.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.kinds import KINDS
from tests.browser.searching import open_dialog, rows

OF_SEARCH = re.compile(
    r"/repo/search/|/search/(dialog|panel|page|loader)\.js|/search/engine/|/search\.css"
)


@pytest.mark.own_page
@pytest.mark.parametrize(
    "kind", ["home", "list", "question", "topics", "topic", "about", "absent", "404"]
)
def test_a_page_asks_for_nothing_of_the_search_until_it_is_opened(
    page: Page, site: Site, kind: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.at(KINDS[kind]), wait_until="networkidle")
    assert site.at("assets/javascripts/recto.js") in asked
    assert [url for url in asked if OF_SEARCH.search(url)] == []
    open_dialog(page)
    page.keyboard.type("heavyball")
    expect(rows(page)).to_have_count(1)
    assert site.at("search/index.json") in asked
    assert site.at("assets/stylesheets/search.css") in asked
    assert any("/search/engine/engine.js" in url for url in asked)


@pytest.mark.own_page
def test_opening_the_search_again_asks_for_nothing_again(page: Page, site: Site) -> None:
    page.goto(site.url)
    open_dialog(page)
    page.keyboard.type("heavyball")
    expect(rows(page)).to_have_count(1)
    page.keyboard.press("Escape")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    dialog = open_dialog(page)
    page.keyboard.type("heavyball valley")
    expect(rows(dialog).locator("mark").first).to_have_text("valley")
    parts = (".pf_index", ".pf_fragment")
    assert [url for url in asked if not url.endswith(parts)] == []
