"""Runs a command as a whole process and tells what it cost."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """Medians over several runs: wall and processor time in seconds, peak memory in MB."""

    wall: float
    processor: float
    memory: float
    runs: int


def measure(command: Sequence[str], folder: Path, runs: int) -> Cost:
    """Run the command `runs` times after a warm-up; raises CalledProcessError if it fails."""
    _run(command, folder)
    figures = [_run(command, folder) for _ in range(runs)]
    wall, processor, memory = (statistics.median(column) for column in zip(*figures, strict=True))
    return Cost(wall, processor, memory, runs)


def _run(command: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """One run, by the operating system's own accounting of the process and its children."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, else in KB
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1_000_000
