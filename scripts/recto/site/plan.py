"""The parts of a site that a fast build makes by itself, each with its key.

A key is a digest of everything that decides the part's bytes, so a part has to be made again
exactly if its key has changed since the last build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import astuple

from recto.keys import digest
from recto.site.faces import END, NOTHING, Faces, encode
from recto.stamps import Stamp, stamp

if TYPE_CHECKING:
    from datetime import date

    from recto.publish import Publication
    from recto.related import RelatedQuestions
    from recto.site.catalogue import Neighbourhood, Placed
    from recto.site.contents import Contents
    from recto.site.kept import Kept

Keys = Mapping[str, bytes]
"""The keys of parts by the path of their page, below the folder of pages."""

NONE = b""
"""The key of a page that could not be made yet."""


class Plan(Struct, frozen=True):
    """The keys of all parts."""

    keys: Keys
    broken: frozenset[str]
    """Pages that stay as they were, since their sources have an error now."""

    def changed(self, kept: Kept, stamps: Mapping[str, Stamp]) -> set[str]:
        """The parts to be made: those whose key, or the stamp of whose file, has changed."""
        return {
            path
            for path, key in self.keys.items()
            if kept.parts.get(path) != key or kept.pages.get(path) != stamps.get(path)
        } - self.broken


def plan(
    publication: Publication,
    contents: Contents,
    faces: Faces,
    related: RelatedQuestions,
    around: Neighbourhood,
    day_of: Callable[[str], date | None],
    kept: Keys,
    common: bytes,
) -> Plan:
    """The keys of the contents of a site. `common` is a digest of what decides all pages.

    `day_of` dates the list at a path. `kept` has the keys of the last build.
    """
    root, failed = publication.compiled.context.root, publication.compiled.failed
    keys = dict(_of_questions(publication, faces, related, around, common))
    broken = frozenset(path for path, own in contents.questions.items() if own.path in failed)
    keys |= {path: kept.get(path, NONE) for path in broken}
    keys |= {
        path: digest(common, own, repr(day_of(path)).encode())
        for path, own in contents.lists.kept.keys.items()
    }
    keys |= {path: digest(common, repr(one).encode()) for path, one in contents.signposts.items()}
    keys |= {
        path: digest(repr(stamp(root / one.source)).encode())
        for path, one in contents.images.items()
    }
    return Plan(keys, broken)


def _of_questions(
    publication: Publication,
    faces: Faces,
    related: RelatedQuestions,
    around: Neighbourhood,
    common: bytes,
) -> Iterator[tuple[str, bytes]]:
    """The key of each question's page, by its path.

    Besides its own source, a page depends on the faces of the questions and topics that it shows.
    """
    of: dict[str | None, bytes] = {None: NOTHING}
    of.update(faces.questions)
    topics = faces.topics
    shelves = {slug: encode(astuple(shelf)) for slug, shelf in around.shelves.items()}

    def beside(placed: Placed | None) -> bytes:
        if placed is None:
            return NOTHING
        entry, topic = placed
        return of[entry.id] + (topics[topic.slug] if topic else NOTHING)

    for path, (before, (entry, topic), after) in around.positions.items():
        texts = [
            beside(before),
            of[entry.id],
            beside(after),
            shelves[topic.slug] if topic else NOTHING,
            *[topics[own.topic.slug] for own in publication.bank.topics.get(entry.id, ())],
            END,
            *[of[id_] for id_ in related.ids(entry.id)],
            END,
            *[of.get(id_, NOTHING) for id_ in entry.linked],
        ]
        yield path, digest(common, publication.compiled.sources[entry.path].digest, b"".join(texts))
