"""Finds questions that say nearly the same, by sketches of their text.

A question's sketch is the smallest hashes of its runs of words; the share that two sketches have in
common estimates the share of runs that the texts have in common (Broder 1997, "On the resemblance
and containment of documents", doi:10.1109/SEQUEN.1997.666900). A sketch depends on its own question
alone.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import numpy as np
from msgspec import Struct

from recto.ordered import Array, distinct

RUN = 4
"""Words in a run."""

SIZE = 64
"""Hashes in a sketch. The estimate of a share of 0.7 has a standard error of 0.06."""

ALIKE = 0.7
"""The share at or above which two questions are near-duplicates."""

CROWD = 8
"""Each question is compared with this many, the first ones, of those that share a hash with it."""

NONE = np.iinfo(np.uint64).max
"""Fills the end of the sketch of a short text."""

_PLACE_BITS = np.uint64(26)
_PLACES = np.uint64((1 << 26) - 1)
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SIGNATURE_BITS = 256
_BLOCK = 4096

Sketch = Array


class Pair(Struct, frozen=True):
    """Two questions by their place in the bank, the earlier first, and how alike they are."""

    first: int
    second: int
    share: float


def sketch(stems: Sequence[str]) -> Sketch:
    """The sketch of a text: uint64, ascending. A text shorter than a run counts as one run."""
    codes = np.array([*map(_CODES.__getitem__, stems), *[0] * (RUN - len(stems))], np.uint64)
    runs = np.zeros(len(codes) - RUN + 1, np.uint64)
    for at in range(RUN):
        runs += codes[at : at + len(runs)] * np.uint64(2 * at + 1)
    smallest = distinct(_mixed(runs))[:SIZE]
    return np.concatenate((smallest, np.full(SIZE - len(smallest), NONE)))


def joined(sketches: Iterable[bytes]) -> Array:
    """An array with a row for each of the sketches, which are kept as bytes."""
    return np.frombuffer(b"".join(sketches), np.uint64).reshape(-1, SIZE)


class _Codes(dict[str, int]):
    """The number of each stem met so far."""

    def __missing__(self, stem: str) -> int:
        code = self[stem] = zlib.crc32(stem.encode())
        return code


_CODES = _Codes()


def near_duplicates(sketches: Array | Sequence[Sketch]) -> list[Pair]:
    """For each question, the earlier one most like it, if that is a near-duplicate.

    `sketches` has a row for each question. Those with the same sketch are paired with the first
    of them; only that one is compared with others.
    """
    sketches = np.asarray(sketches, np.uint64).reshape(-1, SIZE)
    first = _first_with_the_same(sketches)
    is_again = first != np.arange(len(first))
    pairs = [Pair(int(first[n]), int(n), 1.0) for n in np.flatnonzero(is_again)]
    alone = np.flatnonzero(~is_again)
    own = sketches[alone]
    earlier, later = _likely(own, *_candidates(own))
    best: dict[int, Pair] = {}
    for begin in range(0, len(later), _BLOCK):
        block = slice(begin, begin + _BLOCK)
        shares = _shares(own[earlier[block]], own[later[block]])
        for n in np.flatnonzero(shares >= ALIKE):
            one, other = int(alone[earlier[begin + n]]), int(alone[later[begin + n]])
            pair = Pair(one, other, float(shares[n]))
            if pair.second not in best or pair.share > best[pair.second].share:
                best[pair.second] = pair
    return sorted((*pairs, *best.values()), key=lambda pair: pair.second)


def _first_with_the_same(sketches: Array) -> Array:
    """For each sketch, the first place that has the same."""
    places = np.arange(len(sketches))
    _, at, inverse = np.unique(_digests(sketches), return_index=True, return_inverse=True)
    first = at[inverse]
    is_same: Array = (sketches[first] == sketches).all(axis=1)
    return np.where(is_same, first, places)


def _digests(sketches: Array) -> Array:
    odd = np.arange(1, 2 * SIZE, 2, dtype=np.uint64) * _ODD
    digests: Array = (sketches * odd).sum(axis=1)
    return digests


def _candidates(sketches: Array) -> tuple[Array, Array]:
    """Pairs of rows that may be alike, the earlier and the later, in order of the later.

    Two that are alike have so many hashes in common that the rarest of each include some of them
    (prefix filtering: Chaudhuri, Ganti and Kaushik 2006, doi:10.1109/ICDE.2006.9).
    """
    is_there = sketches != NONE
    sizes = is_there.sum(axis=1)
    # One number holds all that is sorted by, since numbers sort several times faster than rows.
    places = np.arange(sketches.size, dtype=np.uint64)
    packed = (sketches.ravel() * _ODD >> _PLACE_BITS << _PLACE_BITS | places)[is_there.ravel()]
    packed.sort()
    row = (packed & _PLACES).astype(np.int64) // SIZE
    group, holders = _groups(packed >> _PLACE_BITS)
    prefixes = sizes - _needed(sizes) + 1
    unshared = np.bincount(row[holders == 1], minlength=len(sketches))
    is_rare = (holders > 1) & (unshared < prefixes)[row]
    row, group, holders = row[is_rare], group[is_rare], holders[is_rare]

    packed = (row << 13 | np.minimum(holders, (1 << 13) - 1)) << 27 | group
    packed.sort()
    row, group = packed >> 40, packed & ((1 << 27) - 1)
    begins = np.searchsorted(row, np.arange(len(sketches)))
    is_rare = np.arange(len(row)) - begins[row] < (prefixes - unshared)[row]

    packed = group[is_rare] << 32 | row[is_rare]
    packed.sort()
    row, group = packed & ((1 << 32) - 1), packed >> 32
    is_first = np.diff(group, prepend=-1) != 0
    begin = np.flatnonzero(is_first)[np.cumsum(is_first) - 1]
    pairs = [np.empty(0, np.int64)]
    for nth in range(CROWD):
        later = np.flatnonzero(begin + nth < np.arange(len(row)))
        pairs.append(row[later] << 32 | row[begin[later] + nth])
    found = distinct(np.concatenate(pairs))
    return found & ((1 << 32) - 1), found >> 32


def _groups(hashes: Array) -> tuple[Array, Array]:
    """For each of these sorted hashes, a number that equal ones share, and how many share it."""
    begins = np.flatnonzero(np.diff(hashes, prepend=~hashes[:1]))
    counts = np.diff(begins, append=len(hashes))
    return np.repeat(np.arange(len(begins)), counts), np.repeat(counts, counts)


def _likely(sketches: Array, earlier: Array, later: Array) -> tuple[Array, Array]:
    """The pairs that may be alike, judging by a bitmap of each sketch: one bit for each hash."""
    is_there = sketches != NONE
    bits = (sketches % np.uint64(_SIGNATURE_BITS)).astype(np.intp)
    is_set = np.zeros((len(sketches), _SIGNATURE_BITS), bool)
    np.put_along_axis(is_set, bits, values=True, axis=1)
    signatures = np.packbits(is_set, axis=1).view(np.uint64)
    sizes = is_there.sum(axis=1)
    # Hashes that share a bit with another of their own sketch may be in common all the same.
    bits_of_own = is_set.sum(axis=1) - (sizes < SIZE)
    least = _needed(sizes) - (sizes - bits_of_own)
    common = sum(np.bitwise_count(own[earlier] & own[later]) for own in signatures.T.copy())
    is_likely = common >= np.maximum(least[earlier], least[later])
    return earlier[is_likely], later[is_likely]


def _needed(sizes: Array) -> Array:
    """How many hashes a sketch of each size must have in common with one that is alike."""
    needed: Array = np.ceil(ALIKE * sizes - 1e-9).astype(np.intp)
    return needed


def _shares(some: Array, others: Array) -> Array:
    """Row by row, the share of the smallest hashes of two sketches together that both have."""
    both = np.sort(np.concatenate((some, others), axis=1), axis=1)
    is_there = both != NONE
    is_again = np.diff(both, axis=1, prepend=NONE) == 0
    rank = np.cumsum(is_there & ~is_again, axis=1)
    common = (is_there & is_again & (rank <= SIZE)).sum(axis=1)
    shares: Array = common / np.maximum(1, np.minimum(SIZE, rank[:, -1]))
    return shares


def _mixed(numbers: Array) -> Array:
    """Each number mapped to one that looks random: SplitMix64 (doi:10.1145/2660193.2660195)."""
    numbers = numbers * _ODD
    numbers = (numbers ^ numbers >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ numbers >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
    numbers ^= numbers >> np.uint64(31)
    return numbers
