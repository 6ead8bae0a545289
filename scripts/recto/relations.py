"""Finds for each question the others that a reader would go on to.

A question is a row of weighted stems and topics; two questions are as related as their rows point
the same way (cosine similarity). A row depends on its own question, and on the others through the
weights of stems alone, which have few steps, so that an edited question seldom moves any.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from recto.bank import Bank
from recto.terms import Terms

MOST = 5
"""Related questions of a page."""

FLOOR = 0.11
"""The score that a related question must reach; 1 would be the same words and topics."""

TERMS = 64
"""The strongest stems of a question, which are those compared."""

RAREST = 6
"""Steps of weight: up to a stem in a 64th of the questions or fewer."""

COMMONEST = 0.5
"""The weight of a stem in most questions."""

_TOPIC_SHARE = 0.4
"""What topics count beside words."""
_ANCESTOR_WEIGHT = 0.4
"""What a topic above a question's own counts beside it."""

_BITS = 20
_BLOCK = 512
"""Questions compared with all others at a time: memory grows with the bank, not with its square."""

_Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Relation:
    """Another question, by id, and how related it is: from 0 to 1 for the same words and topics."""

    id: str
    score: float


def nearest(bank: Bank, counts: Sequence[Terms]) -> Mapping[str, tuple[Relation, ...]]:
    """The most related questions of each, by id, the closest first and none below the floor."""
    ids = [entry.id for entry in bank.entries]
    if not ids:
        return {}
    weights = _weights(counts)
    words = _matrix([_weighted(own, weights) for own in counts])
    topics = _matrix([_topics(bank, id_) for id_ in ids])
    related: dict[str, tuple[Relation, ...]] = {}
    for start in range(0, len(ids), _BLOCK):
        block = slice(start, start + _BLOCK)
        scores = (
            (1 - _TOPIC_SHARE) * (words[block] @ words.T)
            + _TOPIC_SHARE * (topics[block] @ topics.T)
        ).tocsr()
        for row, (begin, end) in enumerate(
            zip(scores.indptr, scores.indptr[1:], strict=False), start
        ):
            found = _best(scores.indices[begin:end], scores.data[begin:end], row)
            related[ids[row]] = tuple(Relation(ids[n], score) for n, score in found)
    return related


def _weights(rows: Sequence[_Row]) -> _Row:
    """The inverse document frequency of each stem, in whole steps."""
    holders = Counter(stem for row in rows for stem in row)
    return {
        stem: min(RAREST, max(COMMONEST, math.floor(math.log2(len(rows) / number))))
        for stem, number in holders.items()
    }


def _weighted(counts: _Row, weights: _Row) -> _Row:
    row = {stem: (1 + math.log(count)) * weights[stem] for stem, count in counts.items()}
    strongest = sorted(row.items(), key=lambda item: (-item[1], item[0]))[:TERMS]
    return {stem: value for stem, value in strongest if value > 0}


def _topics(bank: Bank, id_: str) -> _Row:
    row: dict[str, float] = {}
    for assigned in bank.topics.get(id_, ()):
        for ancestor in bank.taxonomy.ancestors(assigned.topic):
            row.setdefault(ancestor.slug, _ANCESTOR_WEIGHT)
    return {**row, **{assigned.topic.slug: 1.0 for assigned in bank.topics.get(id_, ())}}


def _matrix(rows: Sequence[_Row]) -> csr_array:
    """The rows, each of length 1, with a column a term by its hash, which no other row moves."""
    lengths = [math.sqrt(sum(value * value for value in row.values())) or 1.0 for row in rows]
    values = [
        value / length for row, length in zip(rows, lengths, strict=True) for value in row.values()
    ]
    columns = [zlib.crc32(term.encode()) >> (32 - _BITS) for row in rows for term in row]
    ends = np.cumsum([0, *map(len, rows)])
    return csr_array((values, columns, ends), shape=(len(rows), 1 << _BITS), dtype=np.float32)


def _best(others: np.ndarray, scores: np.ndarray, own: int) -> list[tuple[int, float]]:
    """The places and scores of the best, those of one score in reading order."""
    near = np.flatnonzero((scores >= FLOOR) & (others != own))
    if len(near) > MOST:
        least = np.partition(scores[near], -MOST)[-MOST]
        near = near[scores[near] >= least - 1e-3]
    found = [(int(others[n]), round(float(scores[n]), 3)) for n in near]
    return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:MOST]
