"""The file for other programs holds what its page says, and nothing else."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from recto.site.questions_json import VERSION, questions_json
from tests.banks import bank, made, taxonomy, text
from tests.projects import REPOSITORY

PAGE = (REPOSITORY / "docs" / "maintainers" / "questions-json.md").read_text(encoding="utf-8")
TYPES = {
    "text": lambda value: isinstance(value, str),
    "number": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "null": lambda value: value is None,
    "list": lambda value: isinstance(value, list),
    "list of texts": lambda value: (
        isinstance(value, list) and all(isinstance(one, str) for one in value)
    ),
}
TOPICS = taxonomy("""
[food]
name = "Food"

[bread]
name = "Bread"
parent = "food"

["grösse"]
name = "Size"
""")
TEXTS = (
    text("What is bread, “really”?", difficulty="easy"),
    text("Why does bread rise?", "Yeast.", "What is bread, really?", "What is dew?"),
    text("ما هو الخبز؟"),
)
BANK = made(*TEXTS, topics=TOPICS).related().bank


def related(id_: str) -> list[str | None]:
    return [own.id for own in BANK.related[id_]]


def documented(heading: str) -> list[tuple[str, str]]:
    """The name and type of each field in the table below a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)


def of_file(data: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Each object of the file, with the heading that it is documented under."""
    return [
        ("The file", data),
        *(("A topic", topic) for topic in data["topics"]),
        *(("A question", question) for question in data["questions"]),
    ]


def written() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(questions_json(BANK, related, lambda path: f"<{path}>"))
    return found


def example() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(PAGE.partition("```json\n")[2].partition("```")[0])
    return found


@pytest.mark.parametrize("data", [written(), example()], ids=["written", "example"])
def test_the_fields_are_those_documented_in_order_and_of_their_types(data: dict[str, Any]) -> None:
    for heading, found in of_file(data):
        fields = documented(heading)
        assert [*found] == [name for name, _ in fields]
        for name, types in fields:
            assert any(TYPES[one](found[name]) for one in types.split(" or ")), name


def test_a_question_tells_its_facts() -> None:
    assert written()["questions"][1] == {
        "id": "q2",
        "number": 2,
        "title": "Why does bread rise?",
        "url": "<questions/why-does-bread-rise.md>",
        "topics": ["bread"],
        "difficulty": None,
        "minutes": 1,
        "related": ["q1"],
    }


def test_a_topic_counts_the_questions_below_it() -> None:
    topics = written()["topics"]
    assert [(t["slug"], t["parent"], t["questions"]) for t in topics] == [
        ("food", None, 2),
        ("bread", "food", 2),
        ("grösse", None, 0),
    ]


def test_the_file_is_one_line_in_its_own_letters() -> None:
    found = questions_json(BANK, related, lambda path: path)
    assert found.count("\n") == 1
    assert "ما هو الخبز؟" in found


def test_the_documented_version_is_the_one_written() -> None:
    assert f"The version of this format: {VERSION}." in PAGE
    assert written()["version"] == example()["version"] == VERSION


def test_a_bank_of_nothing_has_no_topics_and_no_questions() -> None:
    data = json.loads(questions_json(bank(), related, lambda path: path))
    assert data == {"version": VERSION, "topics": [], "questions": []}
