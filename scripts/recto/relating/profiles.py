"""A question's profile: its topics and its strongest stems, each with a mark for how strong.

A stem is stronger the more often its question uses it and the fewer questions use it. The latter
counts in whole steps, so that an edited question seldom changes another's profile. Marks are whole
numbers: sums of their products are the same in whatever order they are added.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from msgspec import Struct

from recto.ordered import Array
from recto.relating.rows import BITS, Rows

TERMS = 64
"""How many of a question's stems are compared: the strongest."""

TOPICS = 8
"""How many of a question's topics are compared, including those above its own."""

WIDTH = TOPICS + TERMS
"""Columns of a profile."""

UNIT = 1600
"""The mark of a question's only stem or topic. Five times its square is exact as a float32."""

RAREST = 6
"""Steps of weight: the highest is for a stem in a 64th of the questions or fewer."""

_TOTAL_BITS = 4
_VALUE_BITS = 20
_COUNTED = 4096
"""The count from which a stem gains nothing more."""

_BLOCK = 2048


class Profiles(Struct, frozen=True, eq=False):
    """The profiles of questions, a row each: first topics, then stems, the strongest first."""

    items: Array
    """uint32, WIDTH columns: stems by their numbers, topics by theirs plus 2 ** BITS."""
    marks: Array
    """int16, as wide, 0 for none. In a row, the squares of those of topics add up to about
    UNIT ** 2, and so do those of stems."""

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, places: Array | slice) -> Profiles:
        return Profiles(self.items[places], self.marks[places])


def weights(rows: Rows) -> Array:
    """Twice the inverse document frequency of each stem, in whole steps or at least a half."""
    holders = np.bincount(rows.numbers, minlength=1 << BITS)
    # Of the number of questions only the highest bits count: one more hardly ever moves a weight.
    rest = max(0, len(rows).bit_length() - _TOTAL_BITS)
    total = len(rows) >> rest << rest
    counts = np.arange(len(rows) + 1)
    steps = sum((counts <= total >> step).astype(np.uint8) for step in range(1, RAREST + 1))
    return np.maximum(np.uint8(1), 2 * steps)[holders]


def profiles(rows: Rows, topics: Rows, weighed: Array) -> Profiles:
    """The profiles of questions with these terms and topics, where stems have these weights."""
    items = np.zeros((len(rows), WIDTH), np.uint32)
    marks = np.zeros((len(rows), WIDTH), np.int16)
    items[:, :TOPICS], marks[:, :TOPICS] = topic_columns(topics)
    for start in range(0, len(rows), _BLOCK):
        block = slice(start, min(start + _BLOCK, len(rows)))
        items[block, TOPICS:], marks[block, TOPICS:] = _strongest(rows, block, weighed)
    return Profiles(items, marks)


def topic_columns(topics: Rows) -> tuple[Array, Array]:
    """The items and marks of the first topics of each question."""
    row = np.repeat(np.arange(len(topics)), topics.lengths)
    column = np.arange(len(row)) - topics.ends[row]
    kept = column < TOPICS
    items = np.zeros((len(topics), TOPICS), np.uint32)
    values = np.zeros((len(topics), TOPICS))
    items[row[kept], column[kept]] = topics.numbers[kept] + np.uint32(1 << BITS)
    values[row[kept], column[kept]] = np.round(topics.values[kept].astype(np.float64), 3)
    return items, _marks(np.rint(values * 1000))


def _strongest(rows: Rows, block: slice, weighed: Array) -> tuple[Array, Array]:
    """The items and marks of the strongest stems of each question; equal ones by number."""
    ends = rows.ends[block.start : block.stop + 1]
    numbers = rows.numbers[ends[0] : ends[-1]]
    counts = rows.values[ends[0] : ends[-1]]
    values = _strengths()[np.minimum(counts, _COUNTED).astype(np.intp)] * weighed[numbers]
    row = np.repeat(np.arange(len(ends) - 1), np.diff(ends))
    # One number holds row, strength and stem, since numbers sort several times faster than rows.
    highest = (1 << _VALUE_BITS) - 1
    packed = (row << _VALUE_BITS | (highest - values)) << BITS | numbers
    packed.sort()
    rank = np.arange(len(packed)) - (ends[:-1] - ends[0])[row]
    packed, row, rank = (array[rank < TERMS] for array in (packed, row, rank))
    items = np.zeros((len(ends) - 1, TERMS), np.uint32)
    strengths = np.zeros((len(ends) - 1, TERMS))
    items[row, rank] = packed & ((1 << BITS) - 1)
    strengths[row, rank] = highest - (packed >> BITS & highest)
    return items, _marks(strengths)


def _marks(values: Array) -> Array:
    """Whole numbers, scaled to rows of length UNIT."""
    lengths = np.sqrt((values * values).sum(axis=1, keepdims=True))
    marks: Array = np.rint(values / np.maximum(lengths, 1) * UNIT).astype(np.int16)
    return marks


@cache
def _strengths() -> Array:
    """By how many times a question uses a stem, what that counts: whole numbers."""
    times = np.maximum(1, np.arange(_COUNTED + 1))
    strengths: Array = np.rint((1 + np.log(times)) * 1024).astype(np.int64)
    return strengths
