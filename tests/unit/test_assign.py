"""Which topics the words of a question give it."""

from __future__ import annotations

from itertools import pairwise

import pytest

from recto.assign import MOST, Assigner
from recto.model import Part
from recto.taxonomy import Taxonomy, Topic
from tests.banks import parts, taxonomy

PLAIN = taxonomy("""
[caching]
name = "Caching"

[sorting]
name = "Sorting"

[hashing]
name = "Hash table"

[trees]
name = "Balanced tree"
""")
TREE = taxonomy("""
[learning]
name = "Learning"

[transfer]
name = "Transfer learning"
parent = "learning"

[tuning]
name = "Fine-tuning"
parent = "transfer"
aliases = ["adapter"]

[sequences]
name = "Sequence models"
acronyms = ["RNN", "IT"]
""")


def assigned(topics: Taxonomy, title: str, answer: str = "", instruction: str = "") -> list[str]:
    found = Assigner(topics).assign(parts(title, answer, instruction))
    return [one.topic.slug for one in found]


def test_the_title_outweighs_the_answer() -> None:
    assert assigned(PLAIN, "Caching?", "Sorting.")[0] == "caching"
    assert assigned(PLAIN, "Sorting?", "Caching.")[0] == "sorting"


def test_the_instruction_stands_between_title_and_answer() -> None:
    assert assigned(PLAIN, "Sorting?", instruction="On caching.")[0] == "sorting"
    assert assigned(PLAIN, "Why?", "On sorting.", "On caching and caches.")[0] == "caching"


@pytest.mark.parametrize("title", ["Caching or hash tables?", "Hash tables or caching?"])
def test_a_phrase_counts_more_than_a_word(title: str) -> None:
    assert assigned(PLAIN, title) == ["hashing", "caching"]
    phrase, word = (strongest(PLAIN, slug, title) for slug in ("hashing", "caching"))
    assert phrase > word


def test_a_name_said_again_counts_more_but_less_each_time() -> None:
    scores = [strongest(PLAIN, "caching", "Caching! " * times) for times in (1, 2, 3, 4)]
    gains = [after - before for before, after in pairwise(scores)]
    assert gains == sorted(gains, reverse=True)
    assert 0 < gains[-1] < gains[0] < scores[0]


def strongest(topics: Taxonomy, slug: str, title: str) -> float:
    """What the strongest evidence for a topic counts."""
    return Assigner(topics).evidence(topics[slug], parts(title))[0].score


def names_said(topics: Taxonomy, slug: str, title: str) -> list[tuple[str, int]]:
    """The names of a topic that count in full in a title, not as words by themselves."""
    found = Assigner(topics).evidence(topics[slug], parts(title))
    return [(e.name, e.times) for e in found if e.score >= 6.0]


def test_the_longest_name_wins_over_a_name_inside_it() -> None:
    assert names_said(TREE, "learning", "What is transfer learning?") == []
    assert names_said(TREE, "transfer", "What is transfer learning?") == [("Transfer learning", 1)]


def test_a_name_counts_where_it_stands_outside_the_longer_one() -> None:
    assert names_said(TREE, "learning", "Is transfer learning learning?") == [("Learning", 1)]
    assert names_said(TREE, "learning", "Is learning transfer learning?") == [("Learning", 1)]


def test_a_parent_is_implied_by_its_child_and_not_given_beside_it() -> None:
    assert assigned(TREE, "What is learning?") == ["learning"]
    assert assigned(TREE, "What is learning by transfer learning?") == ["transfer"]


def test_a_topic_two_levels_up_is_implied_too() -> None:
    assert assigned(TREE, "Is fine-tuning an adapter for learning?") == ["tuning"]


def test_at_most_four_topics_are_given() -> None:
    names = ("Alpha", "Beta", "Gamma", "Delta", "Omega", "Kappa")
    topics = taxonomy("".join(f'[{n.lower()}]\nname = "{n}"\n' for n in names))
    found = assigned(topics, " ".join(names))
    assert len(found) == MOST == 4
    assert found == sorted(found)


@pytest.mark.parametrize("title", ["What is an RNN?", "What are RNNs?", "RNN-based", "(RNN)"])
def test_an_acronym_is_found_in_its_case_and_in_plural(title: str) -> None:
    assert assigned(TREE, title) == ["sequences"]


@pytest.mark.parametrize("title", ["What is it?", "What is an rnn?", "RNNx", "What is It?"])
def test_an_acronym_in_another_case_is_another_word(title: str) -> None:
    assert assigned(TREE, title) == []


@pytest.mark.parametrize(
    "title",
    ["Why fine-tuning?", "Why finetuning?", "Why fine tuning?", "Fine\u2010tuning!", "FINE-TUNED?"],
)
def test_a_hyphen_in_a_name_may_be_a_blank_or_missing(title: str) -> None:
    assert assigned(TREE, title) == ["tuning"]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Balanced TREES?", "trees"),
        ("Why did they cache it?", "caching"),
        ("A hash-table?", "hashing"),
        ("hash\ntable", "hashing"),
    ],
)
def test_case_word_forms_and_hyphens_do_not_matter(title: str, slug: str) -> None:
    assert assigned(PLAIN, title) == [slug]


@pytest.mark.parametrize("title", ["", "What is it good for?", "An opera", "😀"])
def test_without_a_word_of_a_topic_there_is_none(title: str) -> None:
    assert assigned(PLAIN, title, "Nothing of note.") == []


def test_a_word_in_passing_is_too_little_for_a_topic() -> None:
    question = parts("What is bread?", "It stands on a balanced table.")
    assigner = Assigner(PLAIN)
    assert [e.name for e in assigner.evidence(PLAIN["trees"], question)] == ["Balanced"]
    assert assigner.assign(question) == ()


def test_a_far_weaker_topic_is_not_given() -> None:
    assert assigned(PLAIN, "What is a hash table?", "A hash table. Unlike sorting.") == ["hashing"]


def test_words_of_a_description_are_evidence_weaker_than_those_of_names() -> None:
    topics = Taxonomy(
        (
            Topic("routing", "Routing", "Choosing the path of a packet."),
            Topic("naming", "Name resolution", "Finding the address of a host."),
        )
    )
    question = parts("How do packets get their names?")
    (described,) = Assigner(topics).evidence(topics["routing"], question)
    (named,) = Assigner(topics).evidence(topics["naming"], question)
    assert (described.name, named.name) == ("packet", "Name")
    assert 0 < described.score < named.score


def test_a_rare_word_of_topics_counts_more_than_a_common_one() -> None:
    topics = taxonomy("""
[one]
name = "Red apple"

[two]
name = "Red pear"

[three]
name = "Green plum"
""")
    found = Assigner(topics).evidence(topics["one"], parts("An apple that is red"))
    assert [e.name for e in found] == ["apple", "Red"]
    assert found[0].score > found[1].score


def test_evidence_tells_part_name_and_number_and_adds_up_to_the_score() -> None:
    question = parts("What is fine-tuning?", "Finetuning, with one adapter or more adapters.")
    (found,) = Assigner(TREE).assign(question)
    evidence = Assigner(TREE).evidence(found.topic, question)
    told = [(e.part, e.name, e.times) for e in evidence]
    assert told[0] == (Part.TITLE, "Fine-tuning", 1)
    assert (Part.ANSWER, "adapter", 2) in told
    assert (Part.ANSWER, "Fine-tuning", 1) in told
    assert sum(e.score for e in evidence) == pytest.approx(found.score)
    assert [e.score for e in evidence] == sorted((e.score for e in evidence), reverse=True)


def test_a_name_of_one_word_is_told_once_for_each_part() -> None:
    topics = taxonomy('[cache]\nname = "Cache"\naliases = ["caching"]\n[sort]\nname = "Sort"\n')
    question = parts("Cached?", "The cache. A cache, cached.")
    (found,) = Assigner(topics).assign(question)
    evidence = Assigner(topics).evidence(found.topic, question)
    assert [(e.part, e.times) for e in evidence] == [(Part.TITLE, 1), (Part.ANSWER, 3)]
    assert sum(e.score for e in evidence) == pytest.approx(found.score)


def test_an_acronym_and_its_plural_are_told_as_one() -> None:
    topics = taxonomy('[rnn]\nname = "Recurrent network"\nacronyms = ["RNN"]\n[b]\nname = "B"\n')
    evidence = Assigner(topics).evidence(topics["rnn"], parts("RNNs and an RNN"))
    assert [(e.name, e.times) for e in evidence] == [("RNN", 2)]


def test_topics_of_one_score_come_in_order_of_their_slugs() -> None:
    assert assigned(PLAIN, "Sorting and caching?") == ["caching", "sorting"]
    turned = Taxonomy(PLAIN.topics[::-1])
    assert assigned(turned, "Sorting and caching?") == ["caching", "sorting"]


def test_a_taxonomy_of_one_topic_finds_it_by_its_name() -> None:
    only = taxonomy('[caching]\nname = "Caching"\n')
    assert assigned(only, "What is a cache?") == ["caching"]
    assert assigned(only, "What is a queue?") == []
