"""What each question contributes to comparing it with others, and all of that in a few arrays."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from msgspec import Struct

from recto.model import Part
from recto.ordered import Array
from recto.words import Wording, is_telling

if TYPE_CHECKING:
    import numpy.typing as npt

BITS = 20
"""Stems are numbers of so many bits; a stem has the same number in every bank."""

_PART_WEIGHTS = {Part.TITLE: 3, Part.INSTRUCTION: 2, Part.CONTEXT: 1, Part.ANSWER: 1}
_SILENT = -1


class Terms(Struct, frozen=True, array_like=True, gc=False):
    """The stems of a question by their numbers, ascending, and how often it uses each.

    Title and instruction count more; counts are whole. Both are kept as bytes, which are quicker to
    save, load and join than an array for each question.
    """

    packed_numbers: bytes
    """uint32"""
    packed_counts: bytes
    """float32, as many"""

    @classmethod
    def of(cls, numbers: npt.ArrayLike, counts: npt.ArrayLike) -> Self:
        """The terms of these numbers and counts."""
        return cls(
            np.asarray(numbers, np.uint32).tobytes(), np.asarray(counts, np.float32).tobytes()
        )


def terms(parts: Mapping[Part, Wording]) -> Terms:
    """The terms of a question with these parts, which depend on nothing else."""
    counts: Counter[int] = Counter()
    for part, wording in parts.items():
        weight = _PART_WEIGHTS[part]
        for number, times in Counter(map(_NUMBERS.__getitem__, wording.stems)).items():
            counts[number] += weight * times
    del counts[_SILENT]
    numbers = sorted(counts)
    return Terms.of(numbers, [counts[number] for number in numbers])


class _Numbers(dict[str, int]):
    """The number of each stem met so far, if the stem can show what a text is about."""

    def __missing__(self, stem: str) -> int:
        number = zlib.crc32(stem.encode()) >> (32 - BITS) if is_telling(stem) else _SILENT
        self[stem] = number
        return number


_NUMBERS = _Numbers()


class Rows(Struct, frozen=True, eq=False):
    """A row of numbered values for each question, in reading order: its terms, or its topics.

    Row n is what is between `ends[n]` and `ends[n + 1]` in the other two.
    """

    ends: Array
    """int64, one more than there are rows, from 0"""
    numbers: Array
    """uint32, below 2 ** BITS"""
    values: Array
    """float32, as long"""

    @classmethod
    def of(cls, questions: Iterable[Terms]) -> Self:
        """The rows of these questions."""
        questions = list(questions)
        return cls(
            _ends([len(own.packed_numbers) // 4 for own in questions]),
            np.frombuffer(b"".join(own.packed_numbers for own in questions), np.uint32),
            np.frombuffer(b"".join(own.packed_counts for own in questions), np.float32),
        )

    def __len__(self) -> int:
        return len(self.ends) - 1

    @property
    def lengths(self) -> Array:
        """How many values each row has."""
        return np.diff(self.ends)

    def take(self, places: Array) -> Rows:
        """The rows of these places."""
        lengths = self.lengths[places]
        ends = _ends(lengths)
        values = np.arange(ends[-1]) + np.repeat(self.ends[places] - ends[:-1], lengths)
        return Rows(ends, self.numbers[values], self.values[values])


def _ends(lengths: Sequence[int] | Array) -> Array:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
