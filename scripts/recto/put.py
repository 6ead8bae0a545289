"""Writes a file in one step, and only if it changes; reads it if possible; removes it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def put(target: Path, data: bytes) -> bool:
    """Make the file hold these bytes, in one step. Returns whether it was changed."""
    try:
        if target.read_bytes() == data:
            return False
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    with replacing(target) as stream:
        stream.write(data)
    return True


@contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """A stream to a file beside the target, which it replaces once everything is written."""
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as stream:
            yield stream
        beside.replace(target)
    except BaseException as error:  # Ctrl-C is one
        beside.unlink(missing_ok=True)
        if isinstance(error, OSError):
            error.filename = str(target)  # the other means nothing to the user
        raise


def bytes_of(file: Path) -> bytes | None:
    """The bytes of a file; None if it cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return None


def is_file(path: Path) -> bool:
    """Whether there is a file, or a link of any kind, rather than a folder or nothing."""
    return path.is_symlink() or path.is_file()


def remove(tree: Path, path: str) -> None:
    """Remove a file, if it is there, and the folders that it leaves empty."""
    if not is_file(tree / path):
        return
    (tree / path).unlink()
    for folder in (tree / path).parents:
        if folder == tree or any(folder.iterdir()):
            break
        folder.rmdir()
