"""A title is found as somebody else wrote it down, and not for another title."""

from __future__ import annotations

import pytest

from recto.titles import COMMON, TitleIndex

TITLES = (
    "How does a hash table resolve collisions?",
    "How does GPT-3 read text?",
    "Why pre-train a language model?",
    "什么是数据库索引？",
    "ما هو التعلم الآلي؟",
)
INDEX = TitleIndex((title, title) for title in TITLES)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_found_by_itself(title: str) -> None:
    assert INDEX.find(title) == title


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("how does a HASH TABLE resolve collisions", TITLES[0]),
        ("How  does\ta hash-table resolve collisions ?!", TITLES[0]),
        ("“How does a hash table resolve collisions?”", TITLES[0]),
        ("How do hash tables resolve collisions?", TITLES[0]),
        ("How does a hash table resolve colisions?", TITLES[0]),
        ("How does the hash table resolve a collision?", TITLES[0]),
        ("How does GPT 3 read texts?", TITLES[1]),
        ("Why pretrain a language model?", TITLES[2]),
        ("Why pre\u2010train language models?", TITLES[2]),
    ],
)
def test_case_punctuation_word_forms_and_slips_are_forgiven(written: str, title: str) -> None:
    assert INDEX.find(written) == title


@pytest.mark.parametrize(
    "written",
    [
        "",
        "?",
        "Why?",
        "What is a hash table?",
        "How does a hash table resolve?",
        "How does GPT-2 read text?",
        "How does GPT read text?",
        "How does GPT-4 3 read text?",
        "什么是数据库？",
    ],
)
def test_another_title_is_not_found(written: str) -> None:
    assert INDEX.find(written) is None


def test_of_two_titles_alike_the_first_stays() -> None:
    index = TitleIndex([("What is a cache?", "one"), ("what is a CACHE", "two")])
    assert index.find("What is a cache?") == "one"


def test_the_title_written_exactly_goes_before_one_that_is_alike() -> None:
    titles = ["Why does batch normalization help?", "Why does batch normalisation help?"]
    for order in (titles, titles[::-1]):
        index = TitleIndex((title, title) for title in order)
        assert [index.find(title) for title in titles] == titles


def test_the_most_alike_title_is_found_whatever_the_order() -> None:
    titles = ["Why do deep residual networks converge?", "Why do deep residual networks diverge?"]
    for order in (titles, titles[::-1]):
        index = TitleIndex((title, title) for title in order)
        assert index.find("Why do deep residual networks diverg?") == titles[1]


def test_a_title_with_a_slip_is_found_by_a_rare_word_among_many_titles() -> None:
    many = [f"How does training scheme {n} work?" for n in range(2 * COMMON)]
    index = TitleIndex((title, title) for title in [*many, "How does training with dropout work?"])
    assert index.find("How does trainning with dropout work?") == (
        "How does training with dropout work?"
    )


def test_nothing_is_found_in_no_titles() -> None:
    assert TitleIndex([]).find("What is a cache?") is None
