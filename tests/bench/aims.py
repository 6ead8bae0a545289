"""What building should cost, and whether it does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.bench.cost import Cost, Way
from tests.bench.preview import Preview

SMALL, LARGE, HUGE = 1_000, 10_000, 100_000
OF_LEAN: Mapping[Way, tuple[float, float | None]] = {
    Way.COLD: (0.30, 0.20),
    Way.EDIT: (0.06, None),
    Way.EDIT_WITHOUT: (0.015, 0.01),
    Way.NOTHING: (0.01, None),
}
"""Wall time at 10,000 as a share of lean stock's: at most, and better."""

SECONDS = {Way.EDIT: 2.0, Way.EDIT_WITHOUT: 1.0}
"""Wall time at 1,000."""

LARGEST = 1_000
"""Peak memory in MB of any process at 10,000."""

SITE = 250
"""MB of the site at 10,000."""

SHOWN = 2.0
"""Seconds from save to browser at 10,000."""

GROWTH = 1.25
"""Wall time for each question at 100,000, over that at 1,000."""

WHOLE = 4_000
"""Peak memory in MB of all processes at 100,000."""


@dataclass(frozen=True, slots=True)
class Aim:
    name: str
    found: float
    limit: float
    better: float | None = None

    @property
    def is_met(self) -> bool:
        return self.found <= self.limit


def aims(
    costs: Mapping[int, Mapping[Way, Cost]], preview: Preview | None = None
) -> tuple[Aim, ...]:
    """Those that something was found for, among the costs by size and way."""
    small, large, huge = (costs.get(size, {}) for size in (SMALL, LARGE, HUGE))
    return (
        *_of_large(large),
        *_of_preview(preview),
        *(
            Aim(f"{way} at {SMALL:,}, wall (s)", small[way].wall, limit)
            for way, limit in SECONDS.items()
            if way in small
        ),
        *_of_huge(huge, small),
    )


def _of_large(large: Mapping[Way, Cost]) -> Iterator[Aim]:
    base = large.get(Way.LEAN)
    for way, (limit, better) in OF_LEAN.items():
        if base and way in large:
            ratio = large[way].over(base)["wall"]
            yield Aim(f"{way} at {LARGE:,}, wall of lean stock's", ratio, limit, better)
    if cold := large.get(Way.COLD):
        yield Aim(f"{Way.COLD} at {LARGE:,}, largest process (MB)", cold.largest, LARGEST)
        yield Aim(f"{Way.COLD} at {LARGE:,}, site (MB)", cold.site, SITE)


def _of_preview(preview: Preview | None) -> Iterator[Aim]:
    if preview and preview.size == LARGE:
        yield Aim(f"recto serve at {LARGE:,}, from save to browser (s)", preview.median, SHOWN)


def _of_huge(huge: Mapping[Way, Cost], small: Mapping[Way, Cost]) -> Iterator[Aim]:
    if cold := huge.get(Way.COLD):
        if Way.COLD in small:
            growth = cold.wall / HUGE / (small[Way.COLD].wall / SMALL)
            yield Aim(f"a question at {HUGE:,} over one at {SMALL:,}, wall", growth, GROWTH)
        yield Aim(f"{Way.COLD} at {HUGE:,}, whole tree (MB)", cold.whole, WHOLE)
