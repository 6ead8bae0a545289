"""Finds out quickly, before anything is loaded, that nothing has changed since the last build.

That build left a digest of the stamps of everything that it depends on, and how it ended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from recto import checksummed
from recto.diagnostics import Diagnostic
from recto.environment import configuration
from recto.generated import made
from recto.project import GENERATED, Project
from recto.site.tree import fingerprint
from recto.stamps import NONE, Stamp, below, now, settled, stamp

FILE = "last"
"""The file of the cache with how the last build ended."""


class Summary(Struct, frozen=True):
    """How a build ended."""

    questions: int
    sources: int
    diagnostics: tuple[Diagnostic, ...]
    is_published: bool
    recorded: int = 0
    """How many permalinks are new."""
    is_strict: bool = False
    """Whether warnings would have kept it from being published."""


class Snapshot(Struct, frozen=True):
    """The stamps of a project's files, settled except those of files that builds make.

    Paths are relative to the folders of sources and pages.
    """

    sources: Mapping[str, Stamp]
    handwritten: Mapping[str, Stamp]
    made: Mapping[str, Stamp]
    configuration: bytes
    """The digest of settings and templates."""


def snapshot(project: Project) -> Snapshot:
    """Look at all files below a project's folders of sources and pages."""
    at = now()
    sources = below(project.sources)
    handwritten = below(project.docs, frozenset(GENERATED), follows_links=True)
    for found in (sources, handwritten):
        found |= {path: settled(own, at) for path, own in found.items()}
    return Snapshot(sources, handwritten, made(project), configuration(project))


def after(
    project: Project, seen: Snapshot, summary: Summary, pages: Mapping[str, Stamp]
) -> Snapshot:
    """What a snapshot would show after a build that made `pages`, and may have recorded addresses.

    What somebody else changed meanwhile has the stamp from before, so that the change is noticed.
    """
    own: dict[str, Stamp] = {}
    if summary.recorded:
        record = project.permalinks
        own[project.permalinks.name] = settled(stamp(record), now())
    return replace(seen, sources={**seen.sources, **own}, made=pages)


def inputs(project: Project, way: object, seen: Snapshot) -> bytes | None:
    """A digest of all that a build of this project depends on and of what it made.

    `way` is how it is built. None if a file was changed just before it was looked at, so that its
    stamp would not show another change, or if a name is not Unicode.
    """
    if NONE in seen.sources.values() or NONE in seen.handwritten.values():
        return None
    whole = hashlib.blake2b(digest_size=16)
    for part in (fingerprint(project.site), repr(way), seen):
        try:
            whole.update(msgspec.msgpack.encode(part, order="deterministic"))
        except UnicodeEncodeError:
            return None
    return whole.digest()


def last(project: Project, wanted: bytes | None) -> Summary | None:
    """How the last build ended, if it had these inputs."""
    return checksummed.load(project.cache / FILE, wanted, Summary) if wanted else None


def keep(project: Project, own: bytes | None, summary: Summary) -> None:
    """Keep how a build with these inputs ended; without inputs, forget how the last one did."""
    file = project.cache / FILE
    if own is None:
        file.unlink(missing_ok=True)
    else:
        with suppress(OSError):  # the next build looks at all again
            checksummed.save(file, own, replace(summary, recorded=0))
