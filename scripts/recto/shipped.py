"""Which files in the sources folder were shipped with the project, and their removal.

A file counts as shipped if `shipped.sha256`, in the format of `sha256sum`, lists it with the digest
that it has. A file with other bytes is somebody's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePath

from msgspec import Struct

from recto.load import identity, is_source
from recto.permalinks import Record, as_tsv
from recto.project import Project
from recto.put import put, remove

LIST_NAME = "shipped.sha256"


class Shipped(Struct, frozen=True):
    """Files of the sources folder: those shipped, and those that are somebody's own."""

    files: tuple[Path, ...]
    own: tuple[Path, ...]


def digest_of(file: Path) -> str:
    """The SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def find_shipped(project: Project) -> Shipped:
    """Look at every file except the taxonomy, the record and the list itself.

    A licence counts as shipped only if no file beside it is somebody's own, which may be a changed
    one that is still under it.
    """
    listed = _listed(project)
    besides = {project.topics, project.permalinks, project.sources / LIST_NAME}
    files: list[Path] = []
    own: list[Path] = []
    for path in sorted(project.sources.rglob("*")):
        if path.is_dir() or path in besides:
            continue
        digest = listed.get(path.relative_to(project.sources).as_posix())
        is_shipped = digest is not None and not path.is_symlink() and digest_of(path) == digest
        (files if is_shipped else own).append(path)
    held = {path.parent for path in own}
    going = (path for path in files if is_source(path.name) or path.parent not in held)
    return Shipped(tuple(going), tuple(own))


def remove_shipped(project: Project, shipped: Shipped) -> None:
    """Remove shipped files, the rows of their questions and, once all else is done, the list."""
    listed = _listed(project)
    for path in shipped.files:
        remove(project.sources, path.relative_to(project.sources).as_posix())
    _remove_rows(project, _ids(listed) - _ids(map(str, shipped.own)))
    remove(project.sources, LIST_NAME)


def _listed(project: Project) -> Mapping[str, str]:
    """The digests of the files that were shipped, by their paths below the sources folder."""
    try:
        text = (project.sources / LIST_NAME).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return {}
    rows = (line.split(maxsplit=1) for line in text.splitlines())
    return {row[1]: row[0] for row in rows if len(row) == 2}


def _ids(paths: Iterable[str]) -> set[str]:
    """The ids of the sources among some files."""
    return {identity(PurePath(path).stem)[1] for path in paths if is_source(path)}


def _remove_rows(project: Project, ids: set[str]) -> None:
    """Remove rows from the record, which is created if missing: Git cannot commit empty folders."""
    try:
        rows = project.permalinks.read_bytes().splitlines(keepends=True)
    except FileNotFoundError:
        rows = [as_tsv(Record()).encode()]
    cells = {id_.encode() for id_ in ids}
    kept = (row for row in rows if row.partition(b"\t")[0] not in cells)
    put(project.permalinks, b"".join(kept))
