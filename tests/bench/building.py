"""Measures building, alternately with lean stock, each time as a whole process."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from tests.bench import lean
from tests.bench.aims import Aim, aims
from tests.bench.cost import Cost, Way, cost, median
from tests.bench.part import Part
from tests.bench.preview import Preview, measure_preview
from tests.bench.process_tree import PROC, watch
from tests.bench.stages import Stage
from tests.bench.workplace import Workplace
from tests.projects import clean_environment

MOST_OF_LEAN = 10_000
"""Sources up to which lean stock is built, and previews are served: it takes many minutes."""

RUNS, RUNS_OF_MORE = 3, 1
"""How often each way is measured, up to that size and above."""

WITHOUT_SEARCH = "--no-search"


class BuildError(Exception):
    """A build did not do what was measured."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What was found for one size; `stages` are those of a cold build and of one edit."""

    size: int
    runs: int
    costs: Mapping[Way, Cost]
    stages: Mapping[Way, Mapping[str, Stage]]
    checked: str
    """What `recto check` says of the sources, in a line."""


def measure_building(workshop: Path, sizes: Sequence[int], runs: int | None = None) -> Part:
    if not PROC.is_dir():
        raise OSError("the memory of processes can be told on Linux only")
    found, places, preview = [], [], None
    served = max((size for size in sizes if size <= MOST_OF_LEAN), default=None)
    for size in sorted(sizes):
        folder = workshop / f"build-{size}"
        folder.mkdir(parents=True, exist_ok=True)
        place = Workplace(folder, size)
        places.append(place)
        found.append(_measure(place, size, runs or (RUNS, RUNS_OF_MORE)[size > MOST_OF_LEAN]))
        if size == served:
            preview = measure_preview(place, size)
    for place in places:
        place.remove_old()
    judged = aims({one.size: one.costs for one in found}, preview)
    tables = [table for one in found for table in (_costs(one), _stages(one))]
    if preview:
        tables.append(_previewed(preview))
    if judged:
        tables.append(_judged(judged))
    figures = {
        "sizes": {one.size: _figures(one) for one in found},
        "preview": preview and asdict(preview),
        "aims": [asdict(aim) | {"is_met": aim.is_met} for aim in judged],
    }
    return Part(figures, tuple(tables))


def _measure(place: Workplace, size: int, runs: int) -> Measured:
    if size <= MOST_OF_LEAN:
        place.make_lean()
    has_switch = WITHOUT_SEARCH in place.run("build", "--help").output
    costs: dict[Way, list[Cost]] = {}
    for number in range(1, runs + 1):
        for way, one in _turn(place, number, has_switch=has_switch):
            costs.setdefault(way, []).append(one)
    place.clean()
    stages = {Way.COLD: _told(place.stages())}
    place.edit("edit whose stages are told")
    stages[Way.EDIT] = _told(place.stages())
    checked = place.run("check").output.splitlines()[-1]
    medians = {way: median(several) for way, several in costs.items()}
    return Measured(size, runs, medians, stages, checked)


def _turn(place: Workplace, number: int, *, has_switch: bool) -> Iterator[tuple[Way, Cost]]:
    """Each way once, in an order in which each finds the state it needs."""
    if place.lean.is_dir():
        place.clean_lean()
        os.sync()
        lean_cost = cost(watch(lean.COMMAND, place.lean, clean_environment()), place.lean / "site")
        yield Way.LEAN, lean_cost
    place.clean()
    os.sync()
    yield Way.COLD, cost(place.run("build"), place.site)
    yield Way.NOTHING, cost(place.run("build"), place.site)
    edits: dict[Way, tuple[str, ...]] = {Way.EDIT: ("build",)}
    if has_switch:
        edits[Way.EDIT_WITHOUT] = ("build", WITHOUT_SEARCH)
    for way, arguments in edits.items():
        edit = place.edit(f"edit of turn {number}, {way}")
        yield way, cost(place.run(*arguments), place.site)
        if not place.shows(edit):
            raise BuildError(f"{edit.page} does not show what was added to its source")
    yield Way.CHECK, cost(place.run("check"))


def _told(line: str) -> dict[str, Stage]:
    return {name: Stage(**figures) for name, figures in json.loads(line).items()}


def _figures(one: Measured) -> dict[str, object]:
    figures = asdict(one)
    if base := one.costs.get(Way.LEAN):
        figures["of_lean"] = {way: own.over(base) for way, own in one.costs.items()}
    return figures


def _costs(one: Measured) -> Table:
    table = Table(
        *("", "wall (s)", "of lean", "CPU (s)", "of lean", "peak (MB)", "of lean"),
        *("largest (MB)", "site (MB)", "of lean"),
        title=f"Building {one.size:,} questions, medians of {one.runs}",
        caption="Peak: resident memory of the whole tree, shared pages once. Largest: one process."
        + ("" if Way.EDIT_WITHOUT in one.costs else f" There is no option {WITHOUT_SEARCH}."),
    )
    base = one.costs.get(Way.LEAN)
    for way, own in one.costs.items():
        ratio = own.over(base) if base else {}
        table.add_row(
            way,
            f"{own.wall:.2f}",
            _share(ratio, "wall"),
            f"{own.processor:.2f}",
            _share(ratio, "processor"),
            f"{own.whole:.0f}",
            _share(ratio, "whole"),
            f"{own.largest:.0f}",
            f"{own.site:.1f}" if own.site else "",
            _share(ratio, "site"),
        )
    return table


def _share(ratio: Mapping[str, float], key: str) -> str:
    return f"{ratio[key]:.3f}" if key in ratio else ""


def _stages(one: Measured) -> Table:
    table = Table("stage", *(f"{way} (s)" for way in one.stages), title=f"Stages at {one.size:,}")
    for name in dict.fromkeys(name for told in one.stages.values() for name in told):
        cells = (told.get(name) for told in one.stages.values())
        table.add_row(name, *(f"{cell.seconds:.2f}" if cell else "" for cell in cells))
    return table


def _previewed(preview: Preview) -> Table:
    table = Table("recto serve", "seconds", title=f"Preview of {preview.size:,} questions")
    table.add_row("until it answers", f"{preview.started:.1f}")
    table.add_row(f"from save to browser, median of {len(preview.edits)}", f"{preview.median:.2f}")
    table.add_row("the worst", f"{max(preview.edits):.2f}")
    return table


def _judged(judged: Sequence[Aim]) -> Table:
    table = Table("aim", "found", "at most", "better", "", title="What is aimed at")
    for aim in judged:
        better = "" if aim.better is None else f"{aim.better:g}"
        verdict = "met" if aim.is_met else "missed"
        table.add_row(aim.name, f"{aim.found:.3f}", f"{aim.limit:g}", better, verdict)
    return table
