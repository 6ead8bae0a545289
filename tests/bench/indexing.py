"""Measures Recto's indexing step beside Pagefind's own over the same question pages."""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from tests.bench.part import Part
from tests.bench.process_tree import PROC, watch
from tests.projects import REPOSITORY

RUNS = 3
PYTHON = (sys.executable, "-m")


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over several runs: wall time in seconds, memory and size of the index in MB."""

    wall: float
    whole: float
    pagefind: float
    largest: float
    size: float


def measure_index(project: Path) -> Part:
    """Index a project built by `tests.bench.keeping` both ways, alternately."""
    if not PROC.is_dir():
        raise OSError("the memory of Pagefind's processes can be told on Linux only")
    recto, plain = [], []
    for _ in range(RUNS):
        recto.append(_cost(project, _by_recto))
        plain.append(_cost(project, _by_pagefind))
    costs = {"recto": _median(recto), "pagefind --site": _median(plain)}
    rows = {name: asdict(cost) for name, cost in costs.items()}
    ratios = {
        key: round(value / rows["pagefind --site"][key], 2) for key, value in rows["recto"].items()
    }
    table = Table(
        *("indexing", "wall (s)", "whole tree (MB)", "Pagefind's processes (MB)"),
        *("the largest (MB)", "index (MB)"),
        title=f"Peak memory and time, medians of {RUNS}",
    )
    for name, row in rows.items():
        table.add_row(name, f"{row['wall']:.1f}", *(f"{row[key]:.0f}" for key in list(row)[1:]))
    table.add_row("ratio", *(f"{ratio:.2f}" for ratio in ratios.values()))
    return Part({"runs": RUNS, "costs": rows, "ratios": ratios}, (table,))


def _cost(project: Path, by: Callable[[Path, Path], tuple[float, float, float, float]]) -> Cost:
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "index"
        figures = by(project, target)
        size = sum(file.stat().st_size for file in target.rglob("*") if file.is_file())
        return Cost(*figures, size / 1e6)


def _by_recto(project: Path, target: Path) -> tuple[float, float, float, float]:
    """The step alone: reading the documents is no part of it, but their memory is."""
    command = [*PYTHON, "tests.bench.reindex", str(project), str(target)]
    done = watch(command, REPOSITORY)
    memory = done.memory
    return float(done.output.split()[-1]), memory.whole, memory.pagefind, memory.largest_pagefind


def _by_pagefind(project: Path, target: Path) -> tuple[float, float, float, float]:
    """Over whole pages, of which only the article is taken, as in Recto's index."""
    command = [
        *(*PYTHON, "pagefind", "--quiet", "--site", str(project / "site")),
        *("--glob", "questions/*/index.html", "--root-selector", "article"),
        *("--output-path", str(target)),
    ]
    done = watch(command, project)
    memory = done.memory
    return done.wall, memory.whole, memory.pagefind, memory.largest_pagefind


def _median(costs: list[Cost]) -> Cost:
    rows = [asdict(cost).values() for cost in costs]
    return Cost(*(round(statistics.median(column), 2) for column in zip(*rows, strict=True)))
