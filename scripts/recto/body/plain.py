"""A body's words without its markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_CODE = frozenset({"fence", "maths", "maths_block"})
_SHOWN = frozenset({"text", "code_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def plain(tokens: Sequence[Token]) -> str:
    """The prose of a body, a line for each block of text, without blocks of code and formulas."""
    return "\n".join(_lines(tokens))


def plain_code(tokens: Sequence[Token]) -> str:
    """What `plain` leaves out: blocks of code, and formulas."""
    every = (part for token in tokens for part in (token, *(token.children or ())))
    return "\n".join(part.content for part in every if part.type in _CODE)


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield "".join(
                child.content if child.type in _SHOWN else " " if child.type in _BREAKS else ""
                for child in token.children
            )
