"""Where the code is that takes part in rendering Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markdown.util import get_installed_extensions


def place_of(extension: str) -> str:
    """The module of an extension, which may go by a short name."""
    known = (one.value for one in get_installed_extensions() if one.name == extension)
    return next(known, extension)


def places_in(options: object) -> Iterator[str]:
    """The modules of the functions among options of extensions."""
    match options:
        case dict():
            yield from places_in([*options.values()])
        case list() | tuple():
            for option in options:
                yield from places_in(option)
        case partial():
            yield from places_in(options.func)
        case _ if callable(options):
            yield options.__module__
