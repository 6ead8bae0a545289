"""A lock on a folder, held by one process at a time, and released even if that crashes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class LockedError(Exception):
    """Another process holds the lock."""


@contextmanager
def exclusive(file: Path) -> Iterator[None]:
    """Hold the lock on `file`, which is created if need be.

    Raises LockedError, or OSError if the file system has no locks.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+b") as stream:
        try:
            if sys.platform == "win32":
                msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:  # the latter on Windows
            raise LockedError from error
        yield
