"""Writes pages and images below the folder of pages: the only writer of pages.

A file is touched only when its bytes change, each in one step; what no page stands for any more
goes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from recto.pages import Image, Page
from recto.project import GENERATED, Project
from recto.put import put
from recto.stamps import Stamp, below

MARKER = ".recto"
"""An empty file that says a folder is Recto's to write in, and to remove from."""


class FolderNotOursError(Exception):
    """The folder for generated pages holds files that Recto did not write."""


@dataclass(frozen=True, slots=True)
class Written:
    """How many pages and images there are, and how many went."""

    total: int
    removed: int


class Pages:
    """The generated folders of a project. Raises FolderNotOursError where they are not."""

    def __init__(self, project: Project) -> None:
        self._docs = project.docs
        self._root = project.root
        self._folders = [project.docs / name for name in GENERATED]
        for folder in self._folders:
            _claim(folder)

    def stamps(self) -> dict[str, Stamp]:
        """The stamp of each file that is there, by its path below the folder of pages."""
        return {
            f"{folder.name}/{path}": stamp
            for folder in self._folders
            for path, stamp in below(folder).items()
            if path != MARKER
        }

    def put(self, path: str, text: str) -> bool:
        """Make the page at a path say this; whether it did not."""
        return put(self._docs / path, text.encode())

    def copy(self, image: Image) -> bytes:
        """Copy an image here, and tell its bytes."""
        data = (self._root / image.source).read_bytes()
        put(self._docs / image.path, data)
        return data

    def remove(self, path: str) -> None:
        """Remove a file, and the folder that it was the last one in."""
        file = self._docs / path
        file.unlink(missing_ok=True)
        for folder in file.parents:
            if folder in self._folders or any(folder.iterdir()):
                break
            folder.rmdir()


def write(project: Project, pages: Iterable[Page], images: Iterable[Image]) -> Written:
    """Make the generated folders hold these pages and images, and nothing else.

    Raises FolderNotOursError rather than remove files it did not write, and OSError.
    """
    ours = Pages(project)
    before = ours.stamps()
    wanted: set[str] = set()
    for page in pages:
        wanted.add(page.path)
        ours.put(page.path, page.text)
    for image in images:
        if image.path not in wanted:
            wanted.add(image.path)
            ours.copy(image)
    orphans = before.keys() - wanted
    for path in orphans:
        ours.remove(path)
    return Written(len(wanted), len(orphans))


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
