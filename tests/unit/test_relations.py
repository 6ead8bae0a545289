"""Questions that a reader would go on to."""

from __future__ import annotations

import pytest

from recto.model import Related
from recto.relating import FLOOR, MOST
from recto.taxonomy import Taxonomy
from tests.banks import Made, made, taxonomy, text

DATABASES = (
    text("How does an index speed up a query?", "The index keeps keys sorted in pages."),
    text("When does a query not use an index?", "When the planner would read most pages."),
    text("What does the query planner know of an index?", "How many pages it has."),
)
BREAD = (
    text("Why does bread dough rise?", "Wild yeast in the starter makes gas."),
    text("How long should bread dough rest?", "Until the yeast has doubled it."),
    text("What does salt do in bread dough?", "It slows the yeast."),
)
ALONE = text("Where do penguins breed?", "On ice, far from predators.")
OTHERS = tuple(
    text(f"Who painted {name}?", f"Somebody whose {name}{name} hangs abroad.")
    for name in ("lilies", "harbours", "apples", "dancers", "cathedrals", "haystacks", "bridges")
)
MIXED = (*DATABASES, *BREAD, ALONE, *OTHERS)
GROUPS = ({"q1", "q2", "q3"}, {"q4", "q5", "q6"})


def found(made: Made) -> dict[str, list[str]]:
    return {id_: [relation.id for relation in own] for id_, own in made.nearest().items()}


def test_questions_of_one_subject_are_related_and_others_are_not() -> None:
    related = found(made(*MIXED))
    for group in GROUPS:
        for id_ in group:
            assert set(related[id_]) <= group - {id_}
            assert related[id_]


def test_a_question_unlike_any_other_has_no_relation() -> None:
    assert made(*MIXED).nearest()["q7"] == ()


@pytest.mark.parametrize("texts", [(), (ALONE,)])
def test_a_bank_of_none_or_one_has_no_relations(texts: tuple[str, ...]) -> None:
    assert [*found(made(*texts)).values()] == [[] for _ in texts]


def test_scores_fall_from_at_most_one_to_the_floor() -> None:
    for own in made(*MIXED, DATABASES[0]).nearest().values():
        scores = [relation.score for relation in own]
        assert scores == sorted(scores, reverse=True)
        assert all(FLOOR <= score <= 1 for score in scores)


def test_the_same_words_and_topics_have_a_score_of_one() -> None:
    topics = taxonomy('[bread]\nname = "Bread"\n')
    best = made(*MIXED, BREAD[0], topics=topics).nearest()["q4"][0]
    assert best.id == "q15"
    assert best.score == pytest.approx(1.0, abs=0.001)


def test_a_relation_scores_alike_from_both_sides() -> None:
    scores = {
        (id_, relation.id): relation.score
        for id_, own in made(*MIXED).nearest().items()
        for relation in own
    }
    assert scores
    assert scores == {(other, id_): score for (id_, other), score in scores.items()}


def test_of_questions_equally_related_the_first_in_reading_order_come() -> None:
    related = found(made(*MIXED, *[ALONE] * 9))
    assert related["q7"] == [f"q{n}" for n in range(15, 15 + MOST)]
    assert related["q23"] == ["q7", *(f"q{n}" for n in range(15, 14 + MOST))]
    assert max(map(len, related.values())) == MOST


def test_a_topic_in_common_relates_where_words_do_not() -> None:
    topics = taxonomy('[ice]\nname = "Ice"\n\n[bread]\nname = "Bread"\n')
    texts = (text("Penguins?", "Far.", topics="Ice"), text("Glaciers?", "Slow.", topics="Ice"))
    other = text("Rolls?", "Warm.", topics="Bread")
    assert found(made(*texts, other, topics=topics)) == {"q1": ["q2"], "q2": ["q1"], "q3": []}
    assert found(made(*texts, other, topics=Taxonomy())) != {"q1": [], "q2": [], "q3": []}


def test_a_closer_topic_relates_more_than_one_above_it() -> None:
    topics = taxonomy("""
[food]
name = "Food"

[bread]
name = "Bread"
parent = "food"

[soup]
name = "Soup"
parent = "food"
""")
    texts = [
        text(title, answer, topics=topic)
        for title, answer, topic in (
            ("Rolls?", "Warm.", "Bread"),
            ("Broth?", "Hot.", "Soup"),
            ("Loaves?", "Crisp.", "Bread"),
        )
    ]
    assert found(made(*texts, topics=topics))["q1"] == ["q3"]


def test_an_edited_question_leaves_unrelated_lists_as_they_were() -> None:
    before = made(*MIXED).nearest()
    edited = text("Why does bread rise at night?", "Yeast eats the flour.")
    after = made(*DATABASES, edited, *BREAD[1:], ALONE, *OTHERS).nearest()
    others = before.keys() - GROUPS[1]
    assert {id_: after[id_] for id_ in others} == {id_: before[id_] for id_ in others}
    assert after["q4"] != before["q4"]


def test_a_large_bank_is_compared_in_full() -> None:
    """With more questions than are compared at a time."""
    texts = [text(f"What is subject{n // 2}?", f"It is matter{n // 2}.") for n in range(1100)]
    related = found(made(*texts))
    assert related == {f"q{n + 1}": [f"q{(n ^ 1) + 1}"] for n in range(1100)}


def test_what_the_source_lists_comes_first_and_once() -> None:
    listing = text(
        "Why does cold bread dough rise?",
        "Wild yeast makes gas.",
        "Where do penguins breed?",
        "What is a quince?",
        "How long should bread dough rest?",
    )
    related = made(*MIXED, listing).related().bank.related["q15"]
    assert related == (
        Related("Where do penguins breed?", "q7"),
        Related("What is a quince?", None),
        Related("How long should bread dough rest?", "q5"),
        Related("Why does bread dough rise?", "q4"),
    )


def test_a_source_may_list_more_than_are_found() -> None:
    titles = [f"Title {name}?" for name in ("one", "two", "three", "four", "five", "six", "seven")]
    listing = text("Why does bread dough rise?", "Yeast in the dough.", *titles)
    related = made(*MIXED, listing).related().bank.related["q15"]
    assert [other.title for other in related] == titles
