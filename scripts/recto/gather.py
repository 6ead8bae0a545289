"""Reads all sources of a project, except those that are already known."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from recto.diagnostics import Diagnostic, has
from recto.load import shown, spelt_alike, text_files, unread_folder
from recto.reading import Reading
from recto.rules import Rule
from recto.stamps import NONE, Stamp, now, settled, stamp
from recto.tasks import TaskContext, ToRead, partition_key, read_sources
from recto.workers import Workers


class Known(Struct, frozen=True, array_like=True, gc=False):
    """A source as it was read: its file's stamp and digest, and what it gave."""

    stamp: Stamp
    digest: bytes
    reading: Reading


class Gathered(Struct, frozen=True):
    """All sources by path, and what was wrong with folders."""

    sources: Mapping[str, Known]
    files: Mapping[str, str]
    """The file of each source by its path as messages show it."""
    diagnostics: tuple[Diagnostic, ...]
    is_complete: bool
    """Whether every folder could be listed."""


def gather(
    context: TaskContext,
    known: Mapping[str, Known],
    workers: Workers,
    progress: Callable[[str, int, int], None],
    seen: Mapping[str, Stamp] | None = None,
) -> Gathered:
    """Every source below the folder. Raises OSError if the folder itself cannot be listed.

    `seen` has the settled stamps of files, by path relative to the folder, if already taken.
    """
    unread: list[OSError] = []
    files: dict[str, str] = {}
    alike: list[str] = []
    for file in text_files(context.sources, unread.append):
        path = shown(file, context.root)
        if path in files:
            alike.append(path)
        if path not in files or file.endswith(path):  # of two shown alike, the one not spelt out
            files[path] = file
    at, seen, start = now(), seen or {}, len(f"{context.sources}{os.sep}")
    stamps = {
        path: seen.get(file[start:].replace(os.sep, "/")) or settled(stamp(file), at)
        for path, file in files.items()
    }
    fresh = {
        path: known[path]
        for path, own in stamps.items()
        if path in known and own != NONE and _is_fresh(known[path], own)
    }
    wanted = [
        ToRead(Path(file), known[path].digest if path in known else None)
        for path, file in files.items()
        if path not in fresh
    ]
    read: dict[str, Known] = {}
    for batch in workers.each(partial(read_sources, context), wanted, partition_key):
        for one in batch:
            if one.reading is None:
                read[one.path] = Known(stamps[one.path], one.digest, known[one.path].reading)
            else:
                read[one.path] = Known(stamps[one.path], one.digest, one.reading)
        progress("read", len(read), len(wanted))
    return Gathered(
        {path: fresh.get(path) or read[path] for path in files},
        files,
        (
            *(unread_folder(error, context.root) for error in unread),
            *map(spelt_alike, alike),
        ),
        is_complete=not unread,
    )


def _is_fresh(known: Known, own: Stamp) -> bool:
    """Whether a source is unchanged. A stamp does not show whether a file can now be read."""
    reading = known.reading
    return known.stamp == own and not (
        reading.entry is None and has(reading.diagnostics, Rule.UNREADABLE)
    )
