"""The modules of the code that takes part in rendering Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markdown.util import get_installed_extensions


def module_of(extension: str) -> str:
    """The module of an extension, which may be given by a short name."""
    known = (one.value for one in get_installed_extensions() if one.name == extension)
    return next(known, extension)


def modules_in(options: object) -> Iterator[str]:
    """The modules of the functions among options of extensions."""
    match options:
        case dict():
            yield from modules_in([*options.values()])
        case list() | tuple():
            for option in options:
                yield from modules_in(option)
        case partial():
            yield from modules_in(options.func)
        case _ if callable(options):
            yield options.__module__
