"""The look of a page serves reading, whatever the reader's machine and settings are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.axe import PAPER, complaints
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS

SHIFTS = """
() => {
  window.shifts = []
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (!entry.hadRecentInput) window.shifts.push(entry.value)
  }).observe({ type: "layout-shift", buffered: true })
}
"""

CHARACTERS_A_LINE = """
paragraph => {
  const range = document.createRange()
  const text = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode()
  const lines = new Map()
  for (let n = 0; n < text.data.length; n++) {
    range.setStart(text, n)
    range.setEnd(text, n + 1)
    const { top } = range.getBoundingClientRect()
    lines.set(top, (lines.get(top) ?? 0) + 1)
  }
  return [...lines.values()]
}
"""

IS_SOFT = """
() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule && matchMedia(rule.conditionText).matches)
  .flatMap((rule) => [...rule.cssRules])
  .some((rule) => rule instanceof CSSViewTransitionRule && rule.navigation === "auto")
"""

GAP_BEHIND_ROOTS = """
() => {
  const formula = document.querySelector("math")
  formula.innerHTML = "<msqrt><mi>d</mi></msqrt>"
  const { right } = formula.querySelector("msqrt").getBoundingClientRect()
  const gap = right - formula.querySelector("mi").getBoundingClientRect().right
  return gap / parseFloat(getComputedStyle(formula).fontSize)
}
"""

LONG = """
Retrieval brings passages to the model, so that what it says can be traced to where it was read; a
model that was trained on them alone would have to be trained again whenever one of them changed,
and could not tell which of them it leant on when it was asked, nor leave out what is not its own.
"""


@pytest.mark.own_page
@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("kind", ["home", "question", "code", "topic"])
def test_nothing_moves_by_itself(page: Page, site: Site, kind: str, width: int) -> None:
    """Not when fonts arrive late, nor below an answer once it is open."""

    def late(route: Route) -> None:
        page.wait_for_timeout(300)
        route.continue_()

    page.route("**/*.woff2", late)
    page.add_init_script(f"({SHIFTS})()")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.at(KINDS[kind].partition("#")[0]))
    page.wait_for_load_state("networkidle")
    for summary in page.locator("summary").all():
        summary.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert sum(page.evaluate("window.shifts")) == 0
    page.unroute_all(behavior="wait")


def test_text_is_set_in_the_sites_own_font(page: Page, site: Site) -> None:
    page.goto(site.at(KINDS["question"]))
    page.wait_for_load_state("networkidle")
    assert page.evaluate("document.fonts.check('1em Literata')")


def test_a_line_of_an_answer_has_60_to_75_characters(page: Page, site: Site) -> None:
    page.goto(site.at(KINDS["open question"]))
    paragraph = page.locator(".recto-answer p").first
    paragraph.evaluate("(element, text) => { element.textContent = text }", " ".join(LONG.split()))
    for width in (768, 1024, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("innerWidth") == width
        *lines, _ = paragraph.evaluate(CHARACTERS_A_LINE)
        assert len(lines) > 2
        assert 60 <= sum(lines) / len(lines) <= 75, f"at {width} pixels"


def test_a_wide_screen_keeps_the_question_in_view_beside_its_answer(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.at(KINDS["open question"]))
    page.locator(".recto-answer p").first.evaluate(
        "(element, text) => { element.textContent = text.repeat(40) }", LONG
    )
    heading = page.get_by_role("heading", level=1)
    page.mouse.move(1000, 500)
    page.mouse.wheel(0, 1500)
    expect(page.locator("summary")).not_to_be_in_viewport()
    expect(heading).to_be_in_viewport(ratio=1)
    question, answer = heading.bounding_box(), page.locator("summary").bounding_box()
    assert question is not None
    assert answer is not None
    assert question["x"] + question["width"] < answer["x"]


def test_a_text_fragment_opens_the_answer(page: Page, site: Site) -> None:
    """As find-in-page does, which browsers do by the same means."""
    page.goto(site.at(GRADIENT) + "#:~:text=walks%20downhill")
    expect(page.get_by_text("Gradient descent walks downhill.")).to_be_in_viewport()


def test_dark_is_dark_from_the_first_moment_and_without_javascript(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(color_scheme="dark", java_script_enabled=False)
    page.goto(site.at(GRADIENT))
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])


def test_the_chosen_scheme_goes_before_the_systems_until_it_is_the_same(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(site.url)
    page.get_by_role("button", name="Light or dark").click()
    page.goto(site.at(GRADIENT))
    expect(page.locator("body")).to_have_css("background-color", PAPER["light"])
    page.get_by_role("button", name="Light or dark").click()
    expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
    page.emulate_media(color_scheme="light")
    expect(page.locator("body")).to_have_css("background-color", PAPER["light"])


def test_the_chosen_scheme_holds_for_what_is_open_and_for_what_one_goes_back_to(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(color_scheme="light")
    page.goto(site.url)
    other = page.context.new_page()
    other.goto(site.at(GRADIENT))
    other.get_by_role("button", name="Light or dark").click()
    for _ in range(2):
        expect(page.locator("body")).to_have_css("background-color", PAPER["dark"])
        # The browser may have kept the page, and told it nothing.
        page.evaluate("document.documentElement.dataset.rectoScheme = ''")
        page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))")


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_pages_follow_each_other_softly_where_motion_is_welcome(
    new_page: Callable[..., Page], site: Site, motion: str
) -> None:
    page = new_page(reduced_motion=motion)
    page.goto(site.url)
    assert page.evaluate(IS_SOFT) == (motion == "no-preference")


@pytest.mark.parametrize("kind", ["home", "open question", "code", "maths", "topic"])
def test_pages_are_readable_in_forced_colours(
    new_page: Callable[..., Page], site: Site, kind: str
) -> None:
    page = new_page(forced_colors="active", color_scheme="dark")
    page.goto(site.at(KINDS[kind]))
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert complaints(page) == []


def test_the_copy_button_shows_in_forced_colours(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(forced_colors="active")
    page.goto(site.at(KINDS["code"]))
    icon = page.get_by_title("Copy to clipboard").first
    drawn, behind = icon.evaluate(
        "e => [getComputedStyle(e, '::after').backgroundColor,"
        " getComputedStyle(document.body).backgroundColor]"
    )
    assert drawn != behind


def test_code_tells_its_language_and_can_be_copied(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(site.at(KINDS["code"]))
    expect(page.locator(".highlight").first).to_contain_text("Python")
    begins = ["def position_of(", "from dataclasses"]
    for button, code in zip(page.get_by_title("Copy to clipboard").all(), begins, strict=True):
        page.evaluate("navigator.clipboard.writeText('')")
        button.click()
        expect(page.get_by_role("status")).to_have_text("Copied to clipboard")
        assert str(page.evaluate("navigator.clipboard.readText()")).startswith(code)


@pytest.mark.parametrize("kind", ["code", "manual"])
def test_no_two_elements_have_one_id(page: Page, site: Site, kind: str) -> None:
    page.goto(site.at(KINDS[kind]))
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(({ id }) => id)")
    assert [id_ for id_, times in Counter(ids).items() if times > 1] == []


@pytest.mark.own_page
def test_a_maths_font_is_fetched_where_there_is_maths_alone(page: Page, site: Site) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(site.at(KINDS["open question"]))
    page.wait_for_load_state("networkidle")
    assert [url for url in fetched if "math" in url] == []
    page.goto(site.at(KINDS["maths"]))
    page.wait_for_load_state("networkidle")
    assert len([url for url in fetched if "math" in url]) == 1


def test_what_follows_a_root_stands_close_to_it(page: Page, site: Site) -> None:
    page.goto(site.at(KINDS["maths"]))
    page.evaluate("document.fonts.ready")
    assert page.evaluate(GAP_BEHIND_ROOTS) < 0.1


def test_without_style_sheets_and_scripts_a_question_reads_in_order(
    new_page: Callable[..., Page], site: Site
) -> None:
    page = new_page(java_script_enabled=False, complains_of="\\.css$|ERR_FAILED")
    page.route("**/*.css", lambda route: route.abort())
    page.goto(site.question("how-do-you-read-a-confusion-matrix"))
    page.get_by_text("Official answer").click()
    text = page.locator("body").inner_text()
    parts = [
        "Topics",
        "How do you read a confusion matrix?",
        "Model evaluation",
        "A table is enough",
        "Official answer",
        "Rows are what was true",
        "Related questions",
        "What does gradient descent do?",
        "About",
    ]
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)
