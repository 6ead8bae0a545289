"""The search page: its address tells what is searched, and what it tells is searched."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.many import CHINESE, EVERYWHERE, NOUNS
from tests.browser.searching import box, links, open_page, opener

SIZE = 20
"""Results on a page."""


def test_an_address_fills_box_filters_and_page(page: Page, large_site: Site) -> None:
    page.goto(
        large_site.at(
            f"search/?q={EVERYWHERE}&topic=algorithms&topic=optimization&difficulty=medium"
            "&difficulty=easy&difficulty=hard&page=2"
        )
    )
    expect(page.get_by_role("status")).to_have_text("29 questions, page 2 of 2")
    expect(links(page)).to_have_count(9)
    expect(box(page)).to_have_value(EVERYWHERE)
    for name in ("Algorithms", "Optimization", "Medium", "Easy", "Hard"):
        expect(page.get_by_role("checkbox", name=name)).to_be_checked()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(5)


def test_typing_and_filtering_change_the_address(page: Page, large_site: Site) -> None:
    open_page(page, large_site)
    page.keyboard.type(EVERYWHERE)
    expect(page).to_have_url(large_site.at(f"search/?q={EVERYWHERE}"))
    page.get_by_role("checkbox", name="Hard").check()
    expect(page).to_have_url(large_site.at(f"search/?q={EVERYWHERE}&difficulty=hard"))
    page.get_by_role("checkbox", name="Algorithms").check()
    expect(page).to_have_url(
        large_site.at(f"search/?q={EVERYWHERE}&topic=algorithms&difficulty=hard")
    )
    page.get_by_role("checkbox", name="Hard").uncheck()
    expect(page).to_have_url(large_site.at(f"search/?q={EVERYWHERE}&topic=algorithms"))


def test_an_address_shows_the_same_to_somebody_else(
    page: Page, new_page: Callable[..., Page], large_site: Site
) -> None:
    open_page(page, large_site)
    page.keyboard.type("what is the lantern optimization")
    page.get_by_role("checkbox", name="Optimization").check()
    expect(page).to_have_url(re.compile("topic=optimization$"))
    expect(links(page).first).to_have_text("What is the lantern for?")
    other = new_page()
    other.goto(page.url)
    expect(links(other)).to_have_text(links(page).all_inner_texts())
    expect(box(other)).to_have_value("what is the lantern optimization")


def test_back_and_forward_restore_what_was_searched(page: Page, large_site: Site) -> None:
    open_page(page, large_site)
    page.keyboard.type("lantern")
    page.keyboard.press("Enter")
    expect(links(page)).to_have_text(["What is the lantern for?"])
    box(page).fill("saddle")
    expect(links(page)).to_have_text(["What is the saddle for?"])
    page.keyboard.press("Enter")
    page.get_by_role("checkbox", name="Optimization").check()
    expect(page.get_by_role("button", name="Remove filter: Optimization")).to_be_visible()

    page.go_back()
    expect(page.get_by_role("button", name="Remove filter: Optimization")).to_have_count(0)
    expect(links(page)).to_have_text(["What is the saddle for?"])
    page.go_back()
    expect(box(page)).to_have_value("lantern")
    expect(links(page)).to_have_text(["What is the lantern for?"])
    expect(page).to_have_title("lantern - Search - Recto")
    page.go_back()
    expect(box(page)).to_have_value("")
    expect(page.get_by_role("region", name="Recent searches")).to_be_visible()
    page.go_forward()
    expect(links(page)).to_have_text(["What is the lantern for?"])
    expect(page).to_have_url(large_site.at("search/?q=lantern"))


def test_back_from_a_result_leads_to_the_same_results(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}&page=2"))
    expect(links(page)).to_have_count(SIZE)
    titles = links(page).all_inner_texts()
    links(page).nth(3).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[3])
    page.go_back()
    expect(links(page)).to_have_text(titles)
    expect(page.get_by_role("status")).to_have_text("46 questions, page 2 of 3")


def test_back_from_a_result_leads_to_where_it_stood(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    links(page).last.scroll_into_view_if_needed()
    place = page.evaluate("scrollY")
    assert place > 0
    links(page).last.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.go_back()
    page.wait_for_function("place => Math.abs(scrollY - place) < 2", arg=place)


def test_escape_in_the_box_loses_nothing(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    box(page).press("Escape")
    expect(links(page)).to_have_count(SIZE)
    expect(box(page)).to_have_value(EVERYWHERE)


def test_what_is_typed_does_not_fill_the_history(page: Page, large_site: Site) -> None:
    page.goto(large_site.at("about/"))
    opener(page).click(modifiers=["Meta"])
    expect(box(page)).to_be_focused()
    for character in "lantern":
        page.keyboard.type(character)
    expect(links(page)).to_have_text(["What is the lantern for?"])
    page.go_back()
    expect(page).to_have_url(large_site.at("about/"))


def test_the_title_of_the_window_names_the_query(page: Page, large_site: Site) -> None:
    page.goto(large_site.at("search/?q=lantern"))
    expect(page).to_have_title("lantern - Search - Recto")
    box(page).fill("saddle")
    expect(page).to_have_title("saddle - Search - Recto")
    box(page).fill("")
    expect(page).to_have_title("Search - Recto")


def test_pages_hold_each_result_once(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    seen: list[str] = []
    for number, size in ((1, SIZE), (2, SIZE), (3, 6)):
        if number > 1:
            page.get_by_role("link", name="Next page").click()
        expect(page.get_by_text(f"Page {number} of 3", exact=True)).to_be_visible()
        expect(links(page)).to_have_count(size)
        seen += links(page).all_inner_texts()
    expect(page.get_by_role("link", name="Next page")).to_have_count(0)
    assert sorted(seen) == sorted([*(f"What is the {noun} for?" for noun in NOUNS), CHINESE])


def test_the_links_between_pages_are_addresses(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    link = page.get_by_role("link", name="Next page")
    target = large_site.at(f"search/?q={EVERYWHERE}&page=2")
    assert link.evaluate("e => e.href") == target
    link.click()
    expect(page).to_have_url(target)
    expect(page.get_by_role("list", name="Questions")).to_be_focused()
    expect(page.get_by_role("status")).to_be_in_viewport()
    titles = links(page).all_inner_texts()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Previous page").click(modifiers=["Control"])
    expect(opened.value).to_have_url(large_site.at(f"search/?q={EVERYWHERE}"))
    page.goto(target)
    expect(links(page)).to_have_text(titles)


def test_a_page_beyond_the_last_is_the_last_and_another_query_begins_at_its_first(
    page: Page, large_site: Site
) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}&page=99"))
    expect(page.get_by_role("status")).to_have_text("46 questions, page 3 of 3")
    expect(links(page)).to_have_count(6)
    box(page).fill(f"{EVERYWHERE} lantern")
    expect(links(page).first).to_have_text("What is the lantern for?")
    expect(page).to_have_url(large_site.at(f"search/?q={EVERYWHERE}+lantern"))
