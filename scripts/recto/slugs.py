"""Makes the last part of an address from a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

MAX_LENGTH = 80
"""Characters in a slug."""

MAX_BYTES = 240
"""Bytes in a slug in UTF-8: with `.md` after it, what every file system can hold as a name."""

RESERVED = frozenset(
    {"index", "page", "images", "con", "prn", "aux", "nul"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)}
)
"""Names that the site uses itself, and those that Windows allows for no file."""


_ASCII = re.compile(r"[a-z0-9-]*[a-z0-9][a-z0-9-]*")


@lru_cache(maxsize=1 << 14)  # a preview asks again, on each save, for all that are not recorded
def slug_of(title: str) -> str:
    """Words in lower case with hyphens between, cut at a word; empty without letters and digits.

    Those of every script are kept, with the marks that belong to them.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    # What is left out may have been between a letter and its mark.
    text = unicodedata.normalize("NFC", "".join(_kept(unicodedata.normalize("NFC", text))))
    words = text.split()
    slug = cut(words[0]) if words else ""
    for word in words[1:]:
        longer = f"{slug}-{word}"
        if not _fits(longer):
            break
        slug = longer
    return slug


class Slugs:
    """The slugs that are taken; gives out others, each once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)
        self._last: dict[str, int] = {}
        """The last number appended to each slug that was wanted more than once."""

    def take(self, slug: str, fallback: str) -> str:
        """The slug, or the nearest to it that is neither taken nor reserved."""
        slug = slug or slug_of(fallback) or "question"
        if slug in self._taken or slug in RESERVED:
            slug = self._numbered(cut(slug, MAX_LENGTH - 6, MAX_BYTES - 6))
        self._taken.add(slug)
        return slug

    def _numbered(self, stem: str) -> str:
        number = self._last.get(stem, 1) + 1
        while (slug := f"{stem}-{number}") in self._taken:
            number += 1
        self._last[stem] = number
        return slug


def is_slug(text: str) -> bool:
    """Whether a text has the characters, case and length of a slug, and is not a reserved name."""
    if text.isascii():
        return bool(_ASCII.fullmatch(text)) and len(text) <= MAX_LENGTH and text not in RESERVED
    return (
        any(char.isalnum() for char in text)
        and all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in text)
        and text == unicodedata.normalize("NFC", text.casefold())
        and _fits(text)
        and text not in RESERVED
    )


def _kept(text: str) -> Iterator[str]:
    """The characters of words with the marks on them, and a blank for any other character.

    Format characters, such as those of no width, are left out.
    """
    before = " "
    for char in text:
        category = unicodedata.category(char)
        if category != "Cf":
            is_kept = category[0] in "LN" or (category[0] == "M" and before != " ")
            before = char if is_kept else " "
            yield before


def _fits(slug: str, length: int = MAX_LENGTH, size: int = MAX_BYTES) -> bool:
    return len(slug) <= length and len(slug.encode()) <= size


def cut(slug: str, length: int = MAX_LENGTH, size: int = MAX_BYTES) -> str:
    """The beginning of a slug, of at most so many characters and bytes."""
    slug = slug[:length]
    while not _fits(slug, length, size):
        slug = slug[:-1]
    return slug.rstrip("-")
