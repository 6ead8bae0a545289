"""How good engines are: where among the answers to each query the right ones are."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.search.engine import Answer, Answers
from tests.bench.search.queries import Query

ALL = "all"


@dataclass(frozen=True, slots=True)
class Quality:
    """Over some queries: mean reciprocal rank at 10, and share whose first result is right."""

    queries: int
    mrr: float
    success: float


def rank(query: Query, answer: Answer) -> int:
    """The place of the first right question, from 1; 0 if none is among the answers."""
    places = (place for place, id_ in enumerate(answer.ids, 1) if id_ in query.expected)
    return next(places, 0)


def by_kind(queries: Sequence[Query], answers: Answers) -> dict[str, Quality]:
    """The quality for each kind, in the order of the queries, and last over all."""
    ranks = [
        (query.kind, rank(query, answer)) for query, answer in zip(queries, answers, strict=True)
    ]
    return {
        kind: _quality([place for of, place in ranks if kind in (of, ALL)])
        for kind in kinds(queries)
    }


def kinds(queries: Sequence[Query]) -> Iterator[str]:
    yield from dict.fromkeys(query.kind for query in queries)
    yield ALL


def _quality(ranks: Sequence[int]) -> Quality:
    reciprocal = [1 / place if place else 0.0 for place in ranks]
    return Quality(
        len(ranks),
        round(statistics.fmean(reciprocal), 3),
        round(statistics.fmean(place == 1 for place in ranks), 3),
    )
