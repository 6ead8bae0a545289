"""Whatever the texts and the file of topics, a bank comes out, and the same one each time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from recto.assign import MOST
from recto.diagnostics import as_text
from recto.duplicates import near_duplicates, sketch
from recto.model import Source
from recto.rules import Rule
from recto.taxonomy import Taxonomy
from recto.titles import TitleIndex
from recto.topics_file import parse_taxonomy
from tests.banks import Made, made_of_sources

WORDS = [
    *("learning", "Transfer learning", "fine-tuning", "finetuning", "cache", "Caches", "RNN"),
    *(
        "RNNs",
        "it",
        "IT",
        "数据",
        "数",
        "größe",
        "-",
        "?",
        "GPT-2",
        "a",
        "the",
        "\u200d",
        "😀",
        "\n",
    ),
]
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=30)
prose = st.lists(st.sampled_from(WORDS) | anything, min_size=1, max_size=12).map(" ".join)

TAXONOMY, _PROBLEMS = parse_taxonomy(
    """
[learning]
name = "Learning"
description = "Getting better with data."

[transfer]
name = "Transfer learning"
description = "Using again what was learned."
parent = "learning"
aliases = ["fine-tuning"]

[sequences]
name = "Sequences"
description = "One thing after the other: a cache, a queue."
parent = "learning"
acronyms = ["RNN", "IT", "A/B"]

[cache]
name = "Cache"
description = "Keeping results."

[data]
name = "数据"
description = "Größe."

[gpt]
name = "GPT-2"
description = "A model."
""".encode(),
    "topics.toml",
)
KEYS = ["name", "description", "parent", "aliases", "acronyms", "other", '"two words"']
VALUES = ['"A"', '"a"', '"b"', '"B b"', '""', '["A", "c"]', "[]", "[1]", "7", "false", "{a = 1}"]
HEADS = [
    "[a]",
    "[b]",
    '["c"]',
    "[A]",
    "[a.b]",
    "[[a]]",
    "[index]",
    '[""]',
    "# text",
    "",
    "[a",
    '"""',
]
lines = st.sampled_from(HEADS) | st.builds(
    " = ".join, st.tuples(st.sampled_from(KEYS), st.sampled_from(VALUES))
)
toml = st.lists(lines, max_size=14).map("\n".join)


@st.composite
def banks(draw: st.DrawFn) -> tuple[Source, ...]:
    """The sources of banks of any titles and answers, with topics and titles listed at random."""
    sources = []
    for number in range(draw(st.integers(0, 6))):
        title, answer, topics, listed = (" ".join(draw(prose).split()) for _ in range(4))
        text = (
            f"{title}\n\nTopics: {topics}\n\nOfficial Answer\n\n{answer}\n\nRelated Questions\n\n"
        )
        lines = tuple((text + listed).split("\n"))
        sources.append(Source(f"{number}.txt", f"q{number}", number, lines))
    return tuple(sources)


def made(sources: tuple[Source, ...], *, with_file: bool = True) -> Made:
    return made_of_sources(sources, TAXONOMY if with_file else Taxonomy())


def test_the_topics_that_the_properties_use_are_sound() -> None:
    assert [as_text(diagnostic) for diagnostic in _PROBLEMS] == []


@given(banks(), st.booleans())
@settings(max_examples=40)
def test_a_bank_gets_its_topics_and_pages_and_the_same_each_time(
    sources: tuple[Source, ...],
    with_file: bool,  # noqa: FBT001
) -> None:
    one, other = (made(sources, with_file=with_file).related() for _ in range(2))
    assert (one.bank.topics, one.diagnostics) == (other.bank.topics, other.diagnostics)
    assert one.bank.related == other.bank.related
    assert [*one.pages(2)] == [*other.pages(2)]
    assert all(as_text(diagnostic) for diagnostic in one.diagnostics)


@given(banks())
@settings(max_examples=100)
def test_at_most_four_topics_are_found_and_none_above_another(
    sources: tuple[Source, ...],
) -> None:
    for given_topics in made(sources).bank.topics.values():
        found = [one.topic for one in given_topics if one.score is not None]
        above = {a.slug for topic in found for a in TAXONOMY.ancestors(topic)}
        assert len(found) <= MOST
        assert above.isdisjoint(topic.slug for topic in found)


@given(banks())
@settings(max_examples=100)
def test_a_question_is_related_to_others_of_the_bank_each_once(
    sources: tuple[Source, ...],
) -> None:
    bank = made(sources).related().bank
    for id_, related in bank.related.items():
        ids = [other.id for other in related if other.id is not None]
        assert len(ids) == len(set(ids))
        assert set(ids) <= bank.by_id.keys() - {id_}


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=12))
def test_near_duplicates_are_pairs_in_order_and_every_copy_is_among_them(
    texts: list[list[str]],
) -> None:
    pairs = near_duplicates([*map(sketch, texts)])
    assert all(pair.first < pair.second < len(texts) for pair in pairs)
    assert all(0 <= pair.share <= 1 for pair in pairs)
    told = [pair.second for pair in pairs]
    assert len(told) == len(set(told))
    assert {n for n, text in enumerate(texts) if text in texts[:n]} <= set(told)


@given(st.lists(prose, max_size=8), prose)
def test_a_title_that_is_found_is_one_of_those_given(titles: list[str], written: str) -> None:
    index = TitleIndex((title, title) for title in titles)
    assert index.find(written) in {None, *titles}


@given(st.binary(max_size=200) | toml.map(str.encode))
def test_any_file_of_topics_gives_topics_or_errors_with_a_place(data: bytes) -> None:
    taxonomy, diagnostics = parse_taxonomy(data, "topics.toml")
    assert not (taxonomy.topics and diagnostics)
    for diagnostic in diagnostics:
        assert diagnostic.is_error
        assert diagnostic.line >= 1
        assert diagnostic.column >= 1
        assert as_text(diagnostic)


@given(st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["", *"abcdef"])))
def test_parents_are_accepted_if_they_come_to_an_end_and_reported_if_not(
    parents: dict[str, str],
) -> None:
    tables = (
        f'[{slug}]\nname = "{slug}"\ndescription = "D"\n' + f'parent = "{parent}"\n' * bool(parent)
        for slug, parent in parents.items()
    )
    taxonomy, diagnostics = parse_taxonomy("".join(tables).encode(), "topics.toml")
    expected = {
        (Rule.TOPIC_PARENT if parent not in parents else Rule.TOPIC_CYCLE, slug)
        for slug, parent in parents.items()
        if parent and (parent not in parents or slug in above(slug, parents))
    }
    slugs = [*parents]
    found = {(d.rule, slugs[_tables_before(parents, d.line)]) for d in diagnostics}
    assert found == expected
    assert bool(taxonomy.topics) == (bool(parents) and not expected)
    for topic in taxonomy.topics:
        assert [t.slug for t in taxonomy.ancestors(topic)] == above(topic.slug, parents)


def above(slug: str, parents: dict[str, str]) -> list[str]:
    """What is above a topic, up to the top or to where it comes round again."""
    found: list[str] = []
    while (slug := parents.get(slug, "")) and slug not in found:
        found.append(slug)
    return found


def _tables_before(parents: dict[str, str], line: int) -> int:
    """How many tables end above a line, each of three lines, or four with a parent."""
    ends = 0
    for number, parent in enumerate(parents.values()):
        ends += 4 if parent else 3
        if line <= ends:
            return number
    raise AssertionError
