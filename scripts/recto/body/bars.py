"""Code with a bar in a table: the one thing that dialects of Markdown read in opposite ways.

In Python-Markdown, a backslash before the bar is part of the code. In GitHub's dialect, which most
others follow, a bar without one ends the cell: https://github.github.com/gfm/#example-200.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markdown_it.token import Token


def with_escaped_bars(tokens: Iterable[Token]) -> tuple[Token, ...]:
    """The tokens as they must be written for dialects other than Python-Markdown's."""
    return tuple(_escaped(tokens))


def _escaped(tokens: Iterable[Token]) -> Iterator[Token]:
    is_in_table = False
    for token in tokens:
        if token.type in {"table_open", "table_close"}:
            is_in_table = token.nesting == 1
        if is_in_table and "|" in token.content:
            yield token.copy(children=[_with_escaped_bar(child) for child in token.children or ()])
        else:
            yield token


def _with_escaped_bar(token: Token) -> Token:
    if token.type != "code_inline":
        return token
    return token.copy(content=token.content.replace("|", "\\|"))
