"""Filters by topic and difficulty, with counts that agree with the bank's own."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.many import EVERYWHERE
from tests.browser.searching import box, links, open_dialog, options, rows, toggle

LEVELS = ("easy", "medium", "hard")

Question = dict[str, Any]


class Bank:
    """What `questions.json` tells of a site."""

    def __init__(self, site: Site) -> None:
        data = json.loads((site.folder / "questions.json").read_text(encoding="utf-8"))
        self.questions: list[Question] = data["questions"]
        self._topics = {topic["slug"]: topic for topic in data["topics"]}

    def topics(self, question: Question) -> set[str]:
        """The slugs of its topics and of those above."""
        found = set(question["topics"])
        return found | {parent for slug in found if (parent := self._topics[slug]["parent"])}

    def by_topic(self, questions: Iterable[Question]) -> list[str]:
        """Name and count of each topic that has any, the largest first."""
        counts = Counter(slug for question in questions for slug in self.topics(question))
        slugs = sorted(self._topics, key=lambda slug: -counts[slug])
        return [f"{self._topics[slug]['name']} {counts[slug]}" for slug in slugs if counts[slug]]

    def by_level(self, questions: Iterable[Question]) -> list[str]:
        counts = Counter(question["difficulty"] for question in questions)
        return [f"{level.capitalize()} {counts[level]}" for level in LEVELS if counts[level]]


@pytest.fixture
def bank(large_site: Site) -> Bank:
    return Bank(large_site)


def test_counts_are_those_of_the_bank_and_follow_the_query(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    expect(page.get_by_role("status")).to_have_text(f"{len(bank.questions)} questions")
    expect(options(page, "Difficulty")).to_have_text(bank.by_level(bank.questions))
    expect(options(page, "Topic")).to_have_text(bank.by_topic(bank.questions))
    box(page).fill("lantern")
    (lantern,) = (question for question in bank.questions if "lantern" in question["title"])
    expect(options(page, "Difficulty")).to_have_text(bank.by_level([lantern]))
    expect(options(page, "Topic")).to_have_text(bank.by_topic([lantern]))


def test_a_page_that_becomes_wide_shows_the_counts(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.set_viewport_size({"width": 700, "height": 1000})
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    expect(page.get_by_role("status")).to_have_text(f"{len(bank.questions)} questions")
    expect(page.get_by_role("checkbox")).to_have_count(0)
    page.set_viewport_size({"width": 1000, "height": 700})
    expect(options(page, "Topic")).to_have_text(bank.by_topic(bank.questions))


def test_a_filter_narrows_the_results_and_the_counts_of_the_other_kind(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    page.get_by_role("checkbox", name="Medium").check()
    medium = [question for question in bank.questions if question["difficulty"] == "medium"]
    expect(links(page)).to_have_count(len(medium))
    assert set(links(page).all_inner_texts()) == {question["title"] for question in medium}
    expect(options(page, "Topic")).to_have_text(bank.by_topic(medium))
    expect(options(page, "Difficulty")).to_have_text(bank.by_level(bank.questions))


def test_several_filters_of_a_kind_add_up(page: Page, large_site: Site, bank: Bank) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}"))
    page.get_by_role("checkbox", name="Optimization").check()
    page.get_by_role("checkbox", name="Probability").check()
    expected = [q for q in bank.questions if set(q["topics"]) & {"optimization", "probability"}]
    expect(page.get_by_role("status")).to_have_text(f"{len(expected)} questions")
    expect(options(page, "Difficulty")).to_have_text(bank.by_level(expected))


def test_a_topic_above_others_finds_their_questions(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.goto(large_site.at("search/?topic=machine-learning"))
    expected = [q["title"] for q in bank.questions if "machine-learning" in bank.topics(q)]
    expect(links(page)).to_have_count(len(expected))
    assert set(links(page).all_inner_texts()) == set(expected)


def test_a_chip_takes_its_filter_off(page: Page, large_site: Site, bank: Bank) -> None:
    page.goto(large_site.at(f"search/?q={EVERYWHERE}&difficulty=hard&topic=algorithms"))
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(2)
    page.get_by_role("button", name="Remove filter: Hard").click()
    expect(page.get_by_role("checkbox", name="Hard")).not_to_be_checked()
    expect(page.get_by_role("button", name="Remove filter: Algorithms")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(f"{len(bank.questions)} questions")
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
    expect(page.get_by_role("list", name="Filters")).to_be_hidden()
    expect(box(page)).to_be_focused()


def test_filters_that_leave_nothing_can_be_removed_at_once(page: Page, site: Site) -> None:
    page.goto(site.at("search/?q=heavyball&difficulty=hard"))
    expect(page.get_by_text("no question with “heavyball” that passes the filters")).to_be_visible()
    page.get_by_role("button", name="Remove the filters").click()
    expect(links(page)).to_have_count(1)
    expect(page).to_have_url(site.at("search/?q=heavyball"))


def test_a_filter_that_goes_when_it_is_taken_off_leaves_the_focus_among_the_filters(
    page: Page, site: Site
) -> None:
    page.goto(site.at("search/?q=heavyball&difficulty=hard"))
    page.get_by_role("checkbox", name="Hard").press("Space")
    expect(page.get_by_role("checkbox", name="Hard")).to_have_count(0)
    expect(page.get_by_role("checkbox").first).to_be_focused()


def test_the_filters_of_the_dialog_unfold_and_are_chosen_by_keyboard_and_keep_the_focus(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.goto(large_site.url)
    dialog = open_dialog(page)
    page.keyboard.type(EVERYWHERE)
    button = toggle(dialog)
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(dialog.get_by_role("checkbox")).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(options(dialog, "Difficulty")).to_have_count(3)
    button.click()
    expect(dialog.get_by_role("checkbox")).to_have_count(0)
    button.press("Enter")
    checkbox = dialog.get_by_role("checkbox", name="Hard")
    checkbox.press("Space")
    expect(checkbox).to_be_checked()
    hard = [question for question in bank.questions if question["difficulty"] == "hard"]
    expect(dialog.get_by_role("status")).to_have_text(f"{len(hard)} questions")
    expect(options(dialog, "Topic")).to_have_text(bank.by_topic(hard))
    expect(checkbox).to_be_focused()


def test_the_link_to_all_results_keeps_query_and_filters(
    page: Page, large_site: Site, bank: Bank
) -> None:
    page.goto(large_site.at("about/"))
    dialog = open_dialog(page)
    page.keyboard.type(EVERYWHERE)
    toggle(dialog).click()
    dialog.get_by_role("checkbox", name="Hard").check()
    hard = [question for question in bank.questions if question["difficulty"] == "hard"]
    dialog.get_by_role("link", name=f"All {len(hard)} questions").click()
    expect(page).to_have_url(large_site.at(f"search/?q={EVERYWHERE}&difficulty=hard"))
    expect(box(page)).to_have_value(EVERYWHERE)
    expect(page.get_by_role("checkbox", name="Hard")).to_be_checked()
    expect(rows(page)).to_have_count(len(hard))
