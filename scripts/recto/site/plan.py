"""The parts of a site that a fast build makes by itself, each with its key.

A key is a digest of everything that decides the part's bytes, so a part is to be made anew exactly
where its key is another one than in the last build.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from recto.pages import Image, Page, images
from recto.site.faces import END, NOTHING, Faces, encode
from recto.site.keys import digest
from recto.stamps import stamp

if TYPE_CHECKING:
    from recto.bank import Bank
    from recto.publish import Draft
    from recto.related import RelatedQuestions
    from recto.site.catalogue import Neighbourhood

Keys = Mapping[str, bytes]
"""The keys of parts by the path of their page, below the folder of pages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is generated beside questions and lists, by path, and the keys of all parts."""

    signposts: Mapping[str, Page]
    images: Mapping[str, Image]
    keys: Keys


def plan(
    draft: Draft,
    bank: Bank,
    faces: Faces,
    related: RelatedQuestions,
    lists: Keys,
    posts: Mapping[str, Page],
    around: Neighbourhood,
    common: bytes,
) -> Plan:
    """What a bank's pages are made of. `common` is a digest of what decides all of them."""
    root = draft.compiled.room.root
    pictures = {one.path: one for one in images(bank)}
    keys = dict(_of_questions(draft, bank, faces, related, around, common))
    keys |= {path: digest(common, own) for path, own in lists.items()}
    keys |= {path: digest(common, repr(one).encode()) for path, one in posts.items()}
    keys |= {
        path: digest(repr(stamp(root / one.source)).encode()) for path, one in pictures.items()
    }
    return Plan(posts, pictures, keys)


def _of_questions(
    draft: Draft,
    bank: Bank,
    faces: Faces,
    related: RelatedQuestions,
    around: Neighbourhood,
    common: bytes,
) -> Iterator[tuple[str, bytes]]:
    """The key of each question's page, by its path.

    Beside its own source, a page depends on the faces of others that it shows.
    """
    shelves = {slug: encode(astuple(shelf)) for slug, shelf in around.shelves.items()}
    shelves[""] = NOTHING
    of: dict[str | None, bytes] = {None: NOTHING}
    of.update(faces.questions)
    for path, (before, entry, after, topic) in around.places.items():
        texts = [
            of[before.id if before else None],
            of[entry.id],
            of[after.id if after else None],
            shelves[topic],
            *[faces.topics[own.topic.slug] for own in bank.topics.get(entry.id, ())],
            END,
            *[of[id_] for id_ in related.ids(entry.id)],
            END,
            *[of.get(id_, NOTHING) for id_ in entry.linked],
        ]
        yield path, digest(common, draft.compiled.sources[entry.path].digest, b"".join(texts))
