"""Finds for each question of a bank the others that a reader would go on to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recto.bank import Bank
from recto.classify import wordings
from recto.relating import Rows, relate, terms, topics_of


@dataclass(frozen=True, slots=True)
class Relation:
    """Another question, by id, and how related it is: from 0 to 1 for the same words and topics."""

    id: str
    score: float


def nearest(bank: Bank) -> Mapping[str, tuple[Relation, ...]]:
    """The most related questions of each, by id, the closest first and none below the floor."""
    ids = [entry.question.id for entry in bank.entries]
    rows = Rows.of(terms(wordings(entry)) for entry in bank.entries)
    topics = topics_of(bank.taxonomy, [[one.topic for one in bank.topics.get(i, ())] for i in ids])
    related = relate(rows, topics)
    return {
        id_: tuple(Relation(ids[other], score) for other, score in related.of(place))
        for place, id_ in enumerate(ids)
    }
