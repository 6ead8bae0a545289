"""Measures the commands of Recto on a generated bank, each as a whole process."""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from rich.table import Table

from tests.bench.corpus import write_corpus
from tests.bench.measure import measure
from tests.bench.part import Part
from tests.bench.projects import TOPICS
from tests.projects import REPOSITORY, lay_out

SIZE = 1_000
COMMANDS = {"check": 5, "build": 3}
"""Commands of `recto`, each with how often it is run."""


def measure_commands() -> Part:
    examples = REPOSITORY / "sources"
    if not any(examples.glob("*.txt")):
        raise FileNotFoundError("sentences are taken from sources/*.txt, and there are none")
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        lay_out(project)
        write_corpus(project / "sources", SIZE, examples)
        if TOPICS.is_file():
            shutil.copy(TOPICS, project / "sources")
        recto = [sys.executable, "-m", "recto"]
        costs = {name: measure([*recto, name], project, runs) for name, runs in COMMANDS.items()}
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
    costs_by_name = {name: asdict(cost) for name, cost in costs.items()}
    return Part({"sources": SIZE, "costs": costs_by_name}, (table,))
