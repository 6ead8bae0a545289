"""The images that pages show, copied under names that keep them apart."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterator

from msgspec import Struct

from recto.bank import Bank, image_path
from recto.body.targets import is_remote
from recto.pages.paths import QUESTIONS
from recto.slugs import cut, slug_of

MAX_STEM = 200
"""The most bytes of its own name that an image keeps, so that file systems can hold the whole."""


class Image(Struct, frozen=True):
    """An image to be copied: its path relative to the project, and below the folder of pages."""

    source: str
    path: str


def images(bank: Bank) -> Iterator[Image]:
    """Every image that a page shows."""
    for entry in bank.entries:
        for image in entry.images:
            if not is_remote(image.text):
                source = image_path(entry.path, image.text)
                yield Image(source, f"{QUESTIONS}/{image_name(source)}")


def image_name(source: str) -> str:
    """A path below the folder of questions that no other image has, even from another folder."""
    stem, ending = posixpath.splitext(posixpath.basename(source))
    mark = hashlib.sha256(source.encode()).hexdigest()[:8]
    return f"images/{cut(slug_of(stem), size=MAX_STEM) or 'image'}-{mark}{ending.lower()}"
