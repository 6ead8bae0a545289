"""The search when its files are slow to come, or do not come at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.holding import held, missing
from tests.browser.hosting import Site
from tests.browser.searching import box, links, open_dialog, options

FAILURE = "The search could not be loaded. You may be offline."
PAGE_FAILURE = "The search could not be loaded. Reload the page to try again."

FILES = (
    "search/index.json",
    "search/en/words.txt",
    "search/en/pagefind.js",
    "assets/javascripts/search/engine/engine.js",
    "assets/javascripts/search/engine/bundle.js",
    "search/en/pagefind-entry.json",
    "search/en/*.pf_meta",
    "search/en/wasm.*.pagefind",
    "search/en/fragment/*.pf_fragment",
)

COMPLAINT = r"/search/|/search\.css|[Pp]agefind|meta index"

RECORD = """
() => {
  window.shown = []
  const note = () => document.querySelectorAll("ol a").forEach((a) => window.shown.push(a.search))
  new MutationObserver(note).observe(document.body, { childList: true, subtree: true })
}
"""

COUNT_FOLLOWED = """
() => {
  window.followed = 0
  addEventListener("click", ({ target }) => (window.followed += target.matches("ol a")))
}
"""


@pytest.mark.parametrize("file", FILES)
def test_a_file_that_is_missing_is_told_and_asked_for_again(
    new_page: Callable[..., Page], site: Site, file: str
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, f"**/{file}*"):
        page.goto(site.url)
        dialog = open_dialog(page)
        page.keyboard.type("heavyball")
        expect(dialog.get_by_role("status")).to_contain_text(FAILURE)
        expect(dialog.get_by_text(FAILURE)).to_be_visible()
        expect(dialog.get_by_role("link", name="All topics")).to_be_visible()
    dialog.get_by_role("button", name="Try again").click()
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])
    expect(box(dialog)).to_be_focused()
    expect(dialog.get_by_text(FAILURE)).to_have_count(0)


def test_another_try_takes_what_was_typed_a_moment_before(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, "**/search/index.json"):
        page.goto(site.url)
        dialog = open_dialog(page)
        expect(dialog.get_by_text(FAILURE)).to_be_visible()
    dialog.get_by_role("button", name="Try again").evaluate(
        """button => {
          const box = document.querySelector("dialog input[type=search]")
          box.value = "heavyball"
          box.dispatchEvent(new Event("input", { bubbles: true }))
          button.click()
        }"""
    )
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])
    expect(box(dialog)).to_have_value("heavyball")


def test_another_try_that_fails_is_told_too(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(complains_of=COMPLAINT)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    with missing(page, "**/search/index.json"):
        page.goto(site.at("search/?q=heavyball"))
        for times in (1, 2, 3):
            expect(page.get_by_text(FAILURE)).to_be_visible()
            assert sum(url.endswith("/search/index.json") for url in asked) == times
            with page.expect_response("**/search/index.json"):
                page.get_by_role("button", name="Try again").click()


def test_another_try_without_a_network_stays_on_the_page(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=COMPLAINT)
    page.goto(site.url)
    dialog = open_dialog(page)
    page.context.set_offline(offline=True)
    page.keyboard.type("heavyball")
    again = dialog.get_by_role("button", name="Try again")
    expect(again).to_be_visible()
    with page.expect_event("requestfailed"):
        again.click()
    expect(dialog.get_by_role("status")).to_have_text(FAILURE)
    page.context.set_offline(offline=False)
    again.click()
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])
    expect(page).to_have_url(site.url)


def test_missing_counts_leave_the_results(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, "**/facets.json"), page.expect_response("**/en/facets.json"):
        page.goto(site.at("search/?q=heavyball"))
    expect(links(page)).to_have_text(["What does gradient descent do?"])
    expect(page.get_by_text(FAILURE)).to_have_count(0)


def test_counts_that_were_missing_are_asked_for_again(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, "**/facets.json"), page.expect_response("**/en/facets.json"):
        page.goto(site.at("search/?q=heavyball"))
    expect(links(page)).to_have_count(1)
    box(page).fill("bayes")
    expect(options(page, "Topic")).to_have_text(["Probability 1"])


@pytest.mark.parametrize("file", ["search/dialog.js", "stylesheets/search.css"])
def test_a_dialog_that_is_missing_leads_to_the_search_page(
    new_page: Callable[..., Page], site: Site, file: str
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, f"**/{file}"):
        page.goto(site.url)
        page.keyboard.press("/")
        expect(page).to_have_url(site.at("search/"))
    expect(box(page)).to_be_focused()


def test_a_dialog_waits_for_its_styles_and_keeps_what_is_typed(page: Page, site: Site) -> None:
    dialog = page.get_by_role("dialog", name="Search")
    with held(page, "**/stylesheets/search.css"):
        page.goto(site.url)
        with (
            page.expect_request("**/stylesheets/search.css"),
            page.expect_response("**/search/view.js"),
        ):
            page.keyboard.press("/")
        page.keyboard.type("heavyball")
        expect(dialog).to_have_count(0)
    expect(box(dialog)).to_have_value("heavyball")
    expect(dialog).to_have_css("position", "fixed")
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])


@pytest.mark.parametrize("file", ["search/panel.js", "javascripts/strings.js"])
def test_a_search_page_whose_script_is_missing_says_so(
    new_page: Callable[..., Page], site: Site, file: str
) -> None:
    page = new_page(complains_of=f"{COMPLAINT}|/strings\\.js")
    with missing(page, f"**/{file}"):
        page.goto(site.at("search/"))
        expect(page.get_by_text(PAGE_FAILURE)).to_be_visible()


def test_on_a_search_page_whose_script_is_missing_the_key_for_the_search_reloads_it(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, "**/search/panel.js"):
        page.goto(site.at("search/?q=heavyball"))
        expect(page.get_by_text(PAGE_FAILURE)).to_be_visible()
    page.keyboard.press("/")
    expect(links(page)).to_have_text(["What does gradient descent do?"])


def test_what_is_typed_is_not_kept_for_a_box_that_never_comes(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(complains_of=COMPLAINT)
    with missing(page, "**/search/panel.js"):
        with held(page, "**/search/page.js"):
            with page.expect_request("**/search/page.js"):
                page.goto(site.at("search/"), wait_until="domcontentloaded")
            page.keyboard.press("/")
            page.keyboard.type("t")
        expect(page.get_by_text(PAGE_FAILURE)).to_be_visible()
    page.keyboard.press("t")
    expect(page).to_have_url(site.at("topics/"))


def test_a_slow_answer_does_not_replace_a_newer_one(page: Page, site: Site) -> None:
    with held(page, "**/*.pf_fragment"):
        page.goto(site.url)
        dialog = open_dialog(page)
        page.evaluate(RECORD)
        with page.expect_request("**/*.pf_fragment"):
            page.keyboard.type("heavyball")
        box(dialog).fill("bayes")
        expect(links(dialog)).to_have_text(["State the theorem of Bayes."])
    # This needs the same file, so that it is answered after what was typed first.
    box(dialog).fill("valley")
    expect(links(dialog)).to_have_text(["What does gradient descent do?"])
    assert set(page.evaluate("shown")) == {"?h=bayes", "?h=valley"}


@pytest.mark.parametrize("is_opened_again", [False, True])
def test_closing_the_dialog_calls_off_the_result_that_enter_waits_for(
    page: Page, site: Site, *, is_opened_again: bool
) -> None:
    with held(page, "**/search/index.json"):
        page.goto(site.url)
        page.evaluate(COUNT_FOLLOWED)
        open_dialog(page)
        page.keyboard.type("heavyball")
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
        if is_opened_again:
            open_dialog(page)
    expect(page.locator("dialog ol a")).to_have_text("What does gradient descent do?")
    assert page.evaluate("followed") == 0


def test_a_search_that_takes_long_says_that_it_is_under_way(page: Page, site: Site) -> None:
    with held(page, "**/search/index.json"):
        page.goto(site.url)
        dialog = open_dialog(page)
        page.keyboard.type("heavyball")
        expect(dialog.get_by_role("status")).to_have_text("Searching…")
    expect(dialog.get_by_role("status")).to_have_text("1 question")
