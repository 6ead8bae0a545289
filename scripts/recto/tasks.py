"""The work done for each question or page, a batch at a time, in any process.

Each task is pure except for reading the source's file. A process keeps drafts of what it read, so
the one that read a source should also write its page; if the draft is gone, it reads it again.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache, partial
from pathlib import Path
from threading import Lock
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from recto.content import entry_of, read_content
from recto.load import Raw, decode, read_raw
from recto.markdown import Converter
from recto.pages import Article, Draft, ListPage, Setting, article, draft
from recto.pages.copies import copy_of_list
from recto.pages.front_matter import without_front_matter
from recto.pages.paths import copy_path, question_path
from recto.pages.templates import fill
from recto.pages.urls import link_resolver, url_of
from recto.project import ProjectError
from recto.reading import Reader, Reading
from recto.taxonomy import Taxonomy

MOST_DRAFTS = 40_000
"""Drafts that a process keeps, those of the sources last read, of about 8 KB each."""

_drafts: OrderedDict[tuple[bytes, bool], Draft] = OrderedDict()
"""By the digest of the source, and whether each page has a folder of its own."""

_converter = Converter()
_alone = Lock()
"""A preview indexes pages in a thread of its own."""


class ChangedError(ProjectError):
    """A source was changed, or removed, after it was read and before its page was written."""


class TaskContext(Struct, frozen=True):
    """What all tasks of a build have in common."""

    root: Path
    sources: Path
    taxonomy: Taxonomy
    in_folders: bool
    """Whether each page of the site has a folder of its own."""


class ToRead(Struct, frozen=True):
    """A source to be read, unless its digest is the one known."""

    file: Path
    known: bytes | None = None


class Read(Struct, frozen=True):
    """What was read of a source. `reading` is None if its digest is the one known."""

    path: str
    digest: bytes
    reading: Reading | None


class ToWrite(Struct, frozen=True):
    """A question to be written. `digest` is that of its source."""

    id: str
    file: Path
    digest: bytes
    setting: Setting


class Written(Struct, frozen=True):
    """What is written for a question and, if asked for, the HTML of its page's content."""

    id: str
    path: str
    article: Article
    html: str = ""

    @property
    def page(self) -> WrittenPage:
        """Its page and copy, without anything else that is written for it."""
        return WrittenPage(self.path, self.article.page, self.html, self.article.copy)


class WrittenPage(Struct, frozen=True):
    """A page in Markdown, the HTML of its content, and its copy, if it has one."""

    path: str
    page: str
    html: str
    copy: str | None = None


def forget() -> None:
    """Drop all drafts that this process keeps."""
    _drafts.clear()


def partition_key(one: ToRead | ToWrite | ListPage) -> int:
    """A number by which the same process reads a source and writes its page."""
    name = one.path if isinstance(one, ListPage) else one.file
    return zlib.crc32(os.fsencode(name))


def read_sources(context: TaskContext, batch: Sequence[ToRead]) -> list[Read]:
    """Read each source."""
    reader = _reader(context.taxonomy)
    return [_read(context, reader, one) for one in batch]


def write_articles(context: TaskContext, batch: Sequence[ToWrite]) -> list[Written]:
    """What is written for each question. Raises ChangedError."""
    return [
        Written(
            one.id,
            question_path(one.setting.slug),
            article(_draft(context, one), one.setting, in_folders=context.in_folders),
        )
        for one in batch
    ]


def render_articles(context: TaskContext, batch: Sequence[ToWrite]) -> list[Written]:
    """The same with the HTML of the page's content."""
    return [
        replace(own, html=_html(context, own.path, own.article.page))
        for own in write_articles(context, batch)
    ]


def render_lists(context: TaskContext, batch: Sequence[ListPage]) -> list[WrittenPage]:
    """Each page of a list with its copy."""
    places = partial(copy_path, in_folders=context.in_folders)
    return [
        WrittenPage(
            one.path,
            page := fill(one.template, **one.values),
            _html(context, one.path, page),
            copy_of_list(one.path, one.template, one.values, places),
        )
        for one in batch
    ]


def render_page(context: TaskContext, path: str, page: str) -> WrittenPage:
    """A page that has no copy."""
    return WrittenPage(path, page, _html(context, path, page))


def _html(context: TaskContext, path: str, page: str) -> str:
    find = partial(_url, in_folders=context.in_folders)
    links = link_resolver(path, find, in_folders=context.in_folders)
    with _alone:
        return _converter.to_html(without_front_matter(page), links)


def _url(path: str, *, in_folders: bool) -> str:
    """The URL of a page or image relative to the site's; that it exists was checked before."""
    return url_of(path, in_folders=in_folders) if path.endswith(".md") else quote(path)


def _read(context: TaskContext, reader: Reader, one: ToRead) -> Read:
    raw = read_raw(one.file, context.sources, context.root)
    digest = _digest(raw)
    if digest == one.known:
        return Read(raw.path, digest, None)
    return Read(raw.path, digest, _reading(reader, raw, one.file, (digest, context.in_folders)))


def _reading(reader: Reader, raw: Raw, file: Path, key: tuple[bytes, bool]) -> Reading:
    source, found = decode(raw, file)
    if source is None:
        return Reading(raw.path, tuple(found))
    reading, content = reader.read(source, found)
    if reading.entry is not None and content is not None:
        _drafts[key] = draft(reading.entry, content, in_folders=key[1])
        if len(_drafts) > MOST_DRAFTS:
            _drafts.popitem(last=False)
    return reading


def _draft(context: TaskContext, one: ToWrite) -> Draft:
    key = one.digest, context.in_folders
    if (kept := _drafts.get(key)) is not None:
        return kept
    raw = read_raw(one.file, context.sources, context.root)
    source, _ = decode(raw, one.file)
    content, _ = read_content(source) if source else (None, None)
    if content is None or _digest(raw) != one.digest:
        raise ChangedError(f"{raw.path} was changed meanwhile; build again")
    # Not kept: it would push out one of those that are, which are about to be asked for in turn.
    return draft(entry_of(content), content, in_folders=context.in_folders)


def _digest(raw: Raw) -> bytes:
    """A digest of the bytes and of the path, which decides the id and is shown in diagnostics."""
    whole = b"\0".join((raw.path.encode(), repr(raw.problem).encode(), raw.data))
    return hashlib.blake2b(whole, digest_size=16).digest()


@lru_cache(maxsize=2)
def _reader(taxonomy: Taxonomy) -> Reader:
    return Reader(taxonomy)
