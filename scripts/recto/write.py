"""Writes pages and images below the folder of pages: the only writer of pages.

A file is touched only when its bytes change, each in one step; what no page stands for any more
goes.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from recto.pages import Image, Page
from recto.project import GENERATED, Project

MARKER = ".recto"
"""An empty file that says a folder is Recto's to write in, and to remove from."""


class FolderNotOursError(Exception):
    """The folder for generated pages holds files that Recto did not write."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages and images there are, how many of them were new, and how many went."""

    total: int
    changed: int
    removed: int


def write(project: Project, pages: Iterable[Page], images: Iterable[Image]) -> Written:
    """Make the generated folders hold these pages and images, and nothing else.

    Raises FolderNotOursError rather than remove files it did not write, and OSError.
    """
    folders = [project.docs / name for name in GENERATED]
    for folder in folders:
        _claim(folder)
    wanted: set[Path] = {folder / MARKER for folder in folders}
    changed = 0
    for page in pages:
        target = project.docs / page.path
        wanted.add(target)
        changed += put(target, page.text.encode())
    for image in images:
        target = project.docs / image.path
        if target not in wanted:
            wanted.add(target)
            changed += put(target, (project.root / image.source).read_bytes())
    removed = sum(_remove_orphans(folder, wanted) for folder in folders)
    return Written(len(wanted) - len(folders), changed, removed)


def _claim(folder: Path) -> None:
    if (folder / MARKER).is_file():
        return
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderNotOursError(
            f"{folder} holds files that recto did not write; "
            "move them, since generated pages go there"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()


def put(target: Path, data: bytes) -> bool:
    """Make the file hold these bytes, in one step, if it does not; whether it was changed."""
    try:
        if target.read_bytes() == data:
            return False
    except FileNotFoundError:
        target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    beside.write_bytes(data)
    beside.replace(target)
    return True


def _remove_orphans(folder: Path, wanted: set[Path]) -> int:
    found = sorted(folder.rglob("*"), reverse=True)
    orphans = [path for path in found if not path.is_dir() and path not in wanted]
    for file in orphans:
        file.unlink()
    for parent in (path for path in found if path.is_dir()):
        if not any(parent.iterdir()):
            parent.rmdir()
    return len(orphans)
