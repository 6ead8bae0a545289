"""Stamps of files, which show without reading a file that it was not touched."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from functools import partial
from operator import attrgetter
from pathlib import Path

Stamp = tuple[int, int, int, int]
"""A file's time of modification, size, inode and time of change of status, in nanoseconds.

Any change gives another stamp; one that keeps the first time, such as of permissions, gives another
of the last, except on Windows.
"""

NONE: Stamp = (0, 0, 0, 0)
"""The stamp of a file that cannot be looked at, or is not settled: it proves nothing."""

_TICK = 20_000_000
"""Nanoseconds within which a file could change again and keep its time, on common systems."""

_COARSE_TICK = 2_000_000_000
"""The same where times are whole seconds, as on FAT."""

_IS_VAGUE = sys.platform == "win32"
"""Whether listing a folder gives no inodes of its files, and times that may be out of date."""


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
    """A stamp taken at a time in nanoseconds, or NONE if the file could change and keep it."""
    tick = _TICK if own[0] % 1_000_000_000 else _COARSE_TICK
    return own if own[0] < at - tick else NONE


def now() -> int:
    """The time in nanoseconds, as in stamps."""
    return time.time_ns()


def below(
    folder: Path, skipped: frozenset[str] = frozenset(), *, follows_links: bool = False
) -> dict[str, Stamp]:
    """The stamps of all files below a folder, by path relative to it, with forward slashes.

    `skipped` are names of folders at the top to leave out.
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
    """Whether it is a folder; as in `os.walk`, not if it cannot be looked at (a loop of links)."""
    try:
        return entry.is_dir(follow_symlinks=follows_links)
    except OSError:
        return False
