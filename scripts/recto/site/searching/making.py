"""Has Pagefind index one shard, from its documents alone."""

from __future__ import annotations

import html
import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recto.site.pagefind import PagefindError, index
from recto.site.searching.document import Document
from recto.site.searching.kept import ENCODER, Kept, Question, digest_of, encoded
from recto.site.searching.shards import Shard

_NAMED = ("fragment", "index", "filter")
"""Folders in which Pagefind names files by what they hold."""


@dataclass(frozen=True, slots=True)
class Made:
    """A shard that was indexed."""

    kept: Kept
    documents: Path
    """The file of its documents, for the cache."""
    files: Mapping[str, Path]
    """What Pagefind wrote, by path below the shard's folder."""


def make(
    shard: Shard, keys: Mapping[str, bytes], documents: Sequence[Document], work: Path
) -> Made:
    """Index the documents, whose keys are given by id, in the folder `work`, which is made.

    Raises PagefindError and OSError.
    """
    pages, target = work / "pages", work / "made"
    # Pagefind numbers pages in the order in which it meets them.
    for one in sorted(documents, key=lambda one: one.url):
        _fill(pages, one, shard.tag)
    found = index(pages, target, is_first=shard.number == 0)
    files = {
        file.relative_to(target).as_posix(): file
        for file in sorted(target.rglob("*"))
        if file.is_file()
    }
    shutil.rmtree(pages)
    fixed = {name: file for name, file in files.items() if not _is_named(name)}
    data = encoded(sorted(documents, key=lambda one: one.id))
    kept_documents = work / "documents"
    kept_documents.write_bytes(data)
    kept = Kept(
        shard,
        tuple(sorted((_question(one, keys, found) for one in documents), key=lambda one: one.id)),
        dict(Counter(word for one in documents for word in one.words.split())),
        tuple(name for name in files if name not in fixed),
        {name: digest_of(file.read_bytes()) for name, file in fixed.items()},
        digest_of(data),
    )
    return Made(kept, kept_documents, files)


def digest_of_document(document: Document) -> bytes:
    return digest_of(ENCODER.encode(document))


def _fill(pages: Path, one: Document, tag: str) -> None:
    # Where MkDocs gives each page a folder, its URL is that of the folder.
    file = pages / one.url / ("" if one.url.endswith(".html") else "index.html")
    file.parent.mkdir(parents=True, exist_ok=True)
    level, *topics = one.facets
    facets = html.escape(" ".join((level or "-", *topics)))
    head = f'<!doctype html><html lang="{html.escape(tag)}"><body data-pagefind-body>'
    facts = f'<i data-pagefind-meta="facets:{facets}"></i>'
    file.write_bytes((head + facts + one.content).encode())


def _question(one: Document, keys: Mapping[str, bytes], found: Mapping[str, str]) -> Question:
    if one.url not in found:
        raise PagefindError(f"Pagefind left out {one.url}, whose page seems to hold no text")
    return Question(one.id, keys[one.id], digest_of_document(one), found[one.url], one.facets)


def _is_named(name: str) -> bool:
    folder, _, _ = name.partition("/")
    return folder in _NAMED or name.endswith(".pf_meta")
