"""Stamps of files, by which a file that was not touched is known without reading it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""Time of change in nanoseconds, size, inode and time of its change: any change gives another.

The last one tells what keeps the first, such as other permissions; on Windows it tells nothing.
"""

NONE: Stamp = (0, 0, 0, 0)
"""The stamp of a file that cannot be looked at, or is not settled: it says nothing."""

_TICK = 20_000_000
"""Nanoseconds in which a file could be changed again and keep its time, on common systems."""

_COARSE_TICK = 2_000_000_000
"""The same where times are whole seconds, as FAT has them."""

_IS_VAGUE = sys.platform == "win32"
"""Whether what a folder tells of its files has no inodes, and times that may be old ones."""


def stamp(file: str | os.PathLike[str]) -> Stamp:
    """The stamp of a file as it is now."""
    return _stamp(partial(os.stat, file))


def _stamp(look: Callable[[], os.stat_result]) -> Stamp:
    try:
        status = look()
    except OSError:
        return NONE
    return status.st_mtime_ns, status.st_size, status.st_ino, status.st_ctime_ns


def settled(own: Stamp, at: int) -> Stamp:
    """A stamp taken at a time in nanoseconds, or none if the file may yet change and keep it."""
    tick = _TICK if own[0] % 1_000_000_000 else _COARSE_TICK
    return own if own[0] < at - tick else NONE


def now() -> int:
    """The time in nanoseconds, as stamps have it."""
    return time.time_ns()


def below(
    folder: Path, skipped: frozenset[str] = frozenset(), *, follows_links: bool = False
) -> dict[str, Stamp]:
    """The stamps of all files below a folder, by path relative to it, with forward slashes.

    Folders of these names at the top are left out.
    """
    found: dict[str, Stamp] = {}
    _add(found, os.fspath(folder), "", skipped, follows_links)
    return found


def _add(
    found: dict[str, Stamp],
    folder: str,
    prefix: str,
    skipped: frozenset[str],
    follows_links: bool,  # noqa: FBT001
) -> None:
    try:
        entries = sorted(os.scandir(folder), key=attrgetter("name"))
    except OSError:
        return
    for entry in entries:
        if _is_folder(entry, follows_links):
            if entry.name not in skipped:
                _add(found, entry.path, f"{prefix}{entry.name}/", frozenset(), follows_links)
        else:
            look = partial(os.stat, entry) if _IS_VAGUE else entry.stat
            found[prefix + entry.name] = _stamp(look)


def _is_folder(entry: os.DirEntry[str], follows_links: bool) -> bool:  # noqa: FBT001
    """Whether it is one that can be looked at, as `os.walk` has it: a link may lead in a circle."""
    try:
        return entry.is_dir(follow_symlinks=follows_links)
    except OSError:
        return False
