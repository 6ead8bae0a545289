"""`make bench`: measures Recto on generated banks, prints a table and writes it as JSON."""

from __future__ import annotations

import json
import os
import platform
import sys
import tempfile
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from rich.console import Console
from rich.table import Table

from tests.bench.corpus import write_corpus
from tests.bench.measure import Cost, measure
from tests.projects import REPOSITORY, lay_out

RESULT = REPOSITORY / ".cache" / "recto" / "bench.json"
SIZE = 1_000
COMMANDS = {"check": 5, "build": 3}
"""Commands of `recto`, each with how often it is run."""

PACKAGES = ("recto", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions")


def main() -> None:
    if not any((REPOSITORY / "sources").glob("*.txt")):
        sys.exit("make bench takes its sentences from sources/*.txt, and there are none")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay_out(project)
        write_corpus(project / "sources", SIZE, REPOSITORY / "sources")
        recto = [sys.executable, "-m", "recto"]
        costs = {name: measure([*recto, name], project, runs) for name, runs in COMMANDS.items()}
    _print(costs)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(_report(costs), indent=2) + "\n", encoding="utf-8")


def _print(costs: dict[str, Cost]) -> None:
    table = Table("command", "sources", "wall (s)", "processor (s)", "peak memory (MB)", "runs")
    for name, cost in costs.items():
        table.add_row(
            f"recto {name}",
            f"{SIZE:,}",
            f"{cost.wall:.2f}",
            f"{cost.processor:.2f}",
            f"{cost.memory:.0f}",
            str(cost.runs),
        )
    Console().print(table)


def _report(costs: dict[str, Cost]) -> dict[str, object]:
    return {
        "machine": {
            "platform": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        },
        "versions": {name: version(name) for name in PACKAGES},
        "sources": SIZE,
        "commands": {name: asdict(cost) for name, cost in costs.items()},
    }


if __name__ == "__main__":
    main()
