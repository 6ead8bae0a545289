"""What a build costs: the ways of building that are measured, and the figures of each."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from dataclasses import asdict, astuple, dataclass
from enum import StrEnum
from pathlib import Path

from tests.bench.process_tree import MB, Watched


class Way(StrEnum):
    """What is run, in the state that the one before it has left."""

    LEAN = "lean stock"
    COLD = "cold build"
    NOTHING = "nothing edited"
    EDIT = "one edit"
    EDIT_WITHOUT = "one edit, no search"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of wall and processor, and MB: peaks of memory, and the sum of the site's files."""

    wall: float
    processor: float
    whole: float
    largest: float
    site: float

    def over(self, other: Cost) -> dict[str, float]:
        """Each figure as a ratio to the other's."""
        mine, theirs = asdict(self), asdict(other)
        return {key: round(mine[key] / theirs[key], 4) for key in mine if theirs[key] and mine[key]}


def cost(watched: Watched, site: Path | None = None) -> Cost:
    """The figures of a run, and of the site that it has made, if any."""
    memory = watched.memory
    files = site.rglob("*") if site else ()
    size = sum(file.stat().st_size for file in files if file.is_file()) / MB
    return Cost(watched.wall, watched.processor, memory.whole, memory.largest, size)


def median(costs: Iterable[Cost]) -> Cost:
    """The median of each figure by itself."""
    columns = zip(*map(astuple, costs), strict=True)
    return Cost(*(round(statistics.median(column), 3) for column in columns))
