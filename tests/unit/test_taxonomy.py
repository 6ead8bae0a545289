"""Topics and how they are looked up, and the file that they come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto.compile import compile_project
from recto.project import Project
from recto.rules import Rule
from recto.taxonomy import Taxonomy, Topic, taxonomy_of
from recto.topics_file import parse_taxonomy
from tests.banks import taxonomy

TOPICS = taxonomy("""
[network]
name = "Computer networks"

[transport]
name = "Transport layer"
parent = "network"
aliases = ["congestion control"]
acronyms = ["TCP"]

[flow]
name = "Flow control"
parent = "transport"

[storage]
name = "Storage"
""")


@pytest.mark.parametrize(
    "name",
    [
        *("Transport layer", "transport LAYERS", "Congestion controls", "TCP", "tcp"),
        *("transport", "Transport-layer"),
    ],
)
def test_a_topic_is_found_by_each_of_its_names_and_its_slug(name: str) -> None:
    assert TOPICS.named(name) == TOPICS["transport"]


@pytest.mark.parametrize("name", ["", "?", "layer", "transport layer protocol"])
def test_what_is_no_whole_name_finds_nothing(name: str) -> None:
    assert TOPICS.named(name) is None


def test_a_name_goes_before_the_slug_of_another_topic() -> None:
    topics = Taxonomy((Topic("caching", "Memory"), Topic("memo", "Caching")))
    assert topics.named("caching") == Topic("memo", "Caching")


def test_ancestors_come_from_the_closest_to_the_top() -> None:
    assert [t.slug for t in TOPICS.ancestors(TOPICS["flow"])] == ["transport", "network"]
    assert [*TOPICS.ancestors(TOPICS["storage"])] == []


def test_children_are_those_right_below_in_the_order_of_the_file() -> None:
    assert [t.slug for t in TOPICS.children("network")] == ["transport"]
    assert [t.slug for t in TOPICS.children(None)] == ["network", "storage"]
    assert TOPICS.children("flow") == ()


def test_names_alone_make_a_flat_taxonomy_in_order_of_name() -> None:
    topics = taxonomy_of(["sorting", "Caching", "Sorting", "caches", "index"]).topics
    assert [(t.slug, t.name, t.parent) for t in topics] == [
        ("caching", "Caching", None),
        ("sorting", "Sorting", None),
        ("caches", "caches", None),
        ("index-2", "index", None),
    ]


def test_names_of_one_address_get_addresses_of_their_own() -> None:
    topics = taxonomy_of(["A, B and C", "A B and C!", "😀", "…"]).topics
    assert len({topic.slug for topic in topics}) == len(topics) == 3


def test_names_without_words_are_told_apart() -> None:
    names = ["∀", "∃", "😀"]
    topics = taxonomy_of(names)
    assert [topic and topic.name for topic in map(topics.named, names)] == names


def test_a_file_gives_topics_in_its_order() -> None:
    toml = '''\ufeff# Topics

[caching]
name = """Caching  and
buffering"""
description = "Text."

["other"]
name = "Other"
description = "Text."
parent = "caching"
aliases = ["else"]
acronyms = ["O"]
'''
    found, diagnostics = parse_taxonomy(toml.encode(), "t")
    assert diagnostics == []
    assert found.topics == (
        Topic("caching", "Caching and buffering", "Text."),
        Topic("other", "Other", "Text.", ("else",), ("O",), "caching"),
    )


@pytest.mark.parametrize("data", [b"", b"\n", b"# none\r\n", b"\xef\xbb\xbf"])
def test_a_file_may_have_no_topic(data: bytes) -> None:
    assert parse_taxonomy(data, "t") == (Taxonomy(), [])


@pytest.mark.parametrize(
    ("toml", "rules"),
    [
        ('[a]\nname = "A"', [Rule.TOPIC_FIELD]),
        ("[a", [Rule.TOPICS_FILE]),
        ('[a]\nname = "A"\ndescription = "D"\nparent = "b"', [Rule.TOPIC_PARENT]),
        ('[a]\nname = "A"\ndescription = "D"\nparent = "a"', [Rule.TOPIC_CYCLE]),
        ('a = "A"\n[b]\nname = 1', [Rule.TOPIC_FIELD, Rule.TOPIC_FIELD, Rule.TOPIC_FIELD]),
    ],
)
def test_a_file_with_an_error_gives_no_topics(toml: str, rules: list[Rule]) -> None:
    found, diagnostics = parse_taxonomy(toml.encode(), "t")
    assert found.topics == ()
    assert [diagnostic.rule for diagnostic in diagnostics] == rules


def test_a_topic_below_a_cycle_is_not_told_to_be_in_it() -> None:
    rows = [("a", "b"), ("b", "a"), ("below", "a")]
    toml = "".join(
        f'[{slug}]\nname = "{slug}"\ndescription = "D"\nparent = "{parent}"\n'
        for slug, parent in rows
    )
    _, diagnostics = parse_taxonomy(toml.encode(), "t")
    assert [(d.rule, d.line, d.message.partition(": ")[2]) for d in diagnostics] == [
        (Rule.TOPIC_CYCLE, 4, "a in b in a"),
        (Rule.TOPIC_CYCLE, 8, "b in a in b"),
    ]


@pytest.mark.parametrize(
    ("header", "right"),
    [
        ("[données]", '["données"]'),
        ("[C A]", "[c-a]"),
        ("[Réseaux de neurones]", '["réseaux-de-neurones"]'),
        ('["Données"]', '["données"]'),
    ],
)
def test_a_slug_that_toml_or_an_address_cannot_hold_is_told_how_to_write(
    header: str, right: str
) -> None:
    toml = f'{header}\nname = "A"\ndescription = "D"'
    (found,) = parse_taxonomy(toml.encode(), "t")[1]
    assert found.hint.partition(";")[0] == f"write {right}"
    _, found_then = parse_taxonomy(toml.replace(header, right).encode(), "t")
    assert found_then == []


@pytest.mark.parametrize("header", ['["a"] b', "[a] b", '["a b"', "[a"])
def test_a_slug_that_is_right_is_told_no_other_way_to_write(header: str) -> None:
    (found,) = parse_taxonomy(header.encode(), "t")[1]
    assert found.rule is Rule.TOPICS_FILE
    assert not found.hint.startswith("write")


def test_one_topic_may_have_a_name_twice() -> None:
    toml = '[a]\nname = "Net"\ndescription = "D"\naliases = ["nets"]\nacronyms = ["NET"]'
    assert parse_taxonomy(toml.encode(), "t")[1] == []


def test_nothing_can_be_published_without_the_taxonomy(tmp_path: Path) -> None:
    """Else the pages of all its topics would go."""
    (tmp_path / "sources").mkdir()
    project = Project(tmp_path, tmp_path / "sources", tmp_path / "docs", tmp_path / "site")
    assert compile_project(project).is_complete
    project.topics.write_text("[a", encoding="utf-8")
    assert not compile_project(project).is_complete


def test_a_slug_in_two_pairs_of_brackets_is_to_have_one() -> None:
    _, found = parse_taxonomy(b'\n[[caching]]\nname = "Caching"\n', "topics.toml")
    assert [(d.rule, d.line, d.hint) for d in found] == [
        (Rule.TOPIC_FIELD, 2, "write [caching], in single brackets")
    ]
