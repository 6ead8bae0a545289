"""Elements between slashes, as pages have them: each opened and closed by a block of its own.

PyMdown searches all of a page for each block inside an element. Elements that are written in any
other way are left to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from markdown.util import STX

from recto.markdown.elements import read_selector

SLASHES = "///"

_OPENING = re.compile(r"(/{3,}) html \| (\S+(?: \S+)*)")
_OF_BLOCKS = {"aside", "details", "div", "nav", "summary"}
_OF_SPANS = {"span"}
_ALL = _OF_BLOCKS | _OF_SPANS


class Opening(NamedTuple):
    """The opening of an element, which holds either blocks or a text of spans."""

    tag: str
    attributes: dict[str, str]
    slashes: str

    @property
    def holds_blocks(self) -> bool:
        return self.tag in _OF_BLOCKS


Part = str | Opening | None
"""A block of text, the opening of an element, or None where the last opened element closes."""


def taken_apart(blocks: Iterable[str]) -> list[Part] | None:
    """The parts of a page; None if an element opens or closes in any other way than the usual."""
    parts: list[Part] = []
    within: list[Opening] = []
    for block in blocks:
        if SLASHES not in block:
            # What was stashed would have to be put back into spans.
            if within and not within[-1].holds_blocks and STX in block:
                return None
            parts.append(block)
        elif within and block == within[-1].slashes:
            within.pop()
            parts.append(None)
        else:
            opening = _fitting(block.removeprefix("\n"), within[-1] if within else None)
            if opening is None:
                return None
            within.append(opening)
            if block.startswith("\n"):  # a further empty line, which belongs to what is before
                parts.append("\n")
            parts.append(opening)
    return None if within else parts


def _fitting(block: str, outer: Opening | None) -> Opening | None:
    opening = _read(block)
    if opening is None or outer is None:
        return opening
    fits = outer.holds_blocks and len(opening.slashes) < len(outer.slashes)
    return opening if fits else None


@lru_cache(maxsize=1024)
def _read(block: str) -> Opening | None:
    """An opening, of which there are few kinds. Making an element copies the attributes."""
    found = _OPENING.fullmatch(block)
    if found is None:
        return None
    try:
        tag, attributes = read_selector(found[2])
    except ValueError:
        return None
    return Opening(tag, attributes, found[1]) if tag in _ALL else None
