"""Where a build puts the files of a site: into an empty folder, or among changes to a site."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Protocol

from recto.put import bytes_of, put, remove
from recto.site.tree import Change


class Sink(Protocol):
    """Takes files by their paths in the site, with forward slashes."""

    def put(self, path: str, change: Change) -> None:
        """Take a file."""


class Staged:
    """A folder that becomes the site. Of the last site, it holds only the files that both share."""

    def __init__(self, folder: Path, shared: Collection[str] = ()) -> None:
        self._folder = folder
        self._shared = shared
        self._made: set[Path] = set()

    def put(self, path: str, change: Change) -> None:
        if path in self._shared:
            remove(self._folder, path)  # the other site keeps it as it is
            self._made.clear()  # folders may have gone with it
        if change is None:
            return
        target = self._folder / path
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        if isinstance(change, bytes):
            target.write_bytes(change)
        else:
            shutil.move(change, target)


class Direct:
    """A site that is changed where it is, file by file."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.paths: set[str] = set()
        """All that was put there."""

    def put(self, path: str, change: Change) -> None:
        target = self._folder / path
        if change is None:
            self.paths.discard(path)
            if target.is_file():
                target.unlink()
            return
        self.paths.add(path)
        try:
            self._put(target, change)
        except (FileExistsError, IsADirectoryError, NotADirectoryError):
            self._make_way(target)
            self._put(target, change)

    def _put(self, target: Path, change: bytes | Path) -> None:
        if isinstance(change, bytes):
            put(target, change)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            change.replace(target)

    def _make_way(self, target: Path) -> None:
        """Remove a folder in the place of this file, and files in the place of folders above it."""
        if target.is_dir():
            shutil.rmtree(target)
        for parent in target.parents:
            if parent != self._folder and parent.is_file():
                parent.unlink()


class Changes(dict[str, Change]):
    """Changes to a site, except those that change nothing."""

    def __init__(self, site: Path) -> None:
        super().__init__()
        self._site = site

    def put(self, path: str, change: Change) -> None:
        data = change.read_bytes() if isinstance(change, Path) else change
        if data == bytes_of(self._site / path):
            self.pop(path, None)
        else:
            self[path] = change
