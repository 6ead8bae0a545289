"""Sorted whole numbers in arrays, since sorting is quicker than hash tables."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def distinct(numbers: Array) -> Array:
    """The numbers in ascending order, each once."""
    numbers = np.sort(numbers, axis=None)
    is_first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return numbers[is_first]


def positions(ordered: Array, sought: Array) -> Array:
    """The position of each of the sought among sorted numbers, or -1 if it is not there."""
    if not len(ordered):
        return np.full(sought.shape, -1)
    at = np.minimum(np.searchsorted(ordered, sought), len(ordered) - 1)
    at[ordered[at] != sought] = -1
    return at
