"""Finds for each question the few others that are worth comparing with it in full.

An inverted index leads from a stem, a topic, or two of them together to the questions that they are
strong in. A list is cut to its strongest, its champions (Manning, Raghavan and Schütze 2008,
"Introduction to Information Retrieval", 7.1.3), so that the cost of a question does not grow with
the bank. Pairs have short lists even in a bank that says everything in the same few words.
"""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from recto.ordered import Array, positions
from recto.relating.profiles import TOPICS, UNIT, Profiles
from recto.relating.rows import BITS

CHAMPIONS = 8
"""Questions in a list."""

_ALONE = 24
"""How many of a question's strongest stems are looked up alone and together with a topic."""

_PAIRED = 12
"""How many of a question's strongest stems are looked up in pairs."""

_TOPICS = 2
"""How many of a question's topics are looked up."""

_COLUMNS = [*range(_TOPICS), *range(TOPICS, TOPICS + _ALONE)]
_LEFT, _RIGHT = np.array(
    [
        (left, right)
        for left in range(len(_COLUMNS))
        for right in range(left, len(_COLUMNS))
        if left == right or left < _TOPICS or right < _TOPICS + _PAIRED
    ]
).T

_KEY_BITS, _RANK_BITS, _PLACE_BITS = 34, 8, 22
_BLOCK = 4096

_PLACE = np.uint64((1 << _PLACE_BITS) - 1)
_BEHIND_KEY = np.uint64(_RANK_BITS + _PLACE_BITS)


def keys(profiles: Profiles) -> Array:
    """The keys of each question, a row for each; 0 where it has fewer."""
    found = np.zeros((len(profiles), len(_LEFT)), np.uint64)
    row, column = _pairs(profiles.marks[:, _COLUMNS] > 0)
    found[row, column] = _keys(profiles.items[:, _COLUMNS], row, column)
    return found


def entries(profiles: Profiles, places: Array, of: Profiles | None = None) -> Array:
    """The entries of questions at these places; with `of`, at least those that these look into.

    An entry is a uint64: a key, which stands for one or two items, a rank, which is lower where
    they are stronger, and a place. So sorted entries are lists, each in order of strength.
    """
    blocks = [slice(start, start + _BLOCK) for start in range(0, len(places), _BLOCK)]
    is_sought = None
    if of is not None:
        is_sought = np.zeros(2 << BITS, bool)
        is_sought[of.items[:, _COLUMNS]] = True
    found = [_entries(profiles[block], places[block], is_sought) for block in blocks]
    return np.concatenate([np.empty(0, np.uint64), *found])


def _entries(profiles: Profiles, places: Array, is_sought: Array | None) -> Array:
    items, marks = profiles.items[:, _COLUMNS], profiles.marks[:, _COLUMNS]
    is_there = marks > 0
    if is_sought is not None:
        is_there &= is_sought[items]
    row, column = _pairs(is_there)
    product = marks[row, _LEFT[column]].astype(np.float32) * marks[row, _RIGHT[column]]
    highest = (1 << _RANK_BITS) - 1
    ranks = highest - np.rint(np.minimum(1, np.sqrt(product) / UNIT) * highest)
    behind: Array = ranks.astype(np.uint64) << np.uint64(_PLACE_BITS) | places[row].astype(
        np.uint64
    )
    behind |= _keys(items, row, column) << _BEHIND_KEY
    return behind


def _pairs(is_there: Array) -> tuple[Array, Array]:
    """The rows, and the columns of keys, in which both items are there."""
    rows = np.flatnonzero(is_there.any(axis=1))
    is_there = is_there[rows]
    row, column = np.nonzero(is_there[:, _LEFT] & is_there[:, _RIGHT])
    return rows[row], column


def _keys(items: Array, row: Array, column: Array) -> Array:
    left, right = items[row, _LEFT[column]], items[row, _RIGHT[column]]
    keys: Array = np.minimum(left, right).astype(np.uint64) << np.uint64(BITS + 1)
    keys |= np.maximum(left, right)
    # Fibonacci hashing: Knuth, "The Art of Computer Programming", volume 3, 6.4.
    keys *= np.uint64(0x9E3779B97F4A7C15)
    keys >>= np.uint64(64 - _KEY_BITS)
    return keys


def keys_of(found: Array) -> Array:
    """The keys of entries."""
    return found >> _BEHIND_KEY


def places_of(found: Array) -> Array:
    """The places of entries."""
    return (found & _PLACE).astype(np.int32)


def at_places(found: Array, places: Array) -> Array:
    """The same entries with other places."""
    return found & ~_PLACE | places.astype(np.uint64)


class Lists(Struct, frozen=True, eq=False):
    """The champions of each key that several questions have."""

    keys: Array
    """uint64, ascending"""
    champions: Array
    """int32, CHAMPIONS columns: places, the strongest first, those equally strong in reading
    order, and -1 where there are fewer."""

    def candidates(self, keys: Array) -> Array:
        """The places in the lists of these keys, a row for each row of keys, with -1 for none."""
        if not len(self.keys):
            return np.empty((len(keys), 0), np.int32)
        at = positions(self.keys, keys)
        found = self.champions[at]
        found[(at < 0) | (keys == 0)] = -1
        return found.reshape(len(keys), -1)


def lists(found: Array) -> Lists:
    """The lists of these entries, which must include all entries of each list that is used."""
    found = np.sort(found)
    keys = keys_of(found)
    begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))[: len(keys)]
    lengths = np.diff(begins, append=len(keys))
    begins, lengths = begins[lengths > 1], lengths[lengths > 1]
    at = begins[:, None] + np.arange(CHAMPIONS)
    is_there = np.arange(CHAMPIONS) < lengths[:, None]
    champions = np.full(at.shape, -1, np.int32)
    champions[is_there] = places_of(found[at[is_there]])
    return Lists(keys[begins], champions)
