"""What a build depends on besides sources, as digests: software, configuration, other files."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path

import recto
from recto.keys import digest
from recto.project import GENERATED, Project
from recto.put import bytes_of

PACKAGES = (
    *("mkdocs", "mkdocs-material", "pymdown-extensions", "Markdown", "Jinja2", "Pygments"),
    *(
        "markdown-it-py",
        "math-core",
        "PyStemmer",
        "msgspec",
        "numpy",
        "pagefind",
        "pillow",
        "Babel",
    ),
)
"""Third-party packages that affect what is built."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


@cache
def software() -> bytes:
    """The digest of Recto's own code and of the versions of everything that it builds with."""
    package = Path(recto.__file__).parent
    versions = (f"{name} {version(name)}" for name in PACKAGES)
    code = (file for file in _files(package) if file.parent.name != "__pycache__")
    own = _of_files(package, code)
    return digest(sys.version.encode(), own, *(text.encode() for text in versions))


def configuration(project: Project) -> bytes:
    """The digest of what decides each page of a site: settings, and the files of the theme."""
    settings = b"\n".join(file.read_bytes() for file in project.configs)
    names = {*_WORD.findall(settings.decode(errors="replace")), "SOURCE_DATE_EPOCH"}
    values = (f"{name}={os.environ[name]}" for name in sorted(names & os.environ.keys()))
    theme = b""
    if project.overrides:
        theme = _of_files(project.overrides, _files(project.overrides))
    return digest(software(), settings, *map(os.fsencode, values), theme)


def handwritten(project: Project) -> bytes:
    """The digest of the files that people wrote below the folder of pages."""
    return _of_files(project.docs, _files(project.docs, skipped=GENERATED))


def _files(folder: Path, skipped: Iterable[str] = ()) -> Iterator[Path]:
    """All files below a folder, sorted, except those in folders with skipped names at the top."""
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders[:] = sorted(set(folders).difference(skipped if parent == os.fspath(folder) else ()))
        yield from (Path(parent, name) for name in sorted(names))


def _of_files(folder: Path, files: Iterable[Path]) -> bytes:
    return digest(
        *(
            part
            for file in files
            for part in (os.fsencode(file.relative_to(folder)), digest(bytes_of(file) or b""))
        )
    )
