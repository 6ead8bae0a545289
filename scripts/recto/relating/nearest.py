"""Finds for each question the others that a reader would go on to.

Two questions are as related as their profiles point the same way (cosine similarity), words and
topics each for themselves. In a small bank all pairs are compared; in a larger one each question
with its candidates, which are about as many in a bank of any size. All sums are of whole numbers,
so that scores are the same wherever and in whatever order they are computed.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from recto.relating import champions
from recto.relating.champions import Lists, entries, lists
from recto.relating.profiles import TERMS, TOPICS, UNIT, Profiles, profiles, weights
from recto.relating.rows import BITS, Array, Rows

MOST = 8
"""Related questions that are found; a page shows fewer, since its source may list some itself."""

FLOOR = 0.11
"""The score that a related question must reach; 1 would be the same words and topics."""

LEAST = round(1000 * FLOOR)
"""The same in thousandths."""

SMALL = 512
"""Questions up to which all pairs are compared."""

_SHARES = np.repeat(np.array([2, 3], np.float32), [TOPICS, TERMS])
"""What topics and words count, in fifths."""

_BLOCK = 512
_BLOCKS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """For each question its most related, and what finding them anew after an edit needs.

    All are plain arrays, a row for each question in reading order.
    """

    places: Array
    """int32, MOST columns: the closest first, those equally close in reading order; -1 for none."""
    scores: Array
    """int16, as wide: in thousandths from 0 to 1000."""
    items: Array
    """Profiles"""
    marks: Array
    weights: Array
    """Of stems, not of questions."""

    def __len__(self) -> int:
        return len(self.places)

    def of(self, place: int) -> Iterator[tuple[int, float]]:
        """The places and scores, from 0 to 1, of the questions most related to one."""
        for other, score in zip(self.places[place], self.scores[place], strict=True):
            if other >= 0:
                yield int(other), int(score) / 1000

    @property
    def profiles(self) -> Profiles:
        """The profiles of the questions."""
        return Profiles(self.items, self.marks)


def relate(
    rows: Rows, topics: Rows, executor: Executor | None = None, small: int = SMALL
) -> Relations:
    """The most related of each question, by its terms and topics. All of it is done anew."""
    weighed = weights(rows)
    known = profiles(rows, topics, weighed)
    everyone = np.arange(len(rows))
    index = None
    if len(rows) > small:
        index = lists(entries(known, everyone))
    places, scores = nearest(known, index, everyone, executor)
    return Relations(places, scores, known.items, known.marks, weighed)


def nearest(
    known: Profiles, index: Lists | None, sought: Array, executor: Executor | None = None
) -> tuple[Array, Array]:
    """The places and scores of the most related of the questions sought, by their places.

    The index needs the lists of these questions alone; without one all are compared.
    """
    profiles_of_all = known
    if index is not None and len(sought) > _BLOCK:
        known = _renumbered(known)
    # Each block takes all profiles along to its process, so that they are few.
    size = max(_BLOCK, -(-len(sought) // _BLOCKS))
    blocks = [sought[start : start + size] for start in range(0, len(sought), size)]
    keys = [champions.keys(profiles_of_all[block]) for block in blocks]
    many = (blocks, keys, [known] * len(blocks), [index] * len(blocks))
    spread = map if executor is None or len(blocks) < 2 else executor.map
    found = [*spread(nearest_of_block, *many)]
    return (
        np.concatenate([np.empty((0, MOST), np.int32), *(places for places, _ in found)]),
        np.concatenate([np.empty((0, MOST), np.int16), *(scores for _, scores in found)]),
    )


def nearest_of_block(
    sought: Array, keys: Array, known: Profiles, index: Lists | None
) -> tuple[Array, Array]:
    """The same for questions with these keys, in one go."""
    places = np.full((len(sought), MOST), -1, np.int32)
    scores = np.zeros((len(sought), MOST), np.int16)
    scorer = Scorer(known)
    for row, others in enumerate(_candidates(sought, keys, known, index)):
        own = scorer.scores(sought[row], others)
        near = np.flatnonzero(own >= LEAST)
        near = near[np.argsort(-own[near], kind="stable")[:MOST]]
        places[row, : len(near)] = others[near]
        scores[row, : len(near)] = own[near]
    return places, scores


def _candidates(
    sought: Array, keys: Array, known: Profiles, index: Lists | None
) -> Iterator[Array]:
    """The other questions that each is compared with, in reading order."""
    if index is None:
        everyone = np.arange(len(known))
        yield from (everyone[everyone != place] for place in sought)
        return
    for start in range(0, len(sought), _BLOCK):
        block = slice(start, start + _BLOCK)
        found = index.candidates(keys[block])
        found[found == sought[block, None]] = -1
        found.sort(axis=1)
        is_first = np.diff(found, prepend=np.int32(-1), axis=1) > 0
        yield from (own[first] for own, first in zip(found, is_first, strict=True))


def _renumbered(known: Profiles) -> Profiles:
    """The same with items numbered without gaps, which fit into the processor's cache."""
    is_there = np.zeros(2 << BITS, bool)
    is_there[known.items] = True
    numbers = np.cumsum(is_there, dtype=np.int32)
    return Profiles(numbers[known.items], known.marks)


class Scorer:
    """Compares a question with several others, in thousandths."""

    def __init__(self, known: Profiles) -> None:
        self._items, self._marks = known.items, known.marks
        self._products = np.zeros(int(known.items.max(initial=0)) + 1, np.float32)

    def scores(self, place: int, others: Array) -> Array:
        """How related each of the others is to the question, one way or the other."""
        own = self._items[place]
        np.add.at(self._products, own, _SHARES * self._marks[place])
        products = self._products[self._items[others]]
        total = np.einsum("ij,ij->i", products, self._marks[others].astype(np.float32))
        self._products[own] = 0
        scores: Array = np.minimum(1000, np.rint(total.astype(np.float64) / (UNIT * UNIT / 200)))
        return scores.astype(np.int16)
