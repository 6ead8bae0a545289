"""The data of the search benchmark hold together."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from recto.topics_file import parse_taxonomy
from tests.bench.search.prose import write_prose
from tests.bench.search.queries import STARTER_ID, queries
from tests.projects import IS_SHIPPED, REPOSITORY

STARTER = REPOSITORY / "sources" / "starter"
TOPICS = REPOSITORY / "tests" / "bench" / "search" / "topics.toml"
KINDS = {"keywords", "paraphrase", "answer", "acronym", "misspelt", "prefix"}


def test_there_are_enough_queries_of_each_kind() -> None:
    kinds = Counter(query.kind for query in queries())
    assert kinds.keys() == KINDS
    assert kinds.total() >= 200
    assert min(kinds.values()) >= 30


def test_no_query_stands_twice() -> None:
    texts = Counter(query.text.casefold() for query in queries())
    assert [text for text, count in texts.items() if count > 1] == []


def test_no_two_queries_of_a_kind_share_an_answer() -> None:
    answers = Counter((query.kind, answer) for query in queries() for answer in query.expected)
    assert [answer for answer, count in answers.items() if count > 1] == []


def test_each_query_has_one_to_five_answers() -> None:
    assert [query for query in queries() if not 1 <= len(query.expected) <= 5] == []


def test_answers_are_sources_of_the_bank(tmp_path: Path) -> None:
    """Of the shipped questions, or of those made from docstrings."""
    if not IS_SHIPPED:
        pytest.skip("the starter questions were cleared")
    assert write_prose(tmp_path) >= 1_000
    files = (*tmp_path.iterdir(), *STARTER.glob("*.txt"))
    known = {file.stem.partition("_")[2] for file in files}
    assert all(STARTER_ID.fullmatch(name) for name in known)
    assert [query for query in queries() if not known.issuperset(query.expected)] == []


def test_topics_are_a_taxonomy() -> None:
    taxonomy, diagnostics = parse_taxonomy(TOPICS.read_bytes(), TOPICS.name)
    assert diagnostics == []
    assert 25 <= len(taxonomy.topics) <= 40
