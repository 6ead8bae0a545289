"""Topic pages lead to their levels of difficulty, to each other, and through their questions."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hosting import Site
from tests.browser.many import NOUNS, PER_PAGE

ALGORITHMS = [f"What is the {noun} for?" for noun in NOUNS[1::2]]


def questions(page: Page) -> Locator:
    """The link of each question that a page lists."""
    return page.get_by_role("article").locator(".recto-list").get_by_role("link")


def test_the_overview_leads_to_a_topic_and_back(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.get_by_role("navigation", name="Header").get_by_role("link", name="Topics").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Topics")
    page.get_by_role("article").get_by_role("link", name="Optimization").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Optimization")
    expect(page).to_have_title("Optimization - Recto")
    page.get_by_role("article").get_by_role("link", name="All topics").click()
    expect(page).to_have_url(site.at("topics/"))


def test_a_topic_leads_to_those_below_and_above(page: Page, site: Site) -> None:
    page.goto(site.at("topics/machine-learning/"))
    article = page.get_by_role("article")
    article.get_by_role("link", name="Optimization", exact=True).first.click()
    expect(page).to_have_url(site.at("topics/optimization/"))
    expect(questions(page)).to_have_text(["What does gradient descent do?"])
    article.get_by_role("link", name="Machine learning").first.click()
    expect(page).to_have_url(site.at("topics/machine-learning/"))
    expect(questions(page)).to_have_count(3)


def test_a_level_of_difficulty_is_a_page_of_its_own(page: Page, site: Site) -> None:
    page.goto(site.at("topics/machine-learning/"))
    levels = page.get_by_role("navigation", name="Difficulty")
    for level, title in (
        ("Easy", "What does gradient descent do?"),
        ("Medium", "How do you read a confusion matrix?"),
    ):
        levels.get_by_role("link", name=level).click()
        expect(page).to_have_url(site.at(f"topics/machine-learning/{level.lower()}/"))
        expect(page).to_have_title(f"Machine learning: {level.lower()} - Recto")
        expect(questions(page)).to_have_text([title])
        expect(levels.get_by_role("link", name=level)).to_have_count(0)
    levels.get_by_role("link", name="All").click()
    expect(page).to_have_url(site.at("topics/machine-learning/"))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("topics/", ["Topics page"]),
        ("questions/", ["Questions true", "1 page"]),
        ("questions/page/2/", ["Questions true", "2 page"]),
        ("topics/machine-learning/easy/", ["Easy page"]),
    ],
)
def test_screen_readers_are_told_which_of_several_links_is_the_page_itself(
    page: Page, large_site: Site, path: str, expected: list[str]
) -> None:
    page.goto(large_site.at(path))
    current = page.locator("[aria-current]").filter(visible=True)
    told = current.evaluate_all(
        "all => all.map(one => `${one.textContent} ${one.getAttribute('aria-current')}`)"
    )
    assert told == expected


def test_a_topic_without_questions_says_so(page: Page, site: Site) -> None:
    page.goto(site.at("topics/geometry/"))
    expect(page.get_by_text("There is no question on this topic yet.")).to_be_visible()


@pytest.mark.parametrize("runs_scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_pages_of_a_topic_hold_each_question_once(
    page: Page, plain_page: Page, large_site: Site, *, runs_scripts: bool
) -> None:
    reader, other = (page, plain_page) if runs_scripts else (plain_page, page)
    other.goto(large_site.url)
    reader.goto(large_site.at("topics/algorithms/"))
    seen: list[str] = []
    for number in (1, 2, 3):
        if number > 1:
            reader.get_by_role("link", name="Next").click()
            expect(reader).to_have_url(large_site.at(f"topics/algorithms/page/{number}/"))
        expect(questions(reader)).to_have_count(
            PER_PAGE if number < 3 else len(ALGORITHMS) % PER_PAGE
        )
        seen += questions(reader).all_inner_texts()
    assert sorted(seen) == sorted(ALGORITHMS)
    expect(reader.get_by_role("link", name="Next")).to_have_count(0)
    reader.get_by_role("link", name="Previous").click()
    expect(reader).to_have_url(large_site.at("topics/algorithms/page/2/"))


def test_neighbours_lead_through_the_questions_of_a_topic(page: Page, large_site: Site) -> None:
    page.goto(large_site.at("topics/algorithms/"))
    titles = questions(page).all_inner_texts()
    questions(page).first.click()
    neighbours = page.get_by_role("navigation", name="Previous and next question")
    expect(neighbours.get_by_role("link", name="Previous in Algorithms")).to_have_count(0)
    for title in titles[1:5]:
        neighbours.get_by_role("link", name="Next in Algorithms").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
    neighbours.get_by_role("link", name="Previous in Algorithms").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(titles[3])
    neighbours.get_by_role("link", name="All 22 in Algorithms").click()
    expect(page).to_have_url(large_site.at("topics/algorithms/"))
