"""The search works in Firefox as it does in Chromium."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser import bidi
from tests.browser.hosting import Site

TITLE = "What does gradient descent do?"

BROKEN_OFF = "status=2152398850"
"""What Firefox says of a download that a new page broke off, NS_BINDING_ABORTED."""

FOUND = "document.querySelector('dialog ol a')?.textContent"
AGAIN = "document.querySelector('.recto-search__nothing button')"
HEADING = "document.querySelector('h1')?.textContent.replace('¶', '')"
MARK = "document.querySelector('details[open] mark')?.textContent"
IS_MARK_IN_VIEW = """
(() => {
  const { top, bottom } = document.querySelector("details[open] mark").getBoundingClientRect()
  return top >= 0 && bottom <= innerHeight
})()
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bidi.Tab]:
    program = bidi.find()
    if program is None:
        pytest.skip("there is no Firefox on the search path")
    with bidi.running(program, tmp_path_factory.mktemp("firefox")) as running:
        yield running


@pytest.fixture
def tab(firefox: bidi.Tab) -> Iterator[bidi.Tab]:
    """A tab whose console has to stay empty."""
    firefox.log.clear()
    yield firefox
    firefox.expect("document.readyState", "complete")
    # A font that was on its way when the reader went on is no fault.
    assert [said for said in firefox.log if BROKEN_OFF not in said] == []


def test_a_word_of_an_answer_is_found_and_marked_by_keyboard_alone(
    tab: bidi.Tab, site: Site
) -> None:
    tab.goto(site.url)
    tab.press("/")
    tab.expect("document.activeElement.type", "search")
    tab.press(*"hevyball")
    tab.expect(FOUND, TITLE)
    tab.press("Enter")
    tab.expect(HEADING, TITLE)
    tab.expect(MARK, "heavyball")
    tab.expect(IS_MARK_IN_VIEW, expected=True)
    tab.press("Escape")
    tab.expect("document.querySelectorAll('mark').length", 0)
    assert tab.evaluate("location.pathname") == "/repo/questions/what-does-gradient-descent-do/"


@pytest.mark.parametrize("path", ["", "search/?q=hevyball"])
@pytest.mark.parametrize("module", ["engine", "bundle"])
def test_another_try_succeeds_where_a_module_was_missing(
    firefox: bidi.Tab, site: Site, module: str, path: str
) -> None:
    with firefox.missing(site.at(f"assets/javascripts/search/engine/{module}.js")):
        firefox.goto(site.at(path))
        if not path:
            firefox.press("/")
            firefox.expect("document.activeElement.type", "search")
            firefox.press(*"hevyball")
        firefox.expect(AGAIN + "?.textContent", "Try again")
    firefox.evaluate(AGAIN + ".click()")
    firefox.expect("document.querySelector('.recto-search ol a')?.textContent", TITLE)
    firefox.expect("document.querySelector('input[type=search]').value", "hevyball")


def test_a_question_in_arabic_is_found(tab: bidi.Tab, site: Site) -> None:
    tab.goto(site.at("search/?q=البريد"))
    tab.expect("document.querySelector('ol a')?.textContent", "ما هو التعلم الآلي؟")
