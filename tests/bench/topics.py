"""How well topics are found: precision, recall and F1 against what readers expect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from rich.table import Table

from recto.assign import Assigner
from recto.taxonomy import Taxonomy, Topic
from tests.bank.labelled import Field, fields
from tests.bench.part import Part

HALVES = {"worked with": False, "held out": True}
COUNTED = {"topics": False, "with those above them": True}


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares from 0 to 1 over all topics of all questions (micro-averaged)."""

    questions: int
    precision: float
    recall: float
    f1: float


def measure_topics(*, held_out: bool, ancestors: bool = False) -> Quality:
    """The quality on one half. With ancestors, topics count with those above them, in both sets."""
    pairs = [
        pair for field in fields() for pair in _pairs(field, held_out=held_out, ancestors=ancestors)
    ]
    return _quality(pairs)


def _pairs(field: Field, *, held_out: bool, ancestors: bool) -> Iterator[tuple[set[str], set[str]]]:
    """For each question, the slugs that are expected and those that are given."""
    assigner = Assigner(field.taxonomy)
    for content in field.half(held_out=held_out):
        given = [assigned.topic for assigned in assigner.assign(content.words)]
        expected = [_topic(field, name) for name in field.labels[content.question.id]]
        yield (
            _slugs(field.taxonomy, expected, ancestors=ancestors),
            _slugs(field.taxonomy, given, ancestors=ancestors),
        )


def _topic(field: Field, name: str) -> Topic:
    topic = field.taxonomy.named(name)
    assert topic, f"{field.name}: {name}"
    return topic


def _slugs(taxonomy: Taxonomy, topics: Iterable[Topic], *, ancestors: bool) -> set[str]:
    found = set(topics)
    if ancestors:
        found |= {above for topic in topics for above in taxonomy.ancestors(topic)}
    return {topic.slug for topic in found}


def _quality(pairs: list[tuple[set[str], set[str]]]) -> Quality:
    right = sum(len(expected & given) for expected, given in pairs)
    precision = right / max(1, sum(len(given) for _, given in pairs))
    recall = right / max(1, sum(len(expected) for expected, _ in pairs))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return Quality(len(pairs), round(precision, 3), round(recall, 3), round(f1, 3))


def measure_both() -> Part:
    """The quality on the half that was worked with and on the one held out."""
    table = Table("half", "counted", "questions", "precision", "recall", "F1", title="Topics found")
    figures: dict[str, dict[str, float]] = {}
    for half, is_held_out in HALVES.items():
        for counted, ancestors in COUNTED.items():
            found = measure_topics(held_out=is_held_out, ancestors=ancestors)
            shares = (f"{share:.3f}" for share in (found.precision, found.recall, found.f1))
            table.add_row(half, counted, str(found.questions), *shares)
            figures[f"{half}, {counted}"] = asdict(found)
    return Part(figures, (table,))
