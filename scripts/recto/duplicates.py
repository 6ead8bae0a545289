"""Finds questions that say nearly the same, by sketches of their text.

A question's sketch is the smallest hashes of its runs of words; the share that two sketches have in
common estimates the share of runs that the texts have in common (Broder 1997, "On the resemblance
and containment of documents", doi:10.1109/SEQUEN.1997.666900). A sketch depends on its own question
alone.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

RUN = 4
"""Words of a run."""

SIZE = 64
"""Hashes of a sketch. The estimate of a share of 0.7 has a standard error of 0.06."""

ALIKE = 0.7
"""The share from which on two questions are near-duplicates."""

CROWD = 8
"""Questions that may share a hash before it is taken for a phrase that all of them use."""

TRIED = 4
"""Questions with most hashes in common that are looked at."""

Sketch = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two questions by their place in the bank, the earlier first, and how alike they are."""

    first: int
    second: int
    share: float


def sketch(stems: Sequence[str]) -> Sketch:
    """The sketch of a text with these words; of a text shorter than a run, the text itself."""
    codes = [_code(stem) for stem in stems]
    codes += [0] * (RUN - len(codes))
    # Python hashes tuples of numbers alike in every process, other than texts.
    runs = set(map(hash, zip(*(codes[at:] for at in range(RUN)), strict=False)))
    return tuple(sorted(runs)[:SIZE])


@cache
def _code(stem: str) -> int:
    return zlib.crc32(stem.encode())


def near_duplicates(sketches: Sequence[Sketch]) -> Iterator[Pair]:
    """For each question the one before it that is most like it, if that is a near-duplicate."""
    first_with: dict[Sketch, int] = {}
    holders: dict[int, list[int]] = {}
    for number, own in enumerate(sketches):
        twin = first_with.setdefault(own, number)
        if twin != number:
            yield Pair(twin, number, 1.0)
            continue
        # A hash that few questions share says more than one that many do.
        common: Counter[int] = Counter()
        for sharing in filter(None, map(holders.get, own)):
            for other in sharing:
                common[other] += 1 / len(sharing)  # type: ignore[assignment]
        best = max(
            (
                Pair(other, number, _share(sketches[other], own))
                for other, _ in common.most_common(TRIED)
            ),
            key=lambda pair: (pair.share, -pair.first),
            default=None,
        )
        if best is not None and best.share >= ALIKE:
            yield best
        for value in own:
            sharing = holders.setdefault(value, [])
            if len(sharing) < CROWD:
                sharing.append(number)


def _share(one: Sketch, other: Sketch) -> float:
    """The share of the smallest hashes of both together that both have."""
    smallest = sorted({*one, *other})[:SIZE]
    return len({*one} & {*other} & {*smallest}) / len(smallest)
