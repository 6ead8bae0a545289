"""What is kept from one build to the next, in one file of the project's cache.

It holds how questions are related, and the key under which each part of the site was made, so that
a build makes only what has another key now. Removing the file is always safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from msgspec import Struct
from msgspec.structs import asdict

from recto.bank import Bank
from recto.gather import Known
from recto.ordered import Array
from recto.related import Before
from recto.relating import Relations
from recto.site.anchors import AnchorLink
from recto.stamps import Stamp


class _Array(Struct, frozen=True, array_like=True):
    kind: str
    width: int
    data: bytes


class KeptRelations(Struct, frozen=True, array_like=True):
    """How questions were related, in reading order: the id and digest of each, and arrays."""

    order: tuple[tuple[str, bytes], ...] = ()
    arrays: dict[str, _Array] = {}


class KeptRest(Struct, frozen=True, array_like=True):
    """What MkDocs built by itself: its key, its files' paths, and what pages have, by path."""

    key: bytes = b""
    files: tuple[str, ...] = ()
    titles: dict[str, str] = {}
    metas: dict[str, dict[str, Any]] = {}
    """The metadata of pages."""
    anchors: dict[str, tuple[str, ...]] = {}
    """The ids on each page that links may lead to."""
    links: tuple[AnchorLink, ...] = ()


class KeptLists(Struct, frozen=True, array_like=True):
    """The lists of questions: a digest of what they show, their keys by path, and some heads."""

    faces: bytes = b""
    keys: dict[str, bytes] = {}
    heads: dict[str, dict[str, Any]] = {}
    """The metadata of those that may be in the navigation, by path."""


class KeptFiles(Struct, frozen=True, array_like=True):
    """The files for others (`recto.site.sharing`): the key of them all, and their paths."""

    key: bytes = b""
    paths: tuple[str, ...] = ()


class Kept(Struct, frozen=True):
    """One build. All keys are digests of everything that decides the part's bytes."""

    environment: bytes = b""
    """The key of the versions, configuration and templates that it was made with."""
    relations: KeptRelations = KeptRelations()
    parts: dict[str, bytes] = {}
    """The key of each generated page and image by its path below the folder of pages."""
    lists: KeptLists = KeptLists()
    questions_json: bytes = b""
    """The key of `questions.json`."""
    files: KeptFiles = KeptFiles()
    pages: dict[str, Stamp] = {}
    """The stamp of each generated page and image by its path below the folder of pages."""
    rest: KeptRest = KeptRest()
    site: str | None = None
    """The fingerprint of the site's folder."""

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


def kept_relations(bank: Bank, sources: Mapping[str, Known], relations: Relations) -> KeptRelations:
    """How questions are related, as it is kept."""
    return KeptRelations(
        tuple((entry.id, sources[entry.path].digest) for entry in bank.entries),
        {
            name: _Array(own.dtype.str, own.shape[1] if own.ndim > 1 else 0, own.tobytes())
            for name, own in asdict(relations).items()
        },
    )


def _array(kept: _Array) -> Array:
    found = np.frombuffer(kept.data, kept.kind)
    return found.reshape(-1, kept.width) if kept.width else found
