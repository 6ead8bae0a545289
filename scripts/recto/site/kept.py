"""What is kept from one build to the next, in one file of the project's cache.

It tells what was read of each source, how questions are related, and under which key each part of
the site was made, so that a build does only what has another key now. The file begins with a digest
of what follows: one that is damaged, cut short, of another version or no such file at all counts as
none. Removing it is always safe.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from recto.diagnostics import Diagnostic
from recto.entry import Entry
from recto.gather import Known
from recto.put import put
from recto.reading import Reading
from recto.rules import Rule
from recto.stamps import Stamp

_MAGIC = b"recto build 1\n"
_DIGEST = 32


class _Source(Struct, frozen=True, array_like=True):
    path: str
    stamp: Stamp
    digest: bytes
    found: tuple[_Problem, ...]
    entry: Entry | None
    topics: tuple[tuple[str, float | None], ...]
    sketch: tuple[int, ...] | None
    terms: dict[str, float] | None


class _Problem(Struct, frozen=True, array_like=True):
    """A diagnostic; its rule by name."""

    rule: str
    rest: tuple[Any, ...]


class KeptRest(Struct, frozen=True, array_like=True):
    """What MkDocs built by itself: the key, the files by path, and titles of pages by path."""

    key: bytes = b""
    files: tuple[str, ...] = ()
    titles: dict[str, str] = {}


class Kept(Struct, frozen=True):
    """One build. All keys are digests of everything that decides the part's bytes."""

    environment: bytes = b""
    """Of the versions, configuration and templates that it was made with."""
    taxonomy: bytes = b""
    sources: tuple[_Source, ...] = ()
    parts: dict[str, bytes] = {}
    """The key of each generated page and image by its path below the folder of pages."""
    files: tuple[str, ...] = ()
    """What else was made, by path in the site."""
    pages: dict[str, Stamp] = {}
    """The stamp of each generated page and image by its path below the folder of pages."""
    rest: KeptRest = KeptRest()
    site: str | None = None
    """The stamp of the site's folder."""
    inputs: bytes = b""
    """Of everything that went into the build but sources."""
    problems: tuple[_Problem, ...] = ()
    questions: int = 0
    is_published: bool = False

    def known(self) -> dict[str, Known]:
        """The sources as they were read, by path."""
        return {
            one.path: Known(
                one.stamp,
                one.digest,
                Reading(
                    one.path,
                    tuple(map(_diagnostic, one.found)),
                    one.entry,
                    one.topics,
                    one.sketch,
                    one.terms,
                ),
            )
            for one in self.sources
        }

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        return tuple(map(_diagnostic, self.problems))


def kept_sources(known: Mapping[str, Known]) -> tuple[_Source, ...]:
    """The sources as they are kept."""
    return tuple(
        _Source(
            path,
            own.stamp,
            own.digest,
            tuple(map(problem, own.reading.diagnostics)),
            own.reading.entry,
            own.reading.topics,
            own.reading.sketch,
            own.reading.terms,
        )
        for path, own in known.items()
    )


def problem(diagnostic: Diagnostic) -> _Problem:
    """A diagnostic as it is kept."""
    path, line, column, _, *rest = astuple(diagnostic)
    return _Problem(diagnostic.rule.name, (path, line, column, *rest))


def _diagnostic(kept: _Problem) -> Diagnostic:
    path, line, column, *rest = kept.rest
    return Diagnostic(path, line, column, Rule[kept.rule], *rest)


def load(file: Path, version: bytes) -> Kept:
    """What was kept by this version; nothing if there is none that can be trusted."""
    try:
        data = file.read_bytes()
    except OSError:
        return Kept()
    head, digest, body = (
        data[: len(_MAGIC)],
        data[len(_MAGIC) : len(_MAGIC) + _DIGEST],
        memoryview(data)[len(_MAGIC) + _DIGEST :],
    )
    if head != _MAGIC or digest != _digest(version, body):
        return Kept()
    try:
        return msgspec.msgpack.decode(body, type=Kept)
    except msgspec.DecodeError:
        return Kept()


def save(file: Path, version: bytes, kept: Kept) -> None:
    """Keep it, in one step."""
    body = msgspec.msgpack.encode(kept)
    put(file, _MAGIC + _digest(version, body) + body)


def _digest(version: bytes, body: bytes | memoryview) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST, key=version[:64]).digest()
