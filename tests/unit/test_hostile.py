"""Hostile text is rendered or refused within a second, by every stage, and raises nowhere."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping

import pytest

from recto.content import read_content
from recto.markdown import Converter, renderer
from recto.model import Source
from recto.permalinks import Record
from recto.rules import Rule
from recto.slugs import MAX_LENGTH
from recto.taxonomy import Taxonomy, Topic
from recto.topics_file import parse_taxonomy
from tests.banks import Made, made_of_sources

SECONDS = 1.0
"""Of a machine that does what `slowness` times in its reference time; a slower one has longer."""

REFERENCE = 0.02
REFUSALS = {Rule.TOO_DEEP, Rule.TOO_DENSE, Rule.TOO_LONG, Rule.FORMULA}

ANSWERS = {
    "brackets": "[" * 20_000,
    "image-starts": "![a](" * 3_000,
    "nested-list": "\n".join(f"{'  ' * depth}- x" for depth in range(300)),
    "nested-list-in-a-line": "- " * 300 + "x",
    "nested-numbers": "\n".join(f"{'   ' * depth}1. x" for depth in range(300)),
    "asterisks": "*" * 100_000,
    "underscores": "_" * 100_000,
    "backticks": "`" * 50_000,
    "growing-backticks": " ".join("`" * n for n in range(300)),
    "nested-quotes": "> " * 5_000 + "x",
    "nested-quotes-without-blanks": ">" * 5_000 + " x",
    "backslashes": "\\" * 100_000,
    "bars": "|" * 20_000,
    "table-of-bars": f"{'|' * 20_000}\n{'|-' * 20_000}|\n{'|' * 20_000}",
    "dollars": "$" * 100_000,
    "dollars-apart": "$a " * 1_600,
    "display-maths-unclosed": "$$\nx\n\n" * 1_000,
    "square-maths-unclosed": "\\[ x\n" * 4_000,
    "autolinks": "<https://" * 4_900,
    "angle-brackets": "<" * 100_000,
    "entities": "&#" * 4_900,
    "emphasis-apart": "*a **a " * 1_600,
    "link-in-link": "[" * 900 + "x" + "](https://example.org/)" * 900,
    "fences": "```\n" * 20_001,
    "labels": "Context: x\n" * 10_000,
    "related-headings": "Related Questions\n" * 5_000,
    "spaces": "x" + " " * 100_000 + "y",
    "blank-lines": "x" + "\n" * 100_000 + "y",
    "paragraphs": "x\n\n" * 20_000,
    "list-items": "- x\n" * 5_000,
    "headings": "# x\n" * 1_000,
    "dashes": "-" * 100_000,
    "hashes": "#" * 100_000,
    "one-word": "x" * 200_000,
    "address-of-brackets": "https://x" + ")" * 100_000,
    "table-of-many-cells": f"|{' a |' * 100}\n|{' - |' * 100}\n" + f"|{' b |' * 100}\n" * 60,
    "block-syntax": "///\n" * 10_000,
    "wide-tables": "a|b\n-|-\n" * 3_000 + "a|b|c",
    "display-maths-empty": "$$\n" * 2_400,
    "display-maths-in-lines": "$$ x\n" * 2_400,
    "square-maths-in-lines": "\\[ x\n" * 1_600 + "\\\\]",
    "round-maths-unclosed": "\\(a" * 4_900 + "$\\)",
    "round-maths-in-paragraphs": ("\\(" * 2_500 + "\n\n") * 48,
    "square-maths-in-paragraphs": ("\\[x" * 1_600 + "\n\n") * 50,
    "brackets-in-paragraphs": ("[" * 4_900 + "\n\n") * 50,
    "brackets-without-target": ("[" * 2_400 + "]" * 2_400 + "\n\n") * 2,
    "image-starts-in-paragraphs": ("![a" * 2_400 + "\n\n") * 2,
    "brackets-before-a-link": "[" * 4_900 + "](x.md)",
    "list-items-without-end": "- x\n" * 62_500,
    "lists-in-lists": "- a\n  - b\n" * 25_000,
    "roots": "$" + "\\sqrt{" * 500 + "x" + "}" * 500 + "$",
    "powers": "$" + "x^{" * 900 + "x" + "}" * 900 + "$",
}


WAYS: dict[str, Callable[[str], str]] = {
    "plain": lambda page: renderer().convert(page),
    "quick": lambda page: Converter().to_html(page, lambda _: None),
}


def convert(answer: str, way: Callable[[str], str]) -> tuple[str | None, set[Rule]]:
    """The rendered page of a question with this answer, and the rules it breaks."""
    lines = ("What is a cache?", "", "Official Answer", "", *answer.split("\n"))
    made = made_of_sources([Source("sources/a1.txt", "a1", None, lines)])
    rules = {d.rule for d in made.diagnostics if d.is_error}
    if rules or not made.bank.entries:
        return None, rules
    page = next(made.pages(per_page=100))
    return way(page.text.split("---\n", 2)[2]), rules


@pytest.fixture(autouse=True)
def unburdened() -> Iterator[None]:
    """Spare the measured code the garbage collector's rounds through all that other tests left."""
    gc.freeze()
    yield
    gc.unfreeze()


def is_quick(taken: float) -> bool:
    return taken < SECONDS or taken < SECONDS * slowness()


def slowness() -> float:
    """How much slower this machine is just now than one that the limit was made for, at least 1."""
    times = []
    for _ in range(3):
        start = time.process_time()
        sum(n * n for n in range(300_000))
        times.append(time.process_time() - start)
    return max(1.0, min(times) / REFERENCE)


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS)
def test_hostile_text_is_rendered_or_refused_within_a_second(
    answer: str, way: Callable[[str], str]
) -> None:
    start = time.process_time()
    page, rules = convert(answer, way)
    taken = time.process_time() - start
    assert page or rules
    assert rules <= REFUSALS
    assert is_quick(taken)


def test_a_thousand_repeated_labels_are_told_within_a_second() -> None:
    source = Source("sources/a1.txt", "a1", None, ("What?", "", *("Context: x",) * 20_000))
    start = time.process_time()
    read_content(source)
    taken = time.process_time() - start
    assert is_quick(taken)


def test_thousands_of_equal_titles_get_addresses_within_a_second() -> None:
    titles = [(f"a{number}", "x" * MAX_LENGTH) for number in range(8_000)]
    start = time.process_time()
    record = Record().with_provisional(titles)
    taken = time.process_time() - start
    assert len({link.slug for link in record.by_id.values()}) == len(titles)
    assert is_quick(taken)


def read(*lines: str, topics: Taxonomy | None = None) -> Made:
    source = Source("sources/a1.txt", "a1", None, ("What?", "", *lines, "", "Official Answer", "A"))
    return made_of_sources([source], topics)


def test_thousands_of_misspelt_topics_are_told_within_a_second() -> None:
    topics = tuple(Topic(f"t{number}", f"topic number {number} of many") for number in range(200))
    names = (f"topc nubmer {number} of mnay" for number in range(2_000))
    start = time.process_time()
    found = read(f"Topics: {', '.join(names)}", topics=Taxonomy(topics))
    taken = time.process_time() - start
    assert {d.rule for d in found.diagnostics} == {Rule.UNKNOWN_TOPIC}
    assert len(found.diagnostics) == 2_000
    assert is_quick(taken)


def test_an_alias_of_characters_that_spell_out_many_is_refused_within_a_second() -> None:
    start = time.process_time()
    found = read("Aliases: " + "\u3300" * 80_000)
    taken = time.process_time() - start
    assert [d.rule for d in found.diagnostics] == [Rule.NOT_A_TITLE]
    assert found.bank.aliases == {}
    assert is_quick(taken)


def topics_file(parents: Mapping[int, int]) -> str:
    rows = (f'[t{n}]\nname = "N{n}"\ndescription = "D"' for n in range(len(parents) + 1))
    return "\n".join(
        row + (f'\nparent = "t{parents[n]}"' if n in parents else "") for n, row in enumerate(rows)
    )


TOPICS_FILES = {
    "blanks-in-text": f'x = """\n[{" " * 2_000}\n"""',
    "brackets-in-text": f'x = """\n{"[" * 50_000}\n"""',
    "chain": topics_file({n: n + 1 for n in range(2_000)}),
    "chain-to-a-cycle": topics_file({**{n: n + 1 for n in range(1_000)}, 1_000: 1_000}),
    "cycle": topics_file({n: (n + 1) % 2_000 for n in range(2_000)}),
}


@pytest.mark.parametrize("toml", TOPICS_FILES.values(), ids=TOPICS_FILES)
def test_a_hostile_file_of_topics_is_read_within_a_second(toml: str) -> None:
    start = time.process_time()
    parse_taxonomy(toml.encode(), "topics.toml")
    taken = time.process_time() - start
    assert is_quick(taken)
