"""Has Pagefind index one shard, from its documents alone."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain

from msgspec import Struct

from recto.site.pagefind import IndexedPage, index
from recto.site.searching.document import Document
from recto.site.searching.kept import ENCODER, KeptShard, Question, digest_of, encoded
from recto.site.searching.shards import Shard

_NAMED = ("fragment", "index")
"""Folders in which Pagefind names files by what they hold."""


class Made(Struct, frozen=True):
    """A shard that was indexed: its files, by path below the shard's folder, and its documents."""

    kept: KeptShard
    files: Mapping[str, bytes]
    documents: bytes


def make(
    shard: Shard, keys: Mapping[str, bytes], documents: Sequence[Document], niceness: int
) -> Made:
    """Index documents, whose keys are given by id. Raises PagefindError and OSError."""
    documents = sorted(documents, key=lambda one: one.id)
    pages = [_page(one, shard.tag) for one in documents]
    made = index(pages, is_first=shard.number == 0, niceness=niceness)
    questions = (
        Question(one.id, keys[one.id], digest_of_document(one), made.ids[_path(one)], one.facets)
        for one in documents
    )
    data = encoded(documents)
    kept = KeptShard(
        shard,
        tuple(questions),
        Counter(chain.from_iterable(one.words.split() for one in documents)),
        tuple(filter(_is_named, made.files)),
        {name: digest_of(file) for name, file in made.files.items() if not _is_named(name)},
        digest_of(data),
    )
    return Made(kept, made.files, data)


def digest_of_document(document: Document) -> bytes:
    return digest_of(ENCODER.encode(document))


def _page(one: Document, tag: str) -> IndexedPage:
    level, *topics = one.facets
    facets = html.escape(" ".join((level or "-", *topics)))
    head = f'<!doctype html><html lang="{html.escape(tag)}"><body data-pagefind-body>'
    facts = f'<i data-pagefind-meta="facets:{facets}"></i>'
    return IndexedPage(_path(one), head + facts + one.content)


def _path(one: Document) -> str:
    """If MkDocs gives each page a folder, browsers ask for the folder."""
    return one.url if one.url.endswith(".html") else f"{one.url}/"


def _is_named(name: str) -> bool:
    return name.partition("/")[0] in _NAMED or name.endswith(".pf_meta")
