"""What lies in the folders of generated pages, at a glance."""

from __future__ import annotations

from recto.project import GENERATED, Project
from recto.stamps import Stamp, below

MARKER = ".recto"
"""An empty file that says a folder is Recto's to write in, and to remove from."""


def made(project: Project) -> dict[str, Stamp]:
    """The stamp of each generated page and image, by its path below the folder of pages."""
    return {
        f"{name}/{path}": stamp
        for name in GENERATED
        for path, stamp in below(project.docs / name).items()
        if path != MARKER
    }
