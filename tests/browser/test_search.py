"""The search finds a question by any of its words, and shows why it was found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site
from tests.browser.many import CHINESE, EVERYWHERE
from tests.browser.searching import box, links, open_dialog, open_page, results, rows

GRADIENT = "What does gradient descent do?"
ARABIC = "ما هو التعلم الآلي؟"


def test_topics_are_offered_then_the_question_of_a_word_even_before_its_end(
    page: Page, site: Site
) -> None:
    """A result tells title, topic, difficulty, and the passage with the word marked."""
    page.goto(site.url)
    dialog = open_dialog(page)
    expect(dialog.get_by_role("region", name="Topics").get_by_role("listitem")).to_have_text(
        ["Machine learning 3", "Algorithms 1", "Probability 1", "Security & <safety> of the Web 2"]
    )
    page.keyboard.type("heavyb")
    expect(rows(dialog).locator("mark")).to_have_text("heavyball")
    page.keyboard.type("all")
    found = rows(dialog).filter(has=page.locator("a[href*='?h=heavyball']"))
    expect(found).to_have_count(1)
    expect(rows(dialog)).to_have_count(1)
    expect(found.get_by_role("link", name=GRADIENT, exact=True)).to_be_visible()
    expect(found.get_by_text("Optimization", exact=True)).to_be_visible()
    expect(found.get_by_text("Easy", exact=True)).to_be_visible()
    expect(found.get_by_text("Polyak's heavyball method keeps a moving average")).to_be_visible()
    expect(found.locator("mark")).to_have_text("heavyball")


def test_results_follow_what_is_typed(page: Page, site: Site) -> None:
    page.goto(site.url)
    dialog = open_dialog(page)
    for words, title in (
        ("matr", "How do you read a confusion matrix?"),
        ("ix binary search", "Write binary search in Python."),
    ):
        page.keyboard.type(words)
        expect(links(dialog).first).to_have_text(title)
    box(dialog).fill("matri")
    expect(links(dialog).first).to_have_text("How do you read a confusion matrix?")


def test_any_name_of_a_topic_leads_to_it_and_to_its_questions(page: Page, site: Site) -> None:
    """Each is searched for where the one before it led."""
    page.goto(site.url)
    for words, topic, title in (
        ("GD", "Optimization, 1 question", GRADIENT),
        ("ML", "Machine learning, 3 questions", None),
        ("learning rate", "Optimization, 1 question", GRADIENT),
        ("bayes' theorem", "Probability, 1 question", "State the theorem of Bayes."),
        ("optimization", "Optimization, 1 question", None),
        ("التعلم الآلي", "Machine learning, 3 questions", ARABIC),
    ):
        dialog = open_dialog(page)
        page.keyboard.type(words)
        link = dialog.get_by_role("link", name=f"Topic: {topic}")
        expect(link, words).to_be_visible()
        if title:
            question = rows(dialog).get_by_role("link", name=title, exact=True)
            expect(question, words).to_be_visible()
        link.click()
        expect(page.get_by_role("heading", level=1), words).to_have_text(topic.partition(",")[0])
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.wait_for_load_state()  # a key pressed sooner would come to nothing


def test_a_misspelt_word_finds_what_was_meant_and_one_of_nothing_the_topics(
    page: Page, site: Site
) -> None:
    page.goto(site.url)
    dialog = open_dialog(page)
    page.keyboard.type("hevyball mometnum")
    expect(links(dialog).first).to_have_text(GRADIENT)
    expect(dialog.get_by_role("status")).to_have_text(
        "1 question Showing results for heavyball momentum. Search instead for hevyball mometnum"
    )
    expect(dialog.get_by_text("Showing results for heavyball momentum.")).to_be_visible()
    dialog.get_by_role("link", name="Search instead for hevyball mometnum").click()
    expect(box(dialog)).to_be_focused()
    expect(dialog.get_by_text("There is no question with “hevyball mometnum”.")).to_be_visible()
    expect(dialog.get_by_text("Showing results for")).to_have_count(0)
    box(dialog).fill("xylophone")
    expect(dialog.get_by_role("status")).to_have_text("No question found")
    expect(dialog.get_by_text("There is no question with “xylophone”.")).to_be_visible()
    dialog.get_by_role("region", name="Topics").get_by_role("link", name="Probability").click()
    expect(page).to_have_url(site.at("topics/probability/"))


def test_a_question_in_arabic_is_found_by_its_words(page: Page, site: Site) -> None:
    page.goto(site.url)
    found = results(page, "البريد المزعج")
    expect(found).to_have_count(1)
    expect(found.get_by_role("link")).to_have_text(ARABIC)
    expect(found.get_by_role("link")).to_have_css("direction", "rtl")
    found.get_by_role("link").click()
    expect(page.get_by_text("تتعلم الآلة تمييز البريد")).to_be_visible()
    expect(page.locator("mark").first).to_be_in_viewport()


@pytest.mark.parametrize("words", ["过拟合", "训练数据"])
def test_a_question_in_chinese_is_found_by_its_words(
    page: Page, large_site: Site, words: str
) -> None:
    page.goto(large_site.url)
    found = results(page, words)
    expect(found.get_by_role("link")).to_have_text(CHINESE)
    found.get_by_role("link").click()
    expect(page.locator("mark").first).to_be_in_viewport()
    assert "".join(page.locator("mark").all_inner_texts()).startswith(words)


def test_questions_of_all_languages_are_found_together(page: Page, large_site: Site) -> None:
    open_page(page, large_site)
    page.keyboard.type(EVERYWHERE)
    expect(page.get_by_role("status")).to_have_text("46 questions")
    expect(links(page).first).to_have_text(CHINESE)
    expect(links(page).nth(1)).to_have_text(re.compile("What is the .* for?"))


def test_the_search_works_at_the_root_of_a_host(page: Page, large_site: Site) -> None:
    page.goto(large_site.at("about/"))
    results(page, "lantern").get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is the lantern for?")
