"""The reader's last searches are kept in the browser until they are cleared."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting import Site
from tests.browser.searching import box, links, open_dialog, open_page


def recent(dialog: Locator) -> Locator:
    return dialog.get_by_role("region", name="Recent searches")


def test_a_search_of_which_a_result_was_opened_is_offered_after_a_reload(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    for words in ("heavyball", "bayes"):
        dialog = open_dialog(page)
        page.keyboard.type(words)
        links(dialog).first.click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.locator("mark").first).to_be_visible()
    page.goto(site.at("about/"))
    page.reload()
    dialog = open_dialog(page)
    expect(recent(dialog).get_by_role("listitem")).to_have_text(["bayes", "heavyball"])
    recent(dialog).get_by_role("button", name="heavyball").click()
    expect(box(dialog)).to_have_value("heavyball")
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])
    expect(recent(dialog)).to_have_count(0)


def test_recent_searches_show_whenever_the_box_is_empty(page: Page, site: Site) -> None:
    open_page(page, site)
    page.keyboard.type("bayes")
    page.keyboard.press("Enter")
    expect(links(page)).to_have_count(1)
    expect(page.get_by_role("region", name="Recent searches")).to_have_count(0)
    box(page).fill("")
    expect(page.get_by_role("region", name="Recent searches")).to_be_visible()


def test_recent_searches_are_reached_with_the_arrow_keys_and_once_cleared_gone_for_good(
    page: Page, site: Site
) -> None:
    open_page(page, site)
    page.keyboard.type("bayes")
    page.keyboard.press("Enter")
    expect(links(page)).to_have_count(1)
    page.goto(site.url)
    dialog = open_dialog(page)
    expect(recent(dialog)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box(dialog)).to_have_value("bayes")
    box(dialog).fill("")
    recent(dialog).get_by_role("button", name="Clear").click()
    expect(recent(dialog)).to_have_count(0)
    page.reload()
    dialog = open_dialog(page)
    expect(dialog.get_by_role("region", name="Topics")).to_be_visible()
    expect(recent(dialog)).to_have_count(0)


def test_what_was_only_typed_is_not_kept(page: Page, site: Site) -> None:
    page.goto(site.url)
    dialog = open_dialog(page)
    page.keyboard.type("bayes")
    expect(links(dialog)).to_have_count(1)
    page.reload()
    dialog = open_dialog(page)
    expect(dialog.get_by_role("region", name="Topics")).to_be_visible()
    expect(recent(dialog)).to_have_count(0)
