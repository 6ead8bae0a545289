"""Tables in bodies: as GitHub reads them, except that one that would lose cells is text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_block.table import table as any_table

from recto.body.places import FROM_END

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

WIDE_TABLES = "wide_tables"
"""Key of the parser's environment: first lines of tables that are text since a row is too wide."""

_END_OF_WIDE_TABLE = "end_of_wide_table"


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table none of whose rows is wider than its header: surplus cells would not show."""
    if start < state.env.get(_END_OF_WIDE_TABLE, 0):
        return False
    before, line, parent = len(state.tokens), state.line, state.parentType
    if not any_table(state, start, end, silent):
        return False
    columns = len(_cells(getLine(state, start)))
    if silent or all(
        len(_cells(getLine(state, row))) <= columns for row in range(start + 2, state.line)
    ):
        _place_cells(state, before)
        return True
    state.env.setdefault(WIDE_TABLES, []).append(start)
    state.env[_END_OF_WIDE_TABLE] = state.line
    del state.tokens[before:]
    state.line, state.parentType = line, parent
    return False


def _place_cells(state: StateBlock, first: int) -> None:
    row, at = "", 0
    for token in state.tokens[first:]:
        if token.type == "tr_open":
            row, at = getLine(state, (token.map or [0])[0]), 0
        elif token.type == "inline":
            cell = token.content.replace("|", "\\|")
            at = max(0, row.find(cell, at))
            token.meta[FROM_END] = len(row) - at
            at += len(cell)


def _cells(row: str) -> list[str]:
    cells = escapedSplit(row.strip())
    if cells and not cells[0]:
        del cells[0]
    if cells and not cells[-1]:
        del cells[-1]
    return cells
