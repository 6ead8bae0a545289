"""Makes the last part of an address from a title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

MAX_LENGTH = 80
"""Characters of a slug."""

MAX_BYTES = 240
"""Bytes of a slug in UTF-8: with `.md` behind it, what every file system can hold as a name."""

RESERVED = frozenset(
    {"index", "page", "images", "con", "prn", "aux", "nul"}
    | {f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)}
)
"""Names that the site uses for itself, and those that Windows allows for no file."""


_ASCII = re.compile(r"[a-z0-9-]*[a-z0-9][a-z0-9-]*")


def slug_of(title: str) -> str:
    """Words in lower case with hyphens between, cut at a word; empty if the title holds no letter.

    Letters and digits of every script are kept, with the marks that belong to them.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    text = unicodedata.normalize("NFC", text)
    words = "".join(map(_kept, text)).split()
    slug = _cut(words[0]) if words else ""
    for word in words[1:]:
        longer = f"{slug}-{word}"
        if not _fits(longer):
            break
        slug = longer
    return slug


def unused(slug: str, fallback: str, taken: Collection[str]) -> str:
    """The slug, or the nearest to it that is neither taken nor reserved."""
    slug = slug or slug_of(fallback) or "question"
    if slug not in taken and slug not in RESERVED:
        return slug
    number = 2
    while (candidate := f"{_cut(slug, MAX_LENGTH - 6, MAX_BYTES - 6)}-{number}") in taken:
        number += 1
    return candidate


def is_slug(text: str) -> bool:
    """Whether it could have come from `slug_of`, and is not a name that is reserved."""
    if text.isascii():
        return bool(_ASCII.fullmatch(text)) and len(text) <= MAX_LENGTH and text not in RESERVED
    return (
        any(char.isalnum() for char in text)
        and all(char == "-" or unicodedata.category(char)[0] in "LMN" for char in text)
        and text == unicodedata.normalize("NFC", text.casefold())
        and _fits(text)
        and text not in RESERVED
    )


def _kept(char: str) -> str:
    """The character of a word, a blank between words, or nothing for a character of no width."""
    category = unicodedata.category(char)
    if category == "Cf":
        return ""
    return char if category[0] in "LMN" else " "


def _fits(slug: str, length: int = MAX_LENGTH, size: int = MAX_BYTES) -> bool:
    return len(slug) <= length and len(slug.encode()) <= size


def _cut(slug: str, length: int = MAX_LENGTH, size: int = MAX_BYTES) -> str:
    while not _fits(slug, length, size):
        slug = slug[:-1]
    return slug.rstrip("-")
