"""The site's keys: each does one thing where it means anything, and can be switched off."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import complaints
from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS
from tests.browser.searching import box, links

BADGER = "questions/what-is-the-badger-for/"
"""A question with others before and after it."""

ANSWER = "Gradient descent walks downhill."

SINGLE = ("/", "s", "?", "a", "j", "k", "ArrowRight", "ArrowLeft", "r", "t")

FIELDS = (
    '<input aria-label="field">',
    '<input aria-label="field" readonly>',
    '<input aria-label="field" type="search">',
    '<textarea aria-label="field"></textarea>',
    '<select aria-label="field"><option>apron<option>jacket<option>table</select>',
    '<p aria-label="field" contenteditable></p>',
    '<p aria-label="field" role="textbox" tabindex="0"></p>',
    '<p aria-label="field" role="combobox" tabindex="0"></p>',
)

WIDE = '<pre aria-label="box" tabindex="0" style="overflow: auto; width: 5rem">{}</pre>'.format(
    "far " * 99
)
MOVED = (
    WIDE,
    WIDE.replace(' aria-label="box" tabindex="0"', "").replace(
        "far", '<a aria-label="box" href="">far</a>', 1
    ),
    '<input aria-label="box" type="radio">',
    '<p aria-label="box" role="slider" tabindex="0"></p>',
    '<audio aria-label="box" controls tabindex="0"></audio>',
)

TELL = """
() => document.addEventListener("keydown", event => { window.isTaken = event.defaultPrevented })
"""


def add(page: Page, html: str) -> None:
    """Put more into the page."""
    page.get_by_role("article").evaluate(
        "(e, html) => e.insertAdjacentHTML('beforeend', html)", html
    )


def is_taken(page: Page, key: str) -> bool:
    """Press a key; whether the site did anything with it. `TELL` has to watch the page."""
    page.keyboard.press(key)
    return bool(page.evaluate("isTaken"))


def dispatch(page: Page, **event: object) -> None:
    """Press a key that the keyboard here does not have."""
    page.evaluate(
        """event => document.body.dispatchEvent(
          new KeyboardEvent("keydown", { bubbles: true, cancelable: true, ...event }))""",
        event,
    )


def neighbour(page: Page, way: str) -> Locator:
    """The link to the next or previous question, or page of the list."""
    name = {"next": "Next", "prev": "Previous"}[way]
    return page.get_by_role("article").get_by_role("link", name=re.compile(f"^{name} (in|page)"))


def address(link: Locator) -> str:
    return str(link.evaluate("link => link.href"))


def sheet(page: Page) -> Locator:
    """The open list of shortcuts."""
    return page.get_by_role("dialog", name="Keyboard shortcuts")


def open_sheet(page: Page) -> Locator:
    page.get_by_role("button", name="Keyboard shortcuts").click()
    expect(sheet(page)).to_be_visible()
    return sheet(page)


def switch(page: Page) -> Locator:
    return sheet(page).get_by_role("switch", name="Single-key shortcuts")


def switch_off(page: Page) -> None:
    open_sheet(page)
    switch(page).uncheck()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def wait_for_answer_key(page: Page) -> None:
    """Wait until the keys are there that only some pages have."""
    expect(page.locator("summary").first).to_have_attribute("aria-keyshortcuts", "a")


def wait_for_neighbours(page: Page) -> None:
    """Wait until the keys are there that only some pages have."""
    expect(neighbour(page, "next")).to_have_attribute("aria-keyshortcuts", re.compile("^j "))


@pytest.mark.parametrize(
    ("key", "way"), [("j", "next"), ("ArrowRight", "next"), ("k", "prev"), ("ArrowLeft", "prev")]
)
@pytest.mark.parametrize("path", [BADGER, "questions/page/2/"])
def test_keys_lead_to_the_next_and_to_the_previous(
    page: Page, large_site: Site, path: str, key: str, way: str
) -> None:
    page.goto(large_site.at(path))
    wait_for_neighbours(page)
    target = address(neighbour(page, way))
    page.keyboard.press(key)
    expect(page).to_have_url(target)


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


@pytest.mark.parametrize("html", MOVED)
def test_the_arrows_are_left_to_what_they_move(page: Page, large_site: Site, html: str) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    add(page, html)
    page.evaluate(TELL)
    page.get_by_label("box").focus()
    assert [is_taken(page, key) for key in ("ArrowRight", "ArrowLeft")] == [False, False]
    target = address(neighbour(page, "next"))
    page.keyboard.press("j")
    expect(page).to_have_url(target)


def test_the_arrows_are_left_to_a_wide_box_that_was_clicked(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    add(page, WIDE.replace("tabindex", "data-tabindex"))
    page.evaluate(TELL)
    page.get_by_label("box").click()
    assert is_taken(page, "ArrowRight") is False


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
def test_keys_lead_to_the_topics_and_to_the_list_of_keys_from_everywhere(
    page: Page, site: Site, kind: str
) -> None:
    page.goto(site.at(KINDS[kind]))
    page.get_by_role("banner").get_by_role("link").first.focus()
    page.keyboard.press("?")
    expect(sheet(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("t")
    expect(page).to_have_url(site.at("topics/"))


@pytest.mark.parametrize("kind", ["home", "topics", "about", "absent", "404"])
@pytest.mark.parametrize("key", ["a", "j", "k", "ArrowRight", "ArrowLeft"])
def test_a_key_without_a_meaning_on_the_page_is_left_alone(
    page: Page, site: Site, kind: str, key: str
) -> None:
    page.goto(site.at(KINDS[kind]), wait_until="networkidle")
    page.evaluate(TELL)
    assert is_taken(page, key) is False


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_keeps_its_keys(page: Page, large_site: Site, field: str) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    add(page, field)
    page.evaluate(TELL)
    page.get_by_label("field").focus()
    assert [key for key in (*SINGLE, "Control+k") if is_taken(page, key)] == []


@pytest.mark.parametrize("modifier", ["Alt", "Control", "Meta", "Shift"])
def test_a_key_with_a_modifier_is_left_alone(page: Page, large_site: Site, modifier: str) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    page.evaluate(TELL)
    letters = "AJKRST" if modifier == "Shift" else "ajrst"
    keys = [f"{modifier}+{key}" for key in (*letters, "ArrowRight", "ArrowLeft")]
    assert [key for key in keys if is_taken(page, key)] == []


def test_a_key_that_is_held_down_acts_once(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    for _ in range(2):
        page.keyboard.down("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.parametrize(
    "event", [{"isComposing": True}, {"altKey": True}, {"ctrlKey": True, "metaKey": True}]
)
def test_what_is_composed_or_combined_is_no_shortcut(
    page: Page, site: Site, event: dict[str, bool]
) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    dispatch(page, key="a", code="KeyA", **event)
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    dispatch(page, key="a", code="KeyA")
    expect(page.get_by_text(ANSWER)).to_be_visible()


def test_a_key_that_something_on_the_page_took_is_left_to_it(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    page.locator("h1").evaluate(
        "h1 => h1.addEventListener('keydown', event => event.preventDefault())"
    )
    page.locator("h1").evaluate("h1 => { h1.tabIndex = 0; h1.focus() }")
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()
    expect(page.locator("h1")).to_be_focused()


@pytest.mark.parametrize(
    ("key", "code"),
    [("a", "KeyQ"), ("A", "KeyA"), ("ф", "KeyA"), ("α", "KeyA"), ("ش", "KeyA")],
    ids=["AZERTY", "caps lock", "Cyrillic", "Greek", "Arabic"],
)
def test_the_letter_counts_or_the_latin_one_beside_it(
    page: Page, site: Site, key: str, code: str
) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    dispatch(page, key=key, code=code)
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.parametrize(("key", "code"), [("q", "KeyA"), ("ą", "KeyA"), ("A", "")])
def test_another_latin_letter_at_the_place_of_a_key_is_no_shortcut(
    page: Page, site: Site, key: str, code: str
) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    dispatch(page, key=key, code=code, shiftKey=key == "A")
    expect(page.get_by_text(ANSWER)).to_be_hidden()


@pytest.mark.parametrize(("key", "name"), [("?", "Keyboard shortcuts"), ("/", "Search")])
@pytest.mark.parametrize("shift", [True, False])
def test_signs_may_be_shifted_keys(
    page: Page, site: Site, key: str, name: str, *, shift: bool
) -> None:
    page.goto(site.url)
    dispatch(page, key=key, shiftKey=shift)
    expect(page.get_by_role("dialog", name=name)).to_be_visible()


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


def test_escape_closes_the_list_of_keys_and_leads_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    link = page.get_by_role("link", name="All topics")
    link.focus()
    page.keyboard.press("?")
    expect(sheet(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(link).to_be_focused()


def test_the_button_opens_the_list_of_keys_and_closing_it_leads_back(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    for _ in range(2):
        open_sheet(page).get_by_role("button", name="Close").click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_role("button", name="Keyboard shortcuts")).to_be_focused()


def test_a_click_beside_the_list_of_keys_closes_it(page: Page, site: Site) -> None:
    page.goto(site.url)
    open_sheet(page)
    page.mouse.click(3, 3)
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_list_names_every_key(page: Page, site: Site) -> None:
    page.goto(site.url)
    names = open_sheet(page).locator("kbd").all_inner_texts()
    arrows = {"→": "ArrowRight", "←": "ArrowLeft"}
    assert {arrows.get(name, name) for name in names} == {*SINGLE, "Ctrl+K", "Esc"}


def test_while_the_list_is_open_the_page_behind_has_no_keys(page: Page, large_site: Site) -> None:
    page.goto(large_site.at(BADGER))
    wait_for_neighbours(page)
    open_sheet(page)
    page.evaluate(TELL)
    assert [key for key in (*SINGLE, "Control+k") if is_taken(page, key)] == []
    expect(page.get_by_role("dialog")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_axe_finds_nothing_in_the_list_of_keys(
    new_page: Callable[..., Page], site: Site, scheme: str, width: int
) -> None:
    page = new_page(
        color_scheme=scheme, reduced_motion="reduce", viewport={"width": width, "height": 800}
    )
    page.goto(site.at(GRADIENT))
    open_sheet(page)
    assert complaints(page) == []
    switch(page).uncheck()
    assert complaints(page) == []
    assert sheet(page).evaluate("dialog => dialog.scrollWidth - dialog.clientWidth") == 0


def test_switched_off_no_key_by_itself_does_anything_on_any_page(
    page: Page, large_site: Site
) -> None:
    page.goto(large_site.url)
    switch_off(page)
    page.goto(large_site.at(BADGER))
    page.evaluate(TELL)
    assert [key for key in SINGLE if is_taken(page, key)] == []
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("Control+k")
    expect(box(page.get_by_role("dialog", name="Search"))).to_be_focused()


def test_switched_on_again_the_keys_are_back(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    switch_off(page)
    page.reload()
    open_sheet(page)
    expect(switch(page)).not_to_be_checked()
    switch(page).check()
    page.keyboard.press("Escape")
    wait_for_answer_key(page)
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_visible()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_theme_has_no_keys_of_its_own(page: Page, site: Site, *, is_on: bool) -> None:
    page.goto(site.at("about/"))
    assert page.locator("link[rel=next]").count() == 1
    if not is_on:
        switch_off(page)
    leaves: list[bool] = []
    page.on("request", lambda request: leaves.append(request.is_navigation_request()))
    for key in ("n", ".", "p", ",", "f"):
        page.keyboard.press(key)
    page.evaluate("() => fetch(location.href).then(response => response.text())")
    assert leaves == [False]
    expect(page).to_have_url(site.at("about/"))


def test_a_question_tells_of_its_keys_as_long_as_they_are_on(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    summary = page.locator("summary")
    opener = page.get_by_role("banner").get_by_role("link", name="Search")
    expect(summary).to_contain_text("min read, press a")
    expect(summary).to_have_attribute("aria-keyshortcuts", "a")
    expect(opener).to_have_attribute("aria-keyshortcuts", "/ s Control+K Meta+K")
    expect(opener.locator("kbd")).to_be_visible()
    switch_off(page)
    for _ in range(2):
        expect(summary).not_to_contain_text("press")
        expect(summary).not_to_have_attribute("aria-keyshortcuts", re.compile(""))
        expect(opener).to_have_attribute("aria-keyshortcuts", "Control+K Meta+K")
        expect(opener.locator("kbd")).to_have_count(0)
        page.reload()
    open_sheet(page)
    switch(page).check()
    expect(summary).to_contain_text("min read, press a")
    expect(opener.locator("kbd")).to_be_visible()


def test_what_a_screen_reader_says_of_the_answer_leaves_the_hint_out(
    page: Page, site: Site
) -> None:
    page.goto(site.at(GRADIENT))
    expect(page.locator("summary")).to_contain_text("press a")
    expect(page.locator("summary")).to_have_accessible_name(re.compile(r"min read$"))


def test_a_telephone_is_not_told_of_keys(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    expect(page.locator("summary")).to_have_text(re.compile("min read$"))


def test_a_switch_in_one_tab_holds_in_the_others(page: Page, site: Site) -> None:
    page.goto(site.at(GRADIENT))
    wait_for_answer_key(page)
    other = page.context.new_page()
    other.goto(site.url)
    switch_off(other)
    expect(page.locator("summary")).not_to_contain_text("press")
    page.keyboard.press("a")
    expect(page.get_by_text(ANSWER)).to_be_hidden()


@pytest.mark.parametrize(
    "event",
    [
        "dispatchEvent(new Event('pageshow'))",
        "document.dispatchEvent(new Event('prerenderingchange'))",
    ],
)
def test_a_page_that_was_kept_or_made_ready_before_tells_what_holds_now(
    page: Page, site: Site, event: str
) -> None:
    page.goto(site.at(GRADIENT))
    expect(page.locator("summary")).to_contain_text("press a")
    page.evaluate("localStorage.setItem('recto.keys', 'false')")
    page.evaluate(event)
    expect(page.locator("summary")).not_to_contain_text("press")


def test_without_javascript_no_button_does_nothing(plain_page: Page, site: Site) -> None:
    plain_page.goto(site.url)
    expect(plain_page.get_by_role("heading", level=1)).to_be_visible()
    expect(plain_page.get_by_role("button", name="Keyboard shortcuts")).to_have_count(0)
    expect(plain_page.get_by_role("link", name="Start with one")).to_have_count(0)
