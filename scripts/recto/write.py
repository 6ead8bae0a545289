"""Writes pages and images below the folder of pages: the only writer of pages.

A file is touched only when its bytes change, and written in one step; files that no longer belong
to any page are removed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from recto.generated import MARKER, is_made, made
from recto.pages import Image, Page
from recto.project import GENERATED, Project
from recto.put import is_file, put, remove
from recto.stamps import Stamp, stamp


class FolderNotOursError(Exception):
    """The folder for generated pages holds files that Recto did not write."""


class Pages:
    """The generated folders of a project. Raises FolderNotOursError if they hold other files.

    `stamps` has the stamp of each file in them, by its path below the folder of pages, if already
    taken.
    """

    def __init__(self, project: Project, stamps: Mapping[str, Stamp] | None = None) -> None:
        self._docs = project.docs
        self._root = project.root
        for name in GENERATED:
            _claim(project.docs / name)
        self.stamps = dict(made(project) if stamps is None else stamps)

    def put(self, path: str, text: str) -> None:
        """Make the page at a path hold this text. Raises FolderNotOursError."""
        self._put(path, text.encode())

    def copy(self, image: Image) -> bytes:
        """Copy an image here, and return its bytes. Raises FolderNotOursError."""
        data = (self._root / image.source).read_bytes()
        self._put(image.path, data)
        return data

    def _put(self, path: str, data: bytes) -> None:
        if path in self.stamps:
            self._refuse_own(path)
        file = self._docs / path
        put(file, data)
        self.stamps[path] = stamp(file)

    def orphans(self, wanted: Collection[str]) -> set[str]:
        """The paths of files that are not wanted any more. Raises FolderNotOursError."""
        found = {path for path in self.stamps if path not in wanted}
        for path in sorted(found):
            self._refuse_own(path)
        return found

    def _refuse_own(self, path: str) -> None:
        """Raise FolderNotOursError if somebody put a file of their own there."""
        file = self._docs / path
        if file.is_symlink() or (file.is_file() and not is_made(file, path)):
            raise FolderNotOursError(
                f"{file} is not one of the pages that recto wrote; "
                "move it, since only generated pages go there"
            )

    def remove(self, path: str) -> None:
        """Remove a file, and the folder that it was the last one in."""
        self.stamps.pop(path, None)
        folder, _, rest = path.partition("/")
        remove(self._docs / folder, rest)


def write(project: Project, pages: Iterable[Page], images: Iterable[Image]) -> None:
    """Make the generated folders hold these pages and images, and nothing else.

    Raises FolderNotOursError rather than remove files it did not write, and OSError.
    """
    ours = Pages(project)
    wanted: set[str] = set()
    for page in pages:
        wanted.add(page.path)
        ours.put(page.path, page.text)
    for image in images:
        if image.path not in wanted:
            wanted.add(image.path)
            ours.copy(image)
    for path in ours.orphans(wanted):
        ours.remove(path)


def _claim(folder: Path) -> None:
    if (folder / MARKER).is_file():
        return
    if is_file(folder):
        raise FolderNotOursError(
            f"{folder} is a file; move it, since generated pages go into a folder of that name"
        )
    if folder.is_dir() and any(folder.iterdir()):
        raise FolderNotOursError(
            f"{folder} holds files that recto did not write; "
            "move them, since generated pages go there"
        )
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARKER).touch()
