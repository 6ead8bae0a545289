"""`recto` that also prints, as its last line, which stage of the work took how long, as JSON.

    python -m tests.bench.stages -C PROJECT build

A stage is what the command reports its progress by; it lasts until it reports another one.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass, field
from typing import Self

BEFORE = "start"
"""What comes before any stage: Python's own modules, Recto's and the configuration."""


@dataclass(slots=True)
class Stage:
    """When it began first and ended last, in seconds since the start, and how long it lasted.

    Stages that run side by side take turns, as they are reported.
    """

    first: float
    last: float
    seconds: float = 0.0


@dataclass(slots=True)
class Stages:
    """Replaces what shows the stages on a terminal."""

    start: float
    told: dict[str, Stage] = field(default_factory=dict)
    _current: str = BEFORE
    _since: float = 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave the last stage open: what follows is part of it."""

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        self._turn()
        self._current = stage

    def _turn(self) -> None:
        """Give the time that has passed to the current stage."""
        now = time.perf_counter() - self.start
        own = self.told.setdefault(self._current, Stage(self._since, now))
        own.last = now
        own.seconds += now - self._since
        self._since = now

    def as_json(self) -> str:
        self._turn()
        return json.dumps({name: asdict(stage) for name, stage in self.told.items()})


def main() -> None:
    stages = Stages(time.perf_counter())
    from recto import cli, terminal  # noqa: PLC0415  (the time that imports take is measured)

    terminal.Stages = lambda: stages  # type: ignore[assignment,misc,return-value]
    try:
        cli.main()
    finally:
        sys.stdout.write(f"{stages.as_json()}\n")


if __name__ == "__main__":
    main()
