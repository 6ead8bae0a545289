"""What is printed of a page: what is read, black on white, and nothing of the site around it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.holding import changed
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS

ANSWER = "Gradient descent walks downhill."
MATRIX = "questions/how-do-you-read-a-confusion-matrix/"
PROOF = "https://en.wikipedia.org/wiki/Bayes%27_theorem"

UNREADABLE = "https://[oops/x"
"""An address that browsers cannot make out the host of."""

BLACK, WHITE = "rgb(0, 0, 0)", "rgb(255, 255, 255)"

PRINTS = """
() => {
  window.printed = 0
  window.print = () => { window.printed += 1; dispatchEvent(new Event("beforeprint")) }
}
"""
"""Has the page print, and stay as it is printed until `AFTERWARDS`."""

AFTERWARDS = "dispatchEvent(new Event('afterprint'))"

ADDED = "link => getComputedStyle(link, '::after').content"
"""What stands behind a link."""


def on_paper(page: Page) -> Page:
    page.emulate_media(media="print")
    return page


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("fragment", ["", "#official-answer"], ids=["closed", "open"])
def test_a_question_is_printed_with_its_answer(
    new_page: Callable[..., Page], site: Site, fragment: str, *, is_scripted: bool
) -> None:
    page = on_paper(new_page(java_script_enabled=is_scripted))
    page.goto(site.at(GRADIENT) + fragment)
    expect(title(page)).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    expect(page.get_by_role("heading", name="Official answer")).to_be_visible()


@pytest.mark.parametrize("is_scripted", [True, False], ids=["script", "no script"])
def test_nothing_of_the_site_is_printed_around_a_question(
    new_page: Callable[..., Page], site: Site, *, is_scripted: bool
) -> None:
    page = on_paper(new_page(java_script_enabled=is_scripted))
    page.goto(site.at(MATRIX))
    expect(title(page)).to_be_visible()
    for around in (
        page.get_by_role("banner"),
        page.get_by_role("contentinfo"),
        page.get_by_role("navigation"),
        page.get_by_role("button"),
        page.get_by_text("Related questions"),
        page.get_by_text("min read"),
        page.get_by_role("link", name="Report a problem"),
    ):
        assert [one for one in around.all() if one.is_visible()] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_is_white_and_ink_black(
    new_page: Callable[..., Page], site: Site, scheme: str
) -> None:
    page = on_paper(new_page(color_scheme=scheme))
    page.goto(site.at(GRADIENT))
    for element in (title(page), page.get_by_text(ANSWER), page.get_by_text("Explain one step")):
        expect(element).to_have_css("color", BLACK)
    for element in (page.locator("html"), page.locator("body")):
        expect(element).to_have_css("background-color", WHITE)


def test_text_is_11_points_high_whatever_the_screen_is(page: Page, site: Site) -> None:
    on_paper(page).goto(site.at(GRADIENT))
    for width in (360, 1440, 3000):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("innerWidth") == width
        size = page.get_by_text(ANSWER).evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert size * 72 / 96 == pytest.approx(11, abs=0.05)


@pytest.mark.own_page
@pytest.mark.parametrize(
    ("button", "is_answer_printed"),
    [("Print the question", False), ("Print with the answer", True)],
)
def test_a_button_prints_the_question_with_or_without_its_answer(
    page: Page, site: Site, button: str, *, is_answer_printed: bool
) -> None:
    page.add_init_script(f"({PRINTS})()")
    page.goto(site.at(GRADIENT))
    page.get_by_role("button", name=button).click()
    assert page.evaluate("window.printed") == 1
    on_paper(page)
    expect(title(page)).to_be_visible()
    expect(page.get_by_text(ANSWER)).to_be_visible(visible=is_answer_printed)
    page.evaluate(AFTERWARDS)
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.parametrize("is_open", [False, True])
def test_after_printing_the_page_is_as_it_was(page: Page, site: Site, *, is_open: bool) -> None:
    page.goto(site.at(KINDS["maths"].partition("#")[0]))
    if is_open:
        page.get_by_text("Official answer").click()
    article = page.get_by_role("article")
    expect(page.locator("details")).to_have_js_property("open", is_open)
    before = article.inner_html()
    assert pages(page.pdf()) == 1
    expect(page.locator("details")).to_have_js_property("open", is_open)
    assert article.inner_html() == before


@pytest.mark.own_page
def test_paper_says_where_links_lead(page: Page, site: Site) -> None:
    page.add_init_script(f"({PRINTS})()")
    page.goto(site.at(KINDS["maths"]))
    outside = page.get_by_role("link", name="reference")
    inside = page.get_by_role("link", name="matrix of a classifier")
    assert [link.evaluate(ADDED) for link in (outside, inside)] == ["none", "none"]
    page.get_by_role("button", name="Print with the answer").click()
    on_paper(page)
    assert outside.evaluate(ADDED) == f'" ({PROOF})"'
    assert inside.evaluate(ADDED) == f'" ({site.at(MATRIX)})"'


@pytest.mark.own_page
def test_an_address_that_no_browser_can_read_is_told_as_it_is(page: Page, site: Site) -> None:
    changed(page, "**/state-the-theorem-of-bayes/", {PROOF: UNREADABLE})
    page.add_init_script(f"({PRINTS})()")
    page.goto(site.at(KINDS["maths"]))
    page.get_by_role("button", name="Print with the answer").click()
    on_paper(page)
    told = page.get_by_role("link", name="reference").evaluate(ADDED)
    assert told == f'" ({UNREADABLE})"'
    inside = page.get_by_role("link", name="matrix of a classifier")
    assert inside.evaluate(ADDED) == f'" ({site.at(MATRIX)})"'


def test_no_address_stands_on_the_titles_of_what_was_found(page: Page, site: Site) -> None:
    page.goto(site.at("search/?q=gradient"))
    found = page.get_by_role("list", name="Questions").get_by_role("link").first
    expect(found).to_be_visible()
    on_paper(page)
    assert found.evaluate(ADDED) == "none"


@pytest.mark.own_page
def test_links_within_the_site_are_told_as_at_its_own_address(page: Page, site: Site) -> None:
    page.add_init_script(f"({PRINTS})()")
    page.goto(site.at(KINDS["maths"]))
    own = "https://example.org/bank/"
    page.locator("link[rel=canonical]").evaluate(
        "(link, own) => { link.href = own + 'questions/state-the-theorem-of-bayes/' }", own
    )
    page.get_by_role("button", name="Print with the answer").click()
    on_paper(page)
    inside = page.get_by_role("link", name="matrix of a classifier")
    assert inside.evaluate(ADDED) == f'" ({own}{MATRIX})"'


def test_without_a_script_paper_says_where_links_out_of_the_site_lead(
    plain_page: Page, site: Site
) -> None:
    on_paper(plain_page).goto(site.at(KINDS["maths"]))
    outside = plain_page.get_by_role("link", name="reference")
    inside = plain_page.get_by_role("link", name="matrix of a classifier")
    assert [outside.evaluate(ADDED), inside.evaluate(ADDED)] == [f'" ({PROOF})"', "none"]


@pytest.mark.parametrize("path", [GRADIENT, KINDS["topic"], KINDS["list"]])
def test_paper_says_where_the_page_is_found(page: Page, site: Site, path: str) -> None:
    page.goto(site.at(path))
    address = page.get_by_text(site.at(path), exact=True)
    expect(address).to_be_hidden()
    on_paper(page)
    expect(address).to_be_visible()


@pytest.mark.parametrize("kind", ["table", "code"])
def test_what_scrolls_on_the_screen_is_wrapped_on_paper(page: Page, site: Site, kind: str) -> None:
    page.set_viewport_size({"width": 600, "height": 900})
    on_paper(page).goto(site.at(KINDS[kind]))
    for wide in page.locator("table, pre > code").all():
        expect(wide).to_be_visible()
        assert wide.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        assert wide.evaluate("e => e.getBoundingClientRect().right - innerWidth") <= 0


@pytest.mark.parametrize("path", ["topics/machine-learning/", "questions/"])
def test_a_list_is_printed_as_its_titles(page: Page, site: Site, path: str) -> None:
    on_paper(page).goto(site.at(path))
    rows = page.get_by_role("article").get_by_role("listitem").get_by_role("link")
    expect(page.get_by_role("link", name="What does gradient descent do?")).to_be_visible()
    visible = [row for row in rows.all() if row.is_visible()]
    assert visible
    assert all("/questions/" in str(row.evaluate("e => e.href")) for row in visible)
    for around in (page.get_by_role("button"), page.get_by_role("navigation")):
        assert [one for one in around.all() if one.is_visible()] == []


def test_without_javascript_there_is_no_button_to_print(plain_page: Page, site: Site) -> None:
    plain_page.goto(site.at(GRADIENT))
    expect(title(plain_page)).to_be_visible()
    expect(plain_page.get_by_role("button", name="Print")).to_have_count(0)
