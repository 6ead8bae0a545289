"""What is kept from one build to the next, in one file of the project's cache.

It tells what was read of each source, how questions are related, and under which key each part of
the site was made, so that a build does only what has another key now. The file begins with a digest
of what follows: one that is damaged, cut short, of another version or no such file at all counts as
none. Removing it is always safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, fields
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct

from recto import sealed
from recto.bank import Bank
from recto.diagnostics import Diagnostic
from recto.entry import Entry
from recto.gather import Known
from recto.ordered import Array
from recto.reading import Reading
from recto.related import Before
from recto.relating import Relations, Terms
from recto.rules import Rule
from recto.stamps import Stamp


class _Source(Struct, frozen=True, array_like=True):
    path: str
    stamp: Stamp
    digest: bytes
    found: tuple[_Problem, ...]
    entry: Entry | None
    topics: tuple[tuple[str, float | None], ...]
    sketch: bytes
    terms: tuple[bytes, bytes]


class _Problem(Struct, frozen=True, array_like=True):
    """A diagnostic; its rule by name."""

    rule: str
    rest: tuple[Any, ...]


class _Array(Struct, frozen=True, array_like=True):
    kind: str
    width: int
    data: bytes


class KeptRelations(Struct, frozen=True, array_like=True):
    """How questions were related, in reading order: the id and digest of each, and arrays."""

    order: tuple[tuple[str, bytes], ...] = ()
    arrays: dict[str, _Array] = {}


class KeptRest(Struct, frozen=True, array_like=True):
    """What MkDocs built by itself: the key, the files by path, and by path what pages have."""

    key: bytes = b""
    files: tuple[str, ...] = ()
    titles: dict[str, str] = {}
    anchors: dict[str, tuple[str, ...]] = {}
    """The ids of each page that links may lead to."""


class Kept(Struct, frozen=True):
    """One build. All keys are digests of everything that decides the part's bytes."""

    environment: bytes = b""
    """Of the versions, configuration and templates that it was made with."""
    taxonomy: bytes = b""
    sources: tuple[_Source, ...] = ()
    relations: KeptRelations = KeptRelations()
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
                    *_arrays(one),
                ),
            )
            for one in self.sources
        }

    def before(self, bank: Bank, sources: Mapping[str, Known]) -> Before | None:
        """How the questions of a bank were related, if that is known."""
        if not self.relations.arrays:
            return None
        digests = {entry.id: sources[entry.path].digest for entry in bank.entries}
        places = {
            id_: place
            for place, (id_, digest) in enumerate(self.relations.order)
            if digests.get(id_) == digest
        }
        found = {name: _array(own) for name, own in self.relations.arrays.items()}
        return Before(places, Relations(**found))

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
            _bytes(own.reading.sketch),
            ((_bytes(terms.numbers), _bytes(terms.counts)) if terms else (b"", b"")),
        )
        for path, own in known.items()
        for terms in (own.reading.terms,)
    )


def kept_relations(bank: Bank, sources: Mapping[str, Known], relations: Relations) -> KeptRelations:
    """How questions are related, as it is kept."""
    return KeptRelations(
        tuple((entry.id, sources[entry.path].digest) for entry in bank.entries),
        {
            field.name: _Array(own.dtype.str, own.shape[1] if own.ndim > 1 else 0, own.tobytes())
            for field in fields(relations)
            for own in (getattr(relations, field.name),)
        },
    )


def _array(kept: _Array) -> Array:
    found = np.frombuffer(kept.data, kept.kind)
    return found.reshape(-1, kept.width) if kept.width else found


def _arrays(kept: _Source) -> tuple[Array | None, Terms | None]:
    if kept.entry is None:
        return None, None
    numbers, counts = kept.terms
    return (
        np.frombuffer(kept.sketch, np.uint64),
        Terms(np.frombuffer(numbers, np.uint32), np.frombuffer(counts, np.float32)),
    )


def _bytes(array: Array | None) -> bytes:
    return b"" if array is None else array.tobytes()


def problem(diagnostic: Diagnostic) -> _Problem:
    """A diagnostic as it is kept."""
    path, line, column, _, *rest = astuple(diagnostic)
    return _Problem(diagnostic.rule.name, (path, line, column, *rest))


def _diagnostic(kept: _Problem) -> Diagnostic:
    path, line, column, *rest = kept.rest
    return Diagnostic(path, line, column, Rule[kept.rule], *rest)


def load(file: Path, version: bytes) -> Kept:
    """What was kept by this version; nothing if there is none that can be trusted."""
    body = sealed.read(file, version)
    try:
        return Kept() if body is None else msgspec.msgpack.decode(body, type=Kept)
    except msgspec.DecodeError:  # a ValidationError is one, too
        return Kept()


def save(file: Path, version: bytes, kept: Kept) -> None:
    """Keep it, in one step."""
    sealed.write(file, version, msgspec.msgpack.encode(kept))
