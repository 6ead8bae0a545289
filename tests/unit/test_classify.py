"""The topics of a bank, and its near-duplicates."""

from __future__ import annotations

import subprocess
import sys

import pytest

from recto.assign import Assigned
from recto.explain import explain_topics
from recto.model import Part
from recto.rules import Rule
from recto.taxonomy import Taxonomy
from tests.banks import bank, made, taxonomy, text
from tests.projects import REPOSITORY, clean_environment

TOPICS = taxonomy("""
[caching]
name = "Caching"

[storage]
name = "Storage"
parent = "caching"

[sorting]
name = "Sorting"
""")

SCRIPT = """
from pathlib import Path
from recto.project import Project
from tests.banks import made_of_project

root = Path("tests/bank/fields/networks")
found = made_of_project(Project(root.parent, root, root, root))
print(found.diagnostics)
for page in found.related().pages(5):
    print(page.path, page.text)
"""


def test_names_in_the_source_go_before_its_words() -> None:
    found = bank(text("What is caching?", topics="sortings, Storage"), topics=TOPICS)
    assert found.topics == {"q1": (Assigned(TOPICS["sorting"]), Assigned(TOPICS["storage"]))}


def test_topics_that_a_source_names_are_given_once_but_for_those_above_them() -> None:
    found = bank(text("What is it?", topics="Caching, Sortings, Storage, sorting"), topics=TOPICS)
    assert [one.topic.slug for one in found.topics["q1"]] == ["sorting", "storage"]


def test_topics_are_explained_by_what_the_source_names_or_else_by_its_words() -> None:
    found = made(text("What is caching?", topics="Sorting"), text("What is caching?"))
    named, worded = (explain_topics(found.content(id_), TOPICS) for id_ in ("q1", "q2"))
    assert [(one.topic.slug, one.score, evidence) for one, evidence in named] == [
        ("sorting", None, [])
    ]
    ((one, evidence),) = worded
    assert one.topic.slug == "caching"
    assert evidence[0].name == "Caching"


def test_where_no_name_is_known_words_decide_and_the_name_is_reported() -> None:
    found = made(text("What is caching?", topics="Cachign"), topics=TOPICS)
    assert [one.topic.slug for one in found.bank.topics["q1"]] == ["caching"]
    assert [(d.rule, d.hint) for d in found.diagnostics] == [
        (Rule.UNKNOWN_TOPIC, "did you mean Caching?")
    ]


def test_a_question_without_a_topic_is_reported_once() -> None:
    found = made(text("Why?"), text("Who?", topics="X"), topics=TOPICS)
    assert [(d.path, d.rule) for d in found.diagnostics] == [
        ("sources/001_q1.txt", Rule.NO_TOPIC),
        ("sources/002_q2.txt", Rule.UNKNOWN_TOPIC),
    ]


def test_without_a_taxonomy_names_are_topics_and_words_count_for_nothing() -> None:
    found = made(text("What is caching?"), text("What is it?", topics="Caching"))
    assert found.diagnostics == ()
    assert [len(found.bank.topics[id_]) for id_ in ("q1", "q2")] == [0, 1]
    assert [topic.name for topic in found.bank.taxonomy.topics] == ["Caching"]


def test_a_topic_that_is_added_gathers_its_questions() -> None:
    texts = (text("What is sorting?"), text("What is a queue?"), text("Why are queues fair?"))
    before = bank(*texts, topics=TOPICS)
    assert before.topics["q2"] == ()
    more = taxonomy('[queues]\nname = "Queue"\n').topics
    after = bank(*texts, topics=Taxonomy((*TOPICS.topics, *more)))
    assert [[one.topic.slug for one in after.topics[id_]] for id_ in ("q1", "q2", "q3")] == [
        ["sorting"],
        ["queues"],
        ["queues"],
    ]


def test_other_titles_and_all_parts_have_a_say() -> None:
    found = made(
        text("What?", "An `answer`, **bold**.", aliases="Else?", context="Some", instruction="Do")
    )
    worded = found.content("q1").words
    assert {part: wording.typed for part, wording in worded.items()} == {
        Part.TITLE: ("What", "Else"),
        Part.INSTRUCTION: ("Do",),
        Part.CONTEXT: ("Some",),
        Part.ANSWER: ("An", "answer", "bold"),
    }


LONG = " ".join(f"word{n}" for n in range(100))


def test_a_near_duplicate_is_told_with_the_place_of_the_other() -> None:
    diagnostics = made(
        f"\n\n{text('What is a cache?', LONG)}", text("Explain caches.", LONG)
    ).diagnostics
    assert [(d.rule, d.path, d.line) for d in diagnostics] == [
        (Rule.NEAR_DUPLICATE, "sources/002_q2.txt", 1)
    ]
    assert diagnostics[0].message.startswith("its text and that of sources/001_q1.txt:3 are ")


@pytest.mark.parametrize(
    "texts",
    [
        (text("What is a cache?", LONG), text("Explain caches.", LONG, "what is A cache?")),
        (text("What is a cache?", LONG, "- Explain caches."), text("Explain caches.", LONG)),
        (text("One", LONG, aliases="Uno"), text("Two", LONG, "Uno")),
    ],
)
def test_a_near_duplicate_that_one_of_the_two_lists_is_meant(texts: tuple[str, str]) -> None:
    assert made(*texts).diagnostics == ()


def test_the_same_pages_come_out_whatever_the_seed_of_hashes() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            cwd=REPOSITORY,
            env=clean_environment(PYTHONHASHSEED=seed),
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
    assert b"topics/tls.md" in outputs.pop()


@pytest.mark.parametrize("title", ["What is it?", "∀?", "What is a cache?"])
def test_a_pair_is_not_told_where_one_lists_the_other(title: str) -> None:
    found = made(text(title, LONG), text("And then?", LONG, title))
    assert Rule.NEAR_DUPLICATE not in {d.rule for d in found.diagnostics}
