"""Scores how related two questions are.

The score is a weighted mean of the cosine similarities of their words and of their topics. All sums
are of whole numbers, so that scores are the same wherever and in whatever order they are computed.
"""

from __future__ import annotations

import numpy as np

from recto.ordered import Array
from recto.relating.profiles import TERMS, TOPICS, UNIT, Profiles
from recto.relating.rows import BITS

FEW = 32
"""Up to this many questions, it does not pay to make profiles compact."""

_SHARES = np.repeat(np.array([2, 3], np.float32), [TOPICS, TERMS])
"""What topics and words count, in fifths."""


class Scorer:
    """Compares one question at a time with several others."""

    def __init__(self, known: Profiles) -> None:
        self._items, self._marks = known.items, known.marks
        self._factors = np.zeros(int(known.items.max(initial=0)) + 1, np.float32)

    def totals(self, place: int, others: Array) -> Array:
        """How related the question and each of the others are, which is symmetric: float32."""
        own = self._items[place]
        np.add.at(self._factors, own, _SHARES * self._marks[place])
        factors = self._factors.take(self._items[others])
        totals: Array = np.einsum("ij,ij->i", factors, self._marks[others].astype(np.float32))
        self._factors[own] = 0
        return totals


def scores(totals: Array) -> Array:
    """The scores for these totals, in thousandths from 0 to 1000: int16."""
    thousandths = np.rint(totals.astype(np.float64) / (UNIT * UNIT / 200))
    return np.minimum(1000, thousandths).astype(np.int16)


def compact(known: Profiles) -> Profiles:
    """The same profiles with items numbered without gaps, to fit into the processor's cache."""
    is_there = np.zeros(2 << BITS, bool)
    is_there[known.items] = True
    numbers = np.cumsum(is_there, dtype=np.int32)
    return Profiles(numbers[known.items], known.marks)
