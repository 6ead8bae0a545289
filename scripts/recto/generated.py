"""The files in the folders of generated pages: their stamps, and whether Recto made them."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path

from recto.project import GENERATED, Project
from recto.stamps import Stamp, below

MARKER = ".recto"
"""An empty file that marks a folder as Recto's to write in, and to remove files from."""

_RULE = b"---\n"
_TEMPLATE = re.compile(rb"template: (?:absent|questions?|redirect|topics?)\.html\n")
_IMAGE = re.compile(r"questions/images/[^/]+-[0-9a-f]{8}(?:\.[^./]+)?")
_UNFINISHED = re.compile(r".+\.\d+\.tmp")


def made(project: Project) -> dict[str, Stamp]:
    """The stamp of each generated page and image, by its path below the folder of pages.

    Files that Recto did not make are included, except hidden ones.
    """
    return {
        f"{name}/{path}": stamp
        for name in GENERATED
        for path, stamp in below(project.docs / name).items()
        if "/." not in f"/{path}"
    }


def is_made(file: Path, path: str) -> bool:
    """Whether Recto made the file at a path below the folder of pages, or began to.

    A file that holds nothing counts as made: a power cut may have left it so.
    """
    if _IMAGE.fullmatch(path) or _UNFINISHED.fullmatch(path):
        return True
    with file.open("rb") as stream:
        if (first := stream.readline(len(_RULE))) != _RULE:
            return not first
        head = takewhile(lambda line: line not in {_RULE, b"\n"}, stream)
        return any(map(_TEMPLATE.fullmatch, head))
