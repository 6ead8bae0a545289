"""Which shard of the index a question is in.

Twice as many shards halve the cost of an edit, but have a reader fetch more: each shard has a list
of its questions, and files of words of which every search needs some. So the number of shards and
the size of each both grow with the square root of the number of questions; but up to eight shards
cost readers little, and are made as soon as each has enough questions. Measured on two cores, where
Pagefind takes 3 to 4 ms and 0.27 MB a question:

| questions | shards | of each | indexing one  | its memory |
| --------- | ------ | ------- | ------------- | ---------- |
|     1,000 |      8 |     125 | 0.4 to 0.6 s  |      50 MB |
|    10,000 |      8 |   1,250 | 3.5 to 5 s    |     330 MB |
|   100,000 |     32 |   3,125 | 10 to 12 s    |     840 MB |

The number of shards follows from the number of questions alone, so that it does not matter how a
site came to have them. When it doubles, the whole language is indexed again.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from msgspec import Struct

SMALLEST = 40
"""A language with `SMALLEST`·n² questions has n shards of `SMALLEST`·n each, in powers of two."""

CHEAP = 8
"""Shards that a language may have as soon as each has `ENOUGH` questions."""

ENOUGH = 100


class Wanted(NamedTuple):
    """A question that is to be found."""

    id: str
    language: str
    key: bytes
    """If a document was kept under the same key, it is this question's."""


class Shard(Struct, frozen=True, array_like=True):
    """A shard of a language, by its number, from 0, and the number of shards."""

    language: str
    number: int
    of: int

    @property
    def name(self) -> str:
        return f"{self.language}-{self.of}-{self.number}"

    @property
    def folder(self) -> str:
        """Below the index's. The first shard has the scripts that merge the others."""
        return f"{self.language}/{self.number}" if self.number else self.language

    @property
    def tag(self) -> str:
        """The language as Pagefind knows it: its ids begin with it, which sets shards apart."""
        return f"{self.language}-x-{self.number}" if self.number else self.language


def layout(questions: Iterable[Wanted]) -> Mapping[Shard, tuple[Wanted, ...]]:
    """The questions of each shard, sorted by language. No shard is empty."""
    languages: dict[str, list[Wanted]] = {}
    for one in questions:
        languages.setdefault(one.language, []).append(one)
    shards: dict[Shard, tuple[Wanted, ...]] = {}
    for language, own in sorted(languages.items()):
        of = how_many(len(own))
        while not all(members := _split(own, of)):  # Pagefind makes no index of nothing
            of //= 2
        shards |= {Shard(language, n, of): tuple(each) for n, each in enumerate(members)}
    return shards


def _split(questions: Iterable[Wanted], of: int) -> list[list[Wanted]]:
    members: list[list[Wanted]] = [[] for _ in range(of)]
    for one in questions:
        members[zlib.crc32(one.id.encode()) % of].append(one)
    return members


def how_many(questions: int) -> int:
    """The number of shards of a language with this many questions: a power of two."""
    by_root = max(0, (questions // SMALLEST).bit_length() - 1) // 2
    cheap = min(CHEAP, questions // ENOUGH).bit_length() - 1
    return 1 << max(by_root, cheap)
