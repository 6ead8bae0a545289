"""The parts of a site that a fast build makes by itself, each with its key.

A key is a digest of everything that decides the part's bytes, so a part is to be made anew exactly
where its key is another one than in the last build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from recto.bank import Bank
from recto.pages import Image, ListPage, Page, images, page_path
from recto.publish import Draft, to_write
from recto.site.catalogue import Neighbours
from recto.stamps import stamp
from recto.tasks import ToWrite

Keys = Mapping[str, bytes]
"""The keys of parts by the path of their page, below the folder of pages."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is generated: by path what is to be made, and under which key."""

    questions: Mapping[str, ToWrite]
    lists: Mapping[str, ListPage]
    signposts: Mapping[str, Page]
    images: Mapping[str, Image]
    keys: Keys


def plan(
    draft: Draft,
    bank: Bank,
    lists: Mapping[str, ListPage],
    posts: Mapping[str, Page],
    neighbours: Mapping[str, Neighbours],
    common: bytes,
) -> Plan:
    """What a bank's pages are made of. `common` is a digest of what decides all of them."""
    questions = {
        page_path(bank.permalinks[entry.id]): to_write(draft.compiled, bank, entry)
        for entry in bank.entries
    }
    root = draft.compiled.room.root
    pictures = {one.path: one for one in images(bank)}
    keys = {
        path: digest(common, one.digest, _encode((one.setting, neighbours[path])))
        for path, one in questions.items()
    }
    keys |= {
        path: digest(common, _encode((one.template, one.rows)), repr(one.head).encode())
        for path, one in lists.items()
    }
    keys |= {path: digest(common, repr(one).encode()) for path, one in posts.items()}
    keys |= {
        path: digest(repr(stamp(root / one.source)).encode()) for path, one in pictures.items()
    }
    return Plan(questions, lists, posts, pictures, keys)


def digest(*parts: bytes) -> bytes:
    """A digest of several texts, which tells where one ends."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


_encode = msgspec.msgpack.Encoder().encode
