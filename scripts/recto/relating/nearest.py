"""Finds for each question the others most related to it.

In a small bank all pairs are compared; in a larger one each question with its candidates, which are
about as many in a bank of any size.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Protocol

import numpy as np
from msgspec import Struct

from recto.ordered import Array
from recto.relating import champions
from recto.relating.champions import Lists, entries, lists
from recto.relating.profiles import Profiles, profiles, weights
from recto.relating.rows import Rows
from recto.relating.scoring import FEW, Scorer, compact, scores

MOST = 8
"""Related questions that are found: more than a page shows, since its source may list some."""

FLOOR = 0.11
"""The score that a related question must reach; 1 would be the same words and topics."""

LEAST = round(1000 * FLOOR)
"""The same in thousandths."""

SMALL = 512
"""Up to this many questions, all pairs are compared."""

_BLOCK = 512
_BLOCKS = 8


class Mapper(Protocol):
    """An executor of `concurrent.futures`, or anything else that can do things in parallel."""

    @property
    def map(self) -> Callable[..., Iterator[Any]]:
        """Like the built-in `map`."""


class Relations(Struct, frozen=True, eq=False):
    """The most related of each question, and what is needed to find them again after an edit.

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

    @property
    def profiles(self) -> Profiles:
        """The profiles of the questions."""
        return Profiles(self.items, self.marks)


def relate(
    rows: Rows, topics: Rows, executor: Mapper | None = None, small: int = SMALL
) -> Relations:
    """The most related of each question, by terms and topics, found from scratch."""
    weighed = weights(rows)
    known = profiles(rows, topics, weighed)
    everyone = np.arange(len(rows))
    index = None
    if len(rows) > small:
        index = lists(entries(known, everyone))
    places, scored = nearest(known, index, everyone, executor)
    return Relations(places, scored, known.items, known.marks, weighed)


def nearest(
    known: Profiles, index: Lists | None, sought: Array, executor: Mapper | None = None
) -> tuple[Array, Array]:
    """The places and scores of the questions most related to those at the places sought.

    The index needs only the lists that these look into; without an index, all are compared.
    """
    profiles_of_all = known
    if len(sought) > FEW:
        known = compact(known)
    # Each block takes all profiles along to its process, so there are few blocks.
    size = max(_BLOCK, -(-len(sought) // _BLOCKS))
    blocks = [sought[start : start + size] for start in range(0, len(sought), size)]
    keys = [champions.keys(profiles_of_all[block]) for block in blocks]
    many = (blocks, keys, [known] * len(blocks), [index] * len(blocks))
    spread = map if executor is None or len(blocks) < 2 else executor.map
    found = [*spread(nearest_of_block, *many)]
    return (
        np.concatenate([np.empty((0, MOST), np.int32), *(places for places, _ in found)]),
        np.concatenate([np.empty((0, MOST), np.int16), *(scored for _, scored in found)]),
    )


def nearest_of_block(
    sought: Array, keys: Array, known: Profiles, index: Lists | None
) -> tuple[Array, Array]:
    """The same for questions with these keys, in this process."""
    places = np.full((len(sought), MOST), -1, np.int32)
    scored = np.zeros((len(sought), MOST), np.int16)
    scorer = Scorer(known)
    for start in range(0, len(sought), _BLOCK):
        block = slice(start, start + _BLOCK)
        others = _candidates(sought[block], keys[block], known, index)
        totals = np.zeros(others.shape, np.float32)
        for row, (place, own) in enumerate(zip(sought[block], others, strict=True)):
            is_there = own >= 0
            totals[row, is_there] = scorer.totals(place, own[is_there])
        places[block], scored[block] = _best(others, scores(totals))
    return places, scored


def _candidates(sought: Array, keys: Array, known: Profiles, index: Lists | None) -> Array:
    """The others that each is compared with, without repeats: a row for each, with -1 for none."""
    if index is None:
        found = np.tile(np.arange(len(known), dtype=np.int32), (len(sought), 1))
    else:
        found = np.sort(index.candidates(keys), axis=1)
        found[:, 1:][found[:, 1:] == found[:, :-1]] = -1
    found[found == sought[:, None]] = -1
    return found


def _best(others: Array, scored: Array) -> tuple[Array, Array]:
    """The closest of the others, row by row; those equally close in reading order."""
    # One number holds score and place; the highest are wanted.
    last = np.int64((1 << 32) - 1)
    ranked = np.where(scored >= LEAST, scored.astype(np.int64) << 32 | last - others, 0)
    ranked = np.sort(ranked, axis=1)[:, : -MOST - 1 : -1]
    places = np.full((len(others), MOST), -1, np.int32)
    best = np.zeros((len(others), MOST), np.int16)
    is_there = ranked > 0
    places[:, : ranked.shape[1]][is_there] = last - (ranked[is_there] & last)
    best[:, : ranked.shape[1]][is_there] = ranked[is_there] >> 32
    return places, best
