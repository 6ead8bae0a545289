"""A body's words without its markup."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it.token import Token

_SHOWN = frozenset({"text", "code_inline"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def plain(tokens: Sequence[Token]) -> str:
    """The prose of a body, a line for each block of text; blocks of code and formulas left out."""
    return "\n".join(_lines(tokens))


def _lines(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield "".join(
                child.content if child.type in _SHOWN else " " if child.type in _BREAKS else ""
                for child in token.children
            )
