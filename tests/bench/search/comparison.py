"""Compares the search of the site with others: the same questions, the same queries."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from recto.load import identity
from tests.bench.chromium import browser
from tests.bench.part import Part
from tests.bench.projects import build, fill_with_prose, fill_with_prose_for_lunr
from tests.bench.search.engine import Answers, ask_bm25, ask_lunr, ask_pagefind, ask_recto
from tests.bench.search.quality import by_kind, kinds, rank
from tests.bench.search.queries import Query, queries

RECTO = "Recto"


def measure_search(workshop: Path) -> Part:
    """Build the bank, in the folder `workshop`, and ask every engine every query."""
    site = build(workshop / "search", fill_with_prose)
    with_lunr = build(workshop / "lunr", fill_with_prose_for_lunr)
    sources = workshop / "search" / "sources"
    ids = {identity(file.stem)[1] for file in sources.rglob("*.txt")}
    asked = [query for query in queries() if ids.issuperset(query.expected)]
    texts = [query.text for query in asked]
    with browser() as chromium:
        answers = {
            RECTO: ask_recto(chromium, site, texts),
            "Material (lunr)": ask_lunr(chromium, with_lunr, texts),
            "BM25": ask_bm25(sources, texts),
            "Pagefind": ask_pagefind(chromium, site, texts),
        }
    quality = {engine: by_kind(asked, given) for engine, given in answers.items()}
    table = Table("kind", "queries", *answers, title="MRR at 10 / success at 1")
    for kind in kinds(asked):
        found = [of_engine[kind] for of_engine in quality.values()]
        cells = (f"{one.mrr:.3f} / {one.success:.3f}" for one in found)
        table.add_row(kind, str(found[0].queries), *cells, end_section=kind == "all")
    times = {
        engine: round(statistics.median(one.milliseconds for one in given), 1)
        for engine, given in answers.items()
    }
    table.add_row(
        "ms a query, median", "", *(f"{time:.1f}" if time else "" for time in times.values())
    )
    figures = {
        "questions": len(ids),
        "quality": {
            engine: {kind: asdict(one) for kind, one in of_kinds.items()}
            for engine, of_kinds in quality.items()
        },
        "milliseconds": {engine: time for engine, time in times.items() if time},
    }
    return Part(figures, (table,), (_misses(asked, answers),))


def _misses(asked: Sequence[Query], answers: dict[str, Answers]) -> Table:
    """Queries that Recto does not answer rightly at once, and the rank with each engine."""
    table = Table("kind", "query", *answers, "searched instead", title="Misses")
    for number, query in enumerate(asked):
        ranks = [rank(query, given[number]) for given in answers.values()]
        if ranks[0] != 1:
            instead = answers[RECTO][number].corrected or ""
            table.add_row(query.kind, query.text, *(str(one or "–") for one in ranks), instead)
    return table
