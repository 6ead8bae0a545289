"""Which social images a site has: one of its own, and one for each topic with questions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple

from recto import checksummed
from recto.site.sharing import drawing
from recto.site.sharing.drawing import HEIGHT, WIDTH, Words

FOLDER = "assets/social"


class Picture(Struct, frozen=True):
    """An image by its path within the site, and what it says in words."""

    path: str
    alt: str
    words: Words
    width: int = WIDTH
    height: int = HEIGHT


class Pictures(Struct, frozen=True):
    """The site's image, and those of topics by slug."""

    site: Picture
    topics: Mapping[str, Picture]

    def __iter__(self) -> Iterator[Picture]:
        return iter((self.site, *self.topics.values()))


def pictures(site: str, line: str, topics: Mapping[str, str]) -> Pictures:
    """The images of a site of this name, with a short line, and of topics: names by slug.

    A topic whose name cannot be drawn has none.
    """
    own = Picture(f"{FOLDER}/site.png", site, Words(site, line))
    return Pictures(
        own,
        {
            slug: Picture(f"{FOLDER}/topics/{slug}.png", name, Words(name, site, line))
            for slug, name in topics.items()
            if drawing.fits(name)
        },
    )


def drawn(wanted: Pictures, cache: Path) -> Iterator[tuple[str, bytes]]:
    """The path and bytes of each image, from the folder `cache` if it was drawn before.

    Files that no image needs any more are removed from the folder.
    """
    kept: set[Path] = set()
    for picture in wanted:
        digest = _digest(picture.words)
        file = cache / f"{digest}.image"
        kept.add(file)
        image = checksummed.load(file, digest.encode(), bytes)
        if image is None:
            image = drawing.draw(picture.words)
            with suppress(OSError):  # what is not kept is drawn again
                checksummed.save(file, digest.encode(), image)
        yield picture.path, image
    for file in cache.glob("*.image"):
        if file not in kept:
            file.unlink(missing_ok=True)


def _digest(words: Words) -> str:
    text = json.dumps([drawing.edition(), *astuple(words)])
    return hashlib.sha256(text.encode()).hexdigest()[:32]
