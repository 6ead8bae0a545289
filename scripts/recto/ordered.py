"""Whole numbers in order, in arrays, since sorting is quicker than tables of hashes."""

from __future__ import annotations

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def distinct(numbers: Array) -> Array:
    """Numbers in order, each once."""
    numbers = np.sort(numbers, axis=None)
    is_first = np.ones(len(numbers), bool)
    np.not_equal(numbers[1:], numbers[:-1], out=is_first[1:])
    return numbers[is_first]


def positions(ordered: Array, sought: Array) -> Array:
    """Where each of the sought is among numbers in order, or -1 if it is not."""
    if not len(ordered):
        return np.full(sought.shape, -1)
    at = np.minimum(np.searchsorted(ordered, sought), len(ordered) - 1)
    at[ordered[at] != sought] = -1
    return at
