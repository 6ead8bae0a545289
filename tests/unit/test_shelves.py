"""The order in which a reader meets questions, and the pages of a list."""

from __future__ import annotations

from string import ascii_uppercase

import pytest

from recto.bank import Bank
from recto.entry import Entry
from recto.shelves import (
    by_topic,
    from_easy_to_hard,
    in_order_of_topics,
    paginate,
    with_ancestors,
)
from recto.site.catalogue import ON_TOP, Neighbourhood, catalogue
from tests.banks import bank, taxonomy, text

TOPICS = taxonomy("""
[food]
name = "Food"

[bread]
name = "Bread"
parent = "food"

[ice]
name = "Ice"

[empty]
name = "Tea"
""")
BANK = bank(
    text("One", topics="Bread", difficulty="hard"),
    text("Two", topics="Ice, Bread"),
    text("Three", topics="Bread, Food", difficulty="easy"),
    text("Four", topics="Food", difficulty="medium"),
    text("Five"),
    text("Six", topics="Bread", difficulty="easy"),
    topics=TOPICS,
)


def ids(shelves: dict[str, tuple[Entry, ...]]) -> dict[str, list[str]]:
    return {slug: [entry.id for entry in own] for slug, own in shelves.items()}


def in_row(bank: Bank) -> list[tuple[str, str | None]]:
    return [(entry.id, topic.slug if topic else None) for entry, topic in in_order_of_topics(bank)]


def test_a_topic_holds_its_questions_and_those_below_from_easy_to_hard() -> None:
    assert ids(dict(by_topic(BANK))) == {
        "food": ["q3", "q6", "q4", "q1", "q2"],
        "bread": ["q3", "q6", "q1", "q2"],
        "ice": ["q2"],
        "empty": [],
    }


def test_each_question_stands_with_its_closest_topic_once() -> None:
    assert in_row(BANK) == [
        ("q4", "food"),
        ("q3", "bread"),
        ("q6", "bread"),
        ("q1", "bread"),
        ("q2", "ice"),
        ("q5", None),
    ]


def test_neighbours_are_told_with_the_closest_topic_that_has_both() -> None:
    around = Neighbourhood(BANK, str)
    found = {}
    for path in around.positions:
        own = around.get(path)
        assert own is not None
        found[own.id] = (
            own.topic and own.topic.name,
            own.previous and (own.previous.title, own.previous.topic),
            own.next and (own.next.title, own.next.topic),
        )
    assert found == {
        "q4": ("Food", None, ("Three", "Food")),
        "q3": ("Bread", ("Four", "Food"), ("Six", "Bread")),
        "q6": ("Bread", ("Three", "Bread"), ("One", "Bread")),
        "q1": ("Bread", ("Six", "Bread"), ("Two", None)),
        "q2": ("Ice", ("One", None), ("Five", None)),
        "q5": (None, ("Two", None), None),
    }


def test_questions_of_one_difficulty_keep_their_order() -> None:
    turned = from_easy_to_hard(BANK.entries[::-1])
    assert [entry.id for entry in turned] == ["q6", "q3", "q4", "q1", "q5", "q2"]


def test_topics_above_a_questions_own_count_behind_its_own() -> None:
    found = {entry.id: with_ancestors(BANK, entry) for entry in BANK.entries}
    assert found["q2"] == ("ice", "bread", "food")
    assert found["q5"] == ()


def test_a_bank_without_topics_has_one_shelf_for_all() -> None:
    plain = bank(text("One"), text("Two"))
    assert by_topic(plain) == {}
    assert in_row(plain) == [("q1", None), ("q2", None)]
    assert in_row(Bank((), {}, {})) == []


@pytest.mark.parametrize(
    ("per_page", "sizes"), [(1, [1] * 6), (2, [2, 2, 2]), (4, [4, 2]), (6, [6]), (100, [6])]
)
def test_a_list_is_cut_into_pages_of_a_size(per_page: int, sizes: list[int]) -> None:
    pages = [*paginate(BANK.entries, per_page)]
    assert [len(page.entries) for page in pages] == sizes
    assert [page.number for page in pages] == [*range(1, len(sizes) + 1)]
    assert {(page.pages, page.total) for page in pages} == {(len(sizes), 6)}
    assert tuple(entry for page in pages for entry in page.entries) == BANK.entries


def test_an_empty_list_has_one_page() -> None:
    (page,) = paginate((), 3)
    assert (page.number, page.pages, page.total, page.entries) == (1, 1, 0, ())


@pytest.mark.parametrize(
    ("number", "numbers"),
    [
        (1, [1, 2, 6]),
        (2, [1, 2, 3, 6]),
        (3, [1, 2, 3, 4, 6]),
        (5, [1, 4, 5, 6]),
        (6, [1, 5, 6]),
    ],
)
def test_a_page_links_to_the_first_the_last_and_its_neighbours(
    number: int, numbers: list[int]
) -> None:
    page = [*paginate(BANK.entries, 1)][number - 1]
    assert [*page.numbers] == numbers


def test_the_home_page_lists_the_largest_of_many_topics_on_top() -> None:
    names = [f"Topic {letter}" for letter in ascii_uppercase[: ON_TOP + 1]]
    topics = taxonomy("".join(f'[t{n}]\nname = "{name}"\n' for n, name in enumerate(names)))

    def listed(*questions: str) -> list[str]:
        found = bank(*(text(f"About {q}", topics=q) for q in questions), topics=topics)
        return [branch.topic.name for branch in catalogue(found, str).topics]

    assert listed(*names[:ON_TOP], names[3]) == names[:ON_TOP]
    assert listed(*names, names[-1], names[3]) == [names[3], names[-1], *names[:3], *names[4:-2]]
