"""Everything can be read, also where no JavaScript runs."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.projects import OWNERS

LABEL = re.compile(r"(Instruction|Context):\s*")
HEADINGS = {"Official Answer", "Related Questions"}
ARABIC = "ما-هو-التعلم-الآلي"


def shipped_questions() -> list[tuple[str, list[str]]]:
    """For each shipped source the title, and all paragraphs as a reader should see them."""
    texts = [file.read_text(encoding="utf-8") for file in OWNERS]
    split = [[" ".join(part.split()) for part in re.split(r"\n\s*\n", text)] for text in texts]
    return [
        (parts[0], [LABEL.sub("", part) for part in parts if part and part not in HEADINGS])
        for parts in split
    ]


def open_shipped(page: Page, site: Site, title: str) -> None:
    page.goto(site.at("questions/"))
    page.get_by_role("article").get_by_role("link", name=title, exact=True).click()
    page.get_by_text("Official answer").click()


def test_without_javascript_the_answer_of_a_shipped_question_opens_on_a_click(
    plain_page: Page, shipped_site: Site
) -> None:
    for title, paragraphs in shipped_questions():
        open_shipped(plain_page, shipped_site, title)
        expect(plain_page.get_by_text(paragraphs[-1])).to_be_visible()


def test_without_javascript_the_answer_is_closed_at_first(
    plain_page: Page, shipped_site: Site
) -> None:
    for title, paragraphs in shipped_questions():
        open_shipped(plain_page, shipped_site, title)
        plain_page.reload()
        expect(plain_page.get_by_text(paragraphs[-1])).to_be_hidden()


def test_every_paragraph_of_a_shipped_source_is_on_its_page(
    plain_page: Page, shipped_site: Site
) -> None:
    questions = shipped_questions()
    assert questions
    for title, paragraphs in questions:
        open_shipped(plain_page, shipped_site, title)
        shown = " ".join(plain_page.get_by_role("article").inner_text().split())
        assert [part for part in paragraphs if part not in shown] == []


def test_without_javascript_an_answer_opens_by_keyboard(
    plain_page: Page, shipped_site: Site
) -> None:
    title, paragraphs = shipped_questions()[0]
    open_shipped(plain_page, shipped_site, title)
    plain_page.reload()
    plain_page.locator("summary").press("Enter")
    expect(plain_page.get_by_text(paragraphs[-1])).to_be_visible()


def test_a_question_in_arabic_says_so_and_runs_from_right_to_left(page: Page, site: Site) -> None:
    page.goto(site.question(ARABIC))
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("ما هو التعلم الآلي؟")
    assert heading.evaluate("element => element.closest('[lang]').lang") == "ar"
    assert heading.evaluate("element => getComputedStyle(element).direction") == "rtl"


def test_a_question_in_arabic_leaves_the_frame_around_it_in_english(page: Page, site: Site) -> None:
    page.goto(site.question(ARABIC))
    link = page.get_by_role("link", name="Report a problem")
    assert link.evaluate("element => element.closest('[lang]').lang") == "en"
    assert link.evaluate("element => getComputedStyle(element).direction") == "ltr"


def test_no_heading_of_a_closed_answer_shows_anywhere(page: Page, site: Site) -> None:
    page.goto(site.question("what-does-gradient-descent-do"))
    expect(page.get_by_role("heading", name="Official answer")).to_be_visible()
    for heading in ("Why it converges", "Momentum", "Schedules"):
        expect(page.get_by_text(heading)).to_have_count(1)
        expect(page.get_by_text(heading)).to_be_hidden()


def test_no_navigation_lists_a_heading_of_an_answer(plain_page: Page, site: Site) -> None:
    plain_page.goto(site.question("what-does-gradient-descent-do"))
    plain_page.get_by_text("Official answer").click()
    expect(plain_page.get_by_role("heading", name="Momentum")).to_be_visible()
    for navigation in plain_page.locator("nav").all():
        assert "Momentum" not in str(navigation.text_content())
    assert plain_page.locator("nav a[href*='#answer']").count() == 0


def test_lists_quotes_and_code_run_from_right_to_left_too(page: Page, site: Site) -> None:
    page.goto(site.question(ARABIC))
    page.locator("summary").first.click()
    found = page.evaluate("""() => {
      const added = document.createElement("div")
      added.innerHTML = "<ul><li>x</li></ul><blockquote>x</blockquote><code>x</code>"
      document.querySelector("details").append(added)
      const of = (name) => getComputedStyle(added.querySelector(name))
      const [quote, { unicodeBidi }] = [of("blockquote"), of("code")]
      const margins = [of("ul").marginLeft, of("li").marginLeft]
      return [...margins, quote.borderLeftWidth, quote.borderRightWidth, unicodeBidi]
    }""")
    assert found == ["0px", "0px", "0px", "2px", "isolate"]
