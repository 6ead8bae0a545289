"""What a query stands for: a topic, an acronym, a word of one language among several."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hosting import Site, hosted
from tests.browser.searching import links, open_dialog, rows

TOPICS = """
[hypothesis-testing]
name = "Hypothesis testing"
description = "Judging claims by samples."

[transfer-learning]
name = "Transfer learning"
description = "Using what was learned elsewhere."
acronyms = ["TL"]

[metrics]
name = "Evaluation metrics"
description = "Numbers for how good something is."
acronyms = ["F1"]
"""

QUESTIONS = (
    ("When is a coin unfair?", "Topics: Hypothesis testing", "When heads come up too often."),
    ("What do you do first?", "", "Testing. I test a hypothesis, then another hypothesis."),
    ("Is our screening any good?", "", "Tell precision, recall and F1."),
    ("What is accuracy?", "Topics: Evaluation metrics", "The share of right answers."),
    ("What does the padlock prove?", "", "That TLS is spoken with the owner of the name."),
    ("Why begin with another model?", "Topics: Transfer learning", "It knows edges already."),
    ("How do you detect overfitting?", "", "By held-out data."),
    ("ما هو الاستعلام؟", "Language: ar", "جملة تبدأ بكلمة SELECT ثم select."),
)


@pytest.fixture(scope="module")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("meaning")
    sources = folder / "sources"
    sources.mkdir()
    (sources / "topics.toml").write_text(TOPICS, encoding="utf-8")
    for number, (title, field, answer) in enumerate(QUESTIONS, 1):
        text = f"{title}\n\n{field}\n\nOfficial Answer\n\n{answer}\n"
        (sources / f"{number:03}_{number:016x}.txt").write_text(text, encoding="utf-8")
    with hosted(folder / "project", sources, "/") as served:
        yield served


def test_a_topic_by_its_name_has_its_questions_first(page: Page, small_site: Site) -> None:
    page.goto(small_site.url)
    dialog = open_dialog(page)
    page.keyboard.type("hypothesis testing")
    expect(links(dialog)).to_have_text(["When is a coin unfair?", "What do you do first?"])


def test_an_acronym_finds_what_says_it_as_well(page: Page, small_site: Site) -> None:
    page.goto(small_site.url)
    dialog = open_dialog(page)
    page.keyboard.type("F1")
    for title in ("Is our screening any good?", "What is accuracy?"):
        expect(rows(dialog).get_by_role("link", name=title)).to_be_visible()


def test_an_acronym_that_ends_in_s_is_no_plural(page: Page, small_site: Site) -> None:
    page.goto(small_site.url)
    dialog = open_dialog(page)
    page.keyboard.type("TLS")
    expect(links(dialog)).to_have_text(["What does the padlock prove?"])
    expect(dialog.get_by_text("Topic: Transfer learning")).to_have_count(0)


def test_a_word_that_one_language_lacks_is_not_corrected_in_another(
    page: Page, small_site: Site
) -> None:
    page.goto(small_site.url)
    dialog = open_dialog(page)
    page.keyboard.type("how do you detect overfitting")
    expect(links(dialog).first).to_have_text("How do you detect overfitting?")
    expect(dialog.get_by_text("Showing results for")).to_have_count(0)
