"""Watches the memory of a process and all that it starts. By /proc, so on Linux only."""

from __future__ import annotations

import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.02
"""Seconds between two looks."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Peaks of resident memory in MB; pages that processes share count for each of them."""

    whole: float
    """Of all processes of the tree together."""
    pagefind: float
    """Of those that are Pagefind, together."""
    largest: float
    """Of the largest one that is Pagefind."""


@dataclass(frozen=True, slots=True)
class Watched:
    seconds: float
    memory: Memory
    output: str


@dataclass(frozen=True, slots=True)
class _Process:
    id: int
    parent: int
    name: str
    memory: float


def watch(command: Sequence[str], folder: Path) -> Watched:
    """Run the command to its end. Raises CalledProcessError with what it said if it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8"
    )
    looks: list[Memory] = []
    is_over = threading.Event()
    watcher = threading.Thread(target=_look, args=(process.pid, looks, is_over))
    watcher.start()
    try:
        output, _ = process.communicate()
        seconds = time.perf_counter() - start
    finally:
        is_over.set()
        watcher.join()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, output)
    peaks = (
        max((getattr(look, field) for look in looks), default=0.0)
        for field in ("whole", "pagefind", "largest")
    )
    return Watched(seconds, Memory(*peaks), output)


def _look(root: int, looks: list[Memory], is_over: threading.Event) -> None:
    while not is_over.wait(PAUSE):
        tree = list(_tree(root))
        of_pagefind = [one.memory for one in tree if one.name.startswith("pagefind")]
        whole = sum(one.memory for one in tree)
        looks.append(Memory(whole, sum(of_pagefind), max(of_pagefind, default=0.0)))


def _tree(root: int) -> Iterator[_Process]:
    """The process and its descendants, without those that have not begun a program of their own.

    Until then a child shares the memory of its parent, which would count twice.
    """
    by_parent: dict[int, list[_Process]] = {}
    for one in _processes():
        by_parent.setdefault(one.parent, []).append(one)
        if one.id == root:
            yield one
    parents = [root]
    while parents:
        parent = parents.pop()
        own = _command(parent)
        for one in by_parent.get(parent, []):
            parents.append(one.id)
            if _command(one.id) != own:
                yield one


def _processes() -> Iterator[_Process]:
    for folder in PROC.iterdir():
        if not folder.name.isdecimal():
            continue
        try:
            facts = dict(
                line.split(":\t", 1) for line in (folder / "status").read_text().splitlines()
            )
        except OSError:  # It has ended meanwhile.
            continue
        memory = int(facts.get("VmRSS", "0 kB").split()[0]) * 1024 / 1e6
        yield _Process(int(folder.name), int(facts["PPid"]), facts["Name"], memory)


def _command(process: int) -> bytes:
    try:
        return (PROC / str(process) / "cmdline").read_bytes()
    except OSError:
        return b""
