"""Measures the search of a large site in a browser, against the limits that it was made to meet."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.table import Table

from tests.bench.chromium import browser
from tests.bench.part import Part
from tests.bench.reader import Visit, visit
from tests.bench.serving import serving

QUERIES = (
    "gradient descent",
    "sparse matrix product",
    "fourier transform",
    "random forest",
    "kernel density estimate",
    "confidence interval",
    "learning rate schedule",
    "convex hull",
    "attention heads",
    "spline interpolation",
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure over all visits; `limit` is what it may be, `aim` what it should be."""

    name: str
    of: Callable[[Visit], Sequence[float]]
    limit: float
    aim: float | None = None


MEASURES = (
    Measure("from opening to first results (ms)", lambda visit: [visit.opening], 1_000),
    Measure("from first character to first results (ms)", lambda visit: [visit.typing], 1_000),
    Measure("from each later key to its results (ms)", lambda visit: visit.later, 300, 150),
    Measure("fetched for the first word (KB)", lambda visit: [visit.first_bytes / 1e3], 600, 350),
    Measure("fetched for the whole query (KB)", lambda visit: [visit.all_bytes / 1e3], 600, 350),
    Measure("requests for the whole query", lambda visit: [visit.requests], float("inf")),
)


def measure_browser(site: Path) -> Part:
    """Search the site once for each query, each time with an empty cache."""
    with browser() as chromium, serving(site) as host:
        visit(chromium, host, QUERIES[0])  # The host has compressed every file by then.
        visits = [visit(chromium, host, query) for query in QUERIES]
    table = Table("cold cache", "median", "worst", "limit", "aim", title="Search in Chromium")
    for measure in MEASURES:
        values = [value for one in visits for value in measure.of(one)]
        table.add_row(
            measure.name,
            f"{statistics.median(values):.0f}",
            f"{max(values):.0f}",
            "" if measure.limit == float("inf") else f"{measure.limit:,.0f}",
            f"{measure.aim:,.0f}" if measure.aim else "",
        )
    details = Table("query", *(measure.name for measure in MEASURES), title="Each query")
    for one in visits:
        cells = (f"{statistics.median(measure.of(one)):.0f}" for measure in MEASURES)
        details.add_row(one.query, *cells)
    return Part({"visits": [asdict(one) for one in visits]}, (table,), (details,))
