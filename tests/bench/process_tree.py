"""Runs a command and measures the cost of it and all that it starts: by /proc, so only on Linux.

The longer a command runs, the rarer are the looks at it, so that they cost it next to nothing.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSES = (0.02, 0.25)
"""Seconds between two looks, at first and at most."""

GROWTH = 1.2
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Memory:
    """Peaks of resident memory in MB."""

    whole: float
    """Of all processes of the tree together; of memory shared with others, their share."""
    largest: float
    """Of the largest process, with all that it shares."""
    pagefind: float
    """Of the processes that are Pagefind, together."""
    largest_pagefind: float


@dataclass(frozen=True, slots=True)
class Watched:
    """Wall time, and processor time of the process and all children it waited for, in seconds."""

    wall: float
    processor: float
    memory: Memory
    output: str


def watch(
    command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None
) -> Watched:
    """Run the command to its end. Raises CalledProcessError with what it said if it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        is_over = threading.Event()
        watcher = _Watcher(process.pid, is_over)
        watcher.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        finally:
            is_over.set()
            watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        output = said.read().decode(errors="replace")
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    return Watched(wall, usage.ru_utime + usage.ru_stime, watcher.memory, output)


class _Watcher(threading.Thread):
    def __init__(self, root: int, is_over: threading.Event) -> None:
        super().__init__()
        self._root = root
        self._is_over = is_over
        self._seen: set[int] = set()
        self.memory = Memory(0, 0, 0, 0)

    def run(self) -> None:
        pause, longest = PAUSES
        while not self._is_over.wait(pause):
            self._look()
            pause = min(longest, pause * GROWTH)

    def _look(self) -> None:
        """Look at the processes that were there at the last look, and find those for the next.

        A new one may share all of its parent's memory until it runs a program.
        """
        tree = list(_tree(self._root))
        counted = [one for one in tree if one in self._seen or one == self._root]
        self._seen = set(tree)
        memory = {one: (_proportional(one), _peak(one)) for one in counted}
        of_pagefind = [memory[one] for one in counted if _name(one).startswith("pagefind")]
        now = (
            sum(share for share, _ in memory.values()),
            max((peak for _, peak in memory.values()), default=0.0),
            sum(share for share, _ in of_pagefind),
            max((peak for _, peak in of_pagefind), default=0.0),
        )
        before = self.memory
        self.memory = Memory(
            max(before.whole, now[0]),
            max(before.largest, now[1]),
            max(before.pagefind, now[2]),
            max(before.largest_pagefind, now[3]),
        )


def _tree(root: int) -> Iterator[int]:
    """The process and its descendants."""
    yield root
    for listed in PROC.glob(f"{root}/task/*/children"):
        for child in _read(listed).split():
            yield from _tree(int(child))


def _proportional(process: int) -> float:
    """Resident memory in MB; memory that several processes share is divided among them."""
    return _field(PROC / str(process) / "smaps_rollup", "Pss")


def _peak(process: int) -> float:
    """The most resident memory in MB that the process ever had."""
    return _field(PROC / str(process) / "status", "VmHWM")


def _name(process: int) -> str:
    return _read(PROC / str(process) / "comm")


def _field(file: Path, name: str) -> float:
    """A number of KB in MB; 0 if the process has ended meanwhile."""
    for line in _read(file).splitlines():
        key, _, value = line.partition(":")
        if key == name:
            return int(value.split()[0]) * 1024 / MB
    return 0.0


def _read(file: Path) -> str:
    try:
        return file.read_text()
    except OSError:  # It has ended meanwhile.
        return ""
