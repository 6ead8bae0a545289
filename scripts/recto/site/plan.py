"""The parts of a site that a fast build makes by itself, each with its key.

A key is a digest of everything that decides the part's bytes, so a part is to be made anew exactly
where its key is another one than in the last build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import astuple, dataclass

import msgspec

from recto.bank import Bank
from recto.pages import Image, ListPage, Page, images
from recto.publish import Draft
from recto.site.catalogue import Neighbourhood
from recto.stamps import stamp

Keys = Mapping[str, bytes]
"""The keys of parts by the path of their page, below the folder of pages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is generated: by path what is to be made, and under which key."""

    lists: Mapping[str, ListPage]
    signposts: Mapping[str, Page]
    images: Mapping[str, Image]
    keys: Keys


def plan(
    draft: Draft,
    bank: Bank,
    lists: Mapping[str, ListPage],
    posts: Mapping[str, Page],
    around: Neighbourhood,
    common: bytes,
) -> Plan:
    """What a bank's pages are made of. `common` is a digest of what decides all of them."""
    root = draft.compiled.room.root
    pictures = {one.path: one for one in images(bank)}
    keys = dict(_of_questions(draft, bank, around, common))
    keys |= {
        path: digest(common, _encode((one.template, one.rows, one.head)))
        for path, one in lists.items()
    }
    keys |= {path: digest(common, repr(one).encode()) for path, one in posts.items()}
    keys |= {
        path: digest(repr(stamp(root / one.source)).encode()) for path, one in pictures.items()
    }
    return Plan(lists, posts, pictures, keys)


def _of_questions(
    draft: Draft, bank: Bank, around: Neighbourhood, common: bytes
) -> Iterator[tuple[str, bytes]]:
    """The key of each question's page, by its path.

    Beside its own source a page depends on what it says of other questions and of topics, which
    each have a text of all that pages say of them. No such text is the beginning of another one,
    or of what ends a list, so that several in a row are told apart.
    """
    nothing = _encode(None)
    faces = {None: nothing} | {
        entry.id: _encode(
            (entry.title.text, link.slug, link.published, entry.difficulty, entry.minutes)
        )
        for entry in bank.entries
        for link in (bank.permalinks[entry.id],)
    }
    shelves = {slug: _encode(astuple(shelf)) for slug, shelf in around.shelves.items()}
    shelves[""] = nothing
    # A question is searched by the topics above its own, too.
    names = {
        topic.slug: _encode(
            (topic.slug, topic.name, [above.slug for above in bank.taxonomy.ancestors(topic)])
        )
        for topic in bank.taxonomy.topics
    }
    for path, (before, entry, after, topic) in around.places.items():
        texts = [
            faces[before.id if before else None],
            faces[entry.id],
            faces[after.id if after else None],
            shelves[topic],
            *[names[own.topic.slug] for own in bank.topics.get(entry.id, ())],
            _END,
            *[
                faces[other.id] if other.id else _encode(other.title)
                for other in bank.related.get(entry.id, ())
            ],
            _END,
            *[faces.get(id_, nothing) for id_ in entry.linked],
        ]
        yield path, digest(common, draft.compiled.sources[entry.path].digest, b"".join(texts))


def digest(*parts: bytes) -> bytes:
    """A digest of several texts, which tells where one ends."""
    whole = b"".join([len(part).to_bytes(8, "big") + part for part in parts])
    return hashlib.blake2b(whole, digest_size=16).digest()


_END = b"\xc1"
"""Never stands at the beginning of what is encoded."""

_encode = msgspec.msgpack.Encoder().encode
