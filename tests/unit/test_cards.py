"""What a page tells of itself: little, on one line, and never anything of an answer."""

from __future__ import annotations

import json

import pytest

from recto.site.sharing.breadcrumbs import as_script, breadcrumbs
from recto.site.sharing.card import LONGEST, cut, locale_of, of_question, of_topic
from recto.taxonomy import Topic
from tests.banks import bank, text

SECRET = "Nobody outside may read this."
BREAD = Topic("bread", "Bread & butter")


def test_a_question_is_described_by_its_instruction() -> None:
    asked = "Say what   *bread* is,\nin `C++`, and why $x^2$."
    (entry,) = bank(text("What?", SECRET, instruction=asked)).entries
    assert of_question(entry, BREAD) == "Say what bread is, in C++, and why $x^2$."


def test_without_an_instruction_its_topic_is_named_and_nothing_of_the_answer() -> None:
    (entry,) = bank(text("What?", SECRET, context=SECRET)).entries
    assert of_question(entry, BREAD) == (
        "An interview question on Bread & butter, with its official answer."
    )
    assert of_question(entry, None) == "An interview question with its official answer."


def test_an_instruction_that_only_shows_an_image_says_nothing() -> None:
    (entry,) = bank(text("What?", SECRET, instruction="![Chart](chart.png)")).entries
    assert of_question(entry, None) == "An interview question with its official answer."


def test_a_topic_without_a_description_tells_its_count() -> None:
    assert of_topic(BREAD, 1) == "Official answers to 1 question on Bread & butter."
    assert of_topic(BREAD, 1234) == "Official answers to 1,234 questions on Bread & butter."
    assert of_topic(Topic("b", "B", "Flour."), 2) == "Flour."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one two", "one two"),
        ("one two three", "one two…"),
        ("one, twelve", "one…"),
        ("onetwothree", "onetwoth…"),
        ("a twothreefour", "a twothr…"),
        ("一二三四五六七八九十", "一二三四五六七八…"),
        ("one\n two ", "one two"),
        ("", ""),
    ],
)
def test_a_text_is_cut_at_a_word(text: str, expected: str) -> None:
    assert cut(text, 9) == expected
    assert len(expected) <= 9


def test_a_description_is_no_longer_than_search_engines_show() -> None:
    (entry,) = bank(text("What?", SECRET, instruction="Say it again. " * 40)).entries
    described = of_question(entry, None)
    assert LONGEST - 15 < len(described) <= LONGEST
    assert described.endswith(("Say…", "it…", "again…"))


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("en", "en_US"),
        ("EN", "en_US"),
        ("en-GB", "en_GB"),
        ("en-gb", "en_GB"),
        ("en-u-ca-gregory", "en_US"),
        ("pt-BR", "pt_BR"),
        ("zh-Hans", "zh_CN"),
        ("zh-Hant", "zh_TW"),
        ("zh-hant", "zh_TW"),
        ("zh-Hant-HK", "zh_HK"),
        ("ar", "ar_EG"),
        ("x-klingon", None),
        ("qqq", None),
        ("", None),
    ],
)
def test_a_locale_has_a_territory_or_is_not_told(tag: str, locale: str | None) -> None:
    assert locale == locale_of(tag)


def test_breadcrumbs_lead_down_to_the_page_that_says_them() -> None:
    trail = [("Questions", "https://questions.example/"), ("Bread", "https://questions.example/b/")]
    assert breadcrumbs(trail, "What?") == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": 1,
                "name": "Questions",
                "item": "https://questions.example/",
            },
            {
                "@type": "ListItem",
                "position": 2,
                "name": "Bread",
                "item": "https://questions.example/b/",
            },
            {"@type": "ListItem", "position": 3, "name": "What?"},
        ],
    }


def test_no_text_gets_out_of_its_script() -> None:
    data = breadcrumbs([("<b>", "https://questions.example/")], "</script><!-- <script>")
    script = as_script(data)
    assert "<" not in script
    assert json.loads(script) == data
    assert ": " not in script
