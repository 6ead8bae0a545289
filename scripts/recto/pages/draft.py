"""What is written of a question that its own text decides: all except its place in the bank."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from recto.content import Content
from recto.entry import Entry
from recto.pages.addresses import FromCopy, FromPage, Targets
from recto.pages.bodies import Bodies, bodies
from recto.pages.paths import copy_path

# Only matches from the beginning of a word, or its cost would grow with the square of its length.
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++(?:-[^\W\d_]++)+")
_LONGEST_WORD = 30


class Draft(Struct, frozen=True):
    """The Markdown of a question's bodies, and the words to correct searches by."""

    entry: Entry
    page: Bodies
    copy: Bodies
    words: tuple[str, ...]
    """The words of the question in lower case, each once, to correct what a reader types."""
    content: Content | None = None
    """The text, if it links to other questions, whose addresses the bank decides."""


def draft(entry: Entry, content: Content, *, in_folders: bool) -> Draft:
    """What can be written of a question. `in_folders` says that each page has its own folder."""
    targets = dict.fromkeys(entry.linked)
    return Draft(
        entry,
        *both_bodies(content, targets, in_folders=in_folders),
        tuple(filter(None, dict.fromkeys(map(_SPELT.__getitem__, _words(content))))),
        content if targets else None,
    )


def both_bodies(content: Content, targets: Targets, *, in_folders: bool) -> tuple[Bodies, Bodies]:
    """The bodies as a page has them and as its copy does."""
    path = content.source.path
    of_page = bodies(content, FromPage(path, targets))
    if not _differ(content):
        return of_page, of_page
    places = partial(copy_path, in_folders=in_folders)
    return of_page, bodies(content, FromCopy(path, targets, places), for_programs=True)


def _differ(content: Content) -> bool:
    """Whether the bodies of a page and its copy may differ: in targets of links, or in tables."""
    return any(
        own.links or own.images or any(token.type == "table_open" for token in own.tokens)
        for own in content.bodies
    )


def _words(content: Content) -> Iterator[str]:
    for own in content.words.values():
        yield from own.typed
    for text in content.texts.values():
        for piece in text.split():
            # Pagefind also finds a word with a hyphen when it is typed without one.
            if "-" in piece:
                for match in _COMPOUND.finditer(piece):
                    yield match[0].replace("-", "")


class _Spelt(dict[str, str]):
    """Each word met so far, in lower case, since most words recur; empty if it is not a word."""

    def __missing__(self, typed: str) -> str:
        word = typed.casefold()
        spelt = self[typed] = word if word.isalpha() and len(word) <= _LONGEST_WORD else ""
        return spelt


_SPELT = _Spelt()
