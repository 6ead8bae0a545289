"""What has the focus can be seen, whole."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting import Site
from tests.browser.kinds import GRADIENT, KINDS

IS_COVERED = """
() => {
  const header = document.querySelector("header")
  const { activeElement } = document
  if (activeElement === document.body || header.contains(activeElement)) return null
  return activeElement.getBoundingClientRect().top < header.getBoundingClientRect().bottom
}
"""
"""Whether what has the focus is behind the header; null where it is in it, or nothing has."""

DISTANCE = """
element => element.getBoundingClientRect().top -
  document.querySelector("header").getBoundingClientRect().bottom
"""


@pytest.mark.parametrize("kind", ["list", "table", "manual"])
def test_what_has_the_focus_is_not_behind_the_header(page: Page, site: Site, kind: str) -> None:
    page.set_viewport_size({"width": 360, "height": 600})
    page.goto(site.at(KINDS[kind]))
    page.get_by_role("contentinfo").get_by_role("link").last.focus()
    covered = []
    while (is_covered := page.evaluate(IS_COVERED)) is not None:
        covered.append(is_covered)
        page.keyboard.press("Shift+Tab")
    assert len(covered) > 5
    assert not any(covered)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("maintainers/source-format/#encoding", "Encoding"),
        ("questions/what-does-gradient-descent-do/#answer-momentum", "Momentum"),
    ],
)
def test_what_a_link_leads_to_stands_right_below_the_header(
    page: Page, site: Site, path: str, name: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 300})
    page.goto(site.at(path))
    heading = page.get_by_role("heading", name=name)
    expect(heading).to_be_in_viewport(ratio=1)
    assert 0 <= heading.evaluate(DISTANCE) <= 40


def test_the_keyboard_opens_the_menu_and_reaches_nothing_of_it_before(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 768, "height": 900})
    page.goto(site.at(KINDS["manual"]))
    menu = page.get_by_role("button", name="Menu")
    content = page.get_by_role("article").get_by_role("link").first
    expect(menu).to_have_attribute("aria-expanded", "false")
    menu.focus()
    focused = presses(page, content)
    assert not any("md-nav" in names for names in focused)
    menu.focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    navigation = page.get_by_role("navigation", name="Navigation")
    expect(navigation).to_be_in_viewport(ratio=1)
    focused = presses(page, content)
    assert any("md-nav" in names for names in focused)
    menu.focus()
    page.keyboard.press("Space")
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(navigation).to_be_hidden()


def presses(page: Page, end: Locator) -> list[str]:
    """The classes of what has the focus one after the other, up to an element that has it last.

    All of it can be seen.
    """
    focused = []
    while not end.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
        held = page.locator(":focus")
        expect(held).to_be_in_viewport()
        focused.append(held.get_attribute("class") or "")
    return focused


def test_without_a_script_the_mouse_opens_the_menu(plain_page: Page, site: Site) -> None:
    plain_page.set_viewport_size({"width": 768, "height": 900})
    plain_page.goto(site.at(KINDS["manual"]))
    expect(plain_page.get_by_role("button", name="Menu")).to_be_hidden()
    navigation = plain_page.get_by_role("navigation", name="Navigation", include_hidden=True)
    expect(navigation).not_to_be_in_viewport()
    plain_page.get_by_title("Menu").filter(visible=True).click()
    expect(navigation).to_be_in_viewport(ratio=1)


def test_a_question_that_is_too_high_for_the_window_is_scrolled_by_keyboard(
    page: Page, site: Site
) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(site.at(GRADIENT))
    question = page.locator(".recto-ask")
    expect(question).not_to_have_attribute("tabindex", "0")
    page.set_viewport_size({"width": 1440, "height": 240})
    expect(question).to_have_attribute("tabindex", "0")
    question.focus()
    page.keyboard.press("End")
    expect(question.get_by_text("Candidates should name")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("part", [".recto-ask", ".recto-related"])
@pytest.mark.parametrize("width", [360, 1440])
def test_the_ring_around_what_has_the_focus_is_whole(
    page: Page, site: Site, part: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.question("how-do-you-read-a-confusion-matrix"))
    page.evaluate("document.documentElement.style.setProperty('--recto-accent', '#f0f')")
    page.keyboard.press("Tab")
    link = page.locator(part).get_by_role("link", name=re.compile("^[A-Z]")).first
    link.focus()
    before = link.bounding_box()
    assert before is not None
    strip = {"x": before["x"] - 8, "y": before["y"] + 4, "width": 8, "height": 4}
    shot = page.screenshot(clip=strip)  # type: ignore[arg-type]
    colours = Image.open(BytesIO(shot)).convert("RGB").getcolors() or []
    assert (255, 0, 255) in [colour for _, colour in colours]
