"""Tells at a glance that nothing changed since the last build, before anything is loaded.

The last build leaves a digest of the stamps of all that it depends on, and how it ended.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import msgspec

from recto import sealed
from recto.diagnostics import Diagnostic
from recto.environment import configuration
from recto.project import GENERATED, Project
from recto.site.tree import stamp as stamp_of_site
from recto.stamps import NONE, below, now, settled

FILE = "last"
"""The file of the cache that tells how the last build ended."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a build ended."""

    questions: int
    sources: int
    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    recorded: int = 0
    """How many permalinks are new."""


def inputs(project: Project, way: object) -> bytes | None:
    """A digest of the stamps of all that a build of this project depends on and of what it made.

    `way` tells how it is built. None if a file was changed a moment ago, so that its stamp does
    not tell whether it is changed again.
    """
    at = now()
    skipped = frozenset(GENERATED)
    places = below(project.sources), below(project.docs, skipped)
    if any(settled(own, at) == NONE for place in places for own in place.values()):
        return None
    made = (below(project.docs / name) for name in GENERATED)
    whole = hashlib.blake2b(digest_size=16)
    for part in (configuration(project), stamp_of_site(project.site), way, *places, *made):
        whole.update(repr(part).encode())
    return whole.digest()


def last(project: Project, wanted: bytes | None) -> Summary | None:
    """How the last build ended, if it had these inputs."""
    body = wanted and sealed.read(project.cache / FILE, wanted)
    try:
        return msgspec.msgpack.decode(body, type=Summary) if body else None
    except msgspec.DecodeError:
        return None


def keep(project: Project, made: bytes | None, summary: Summary) -> None:
    """Keep how a build ended that left these inputs."""
    file = project.cache / FILE
    if made is None:
        file.unlink(missing_ok=True)
    else:
        sealed.write(file, made, msgspec.msgpack.encode(replace(summary, recorded=0)))
