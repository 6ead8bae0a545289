r"""Maths in bodies: `$…$` and `\(…\)` in a line, `$$…$$` and `\[…\]` also as blocks.

A dollar sign is far more often money than maths, so a pair of them is maths only where no reader
would take it for an amount.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from recto.body.places import AT

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

MAX_LENGTH = 4_000
"""Characters of one formula."""

MAX_LINES = 100
"""Lines of one formula."""

_ENDS = "ends_of_maths"
"""Key of the parser's environment: where the last search for the end of a display stopped."""

# Possessive, and up to a mark that may begin another formula, so that a text is read once.
_TEX = r"(?P<tex>(?:\\[^\n]|[^\\$`\n]++|\n(?!\s*\n))++)"
# As in pandoc: no blank inside either dollar sign, no digit after the second. Nor a letter, since
# $HOME/$USER is no formula, unless it makes an ordinal or a plural: the $n$th, all $x_i$s.
_DOLLAR = re.compile(rf"\$(?![\s$]){_TEX}(?<!\s)\$(?!\d|(?!(?:th|st|nd|rd|s)\b)[A-Za-z]|\$)")
_DOUBLE = re.compile(rf"\$\${_TEX}\$\$")
_ROUND = re.compile(r"\\\((?P<tex>(?:\\[^()\n]|[^\\$`\n]++|\n(?!\s*\n))++)\\\)")
_SQUARE = re.compile(r"\\\[(?P<tex>(?:\\[^][\n]|[^\\$`\n]++|\n(?!\s*\n))++)\\\]")
# The first line that this matches ends the display.
_ENDING = {
    "$$": re.compile(r".*?\$\$"),
    "\\[": re.compile(r"(?:\\[^\]]|[^\\])*+\\\]"),
}
# An amount and then a word: “$5 and US$”, “$1.5M is”.
_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:[kKmMbB]|bn|mn)?[.,;:]?\s+[A-Za-z]{2,}")
_BAR = re.compile(r"(?P<words>\\text\w*\{[^{}]*\})|\\.|\|", re.DOTALL)
_BARS = {"|": "\\vert ", "\\|": "\\Vert "}
_FOREIGN = re.compile(r"&#?\w+;|^\s*///", re.MULTILINE)


def inline_maths(state: StateInline, silent: bool) -> bool:
    """A formula within a line."""
    char = state.src[state.pos]
    if char == "$":
        match = _dollars(state.src, state.pos, state.posMax)
    elif char == "\\":
        match = _ROUND.match(state.src, state.pos, state.posMax) or _SQUARE.match(
            state.src, state.pos, state.posMax
        )
    else:
        return False
    if not _is_formula(match):
        return False
    if not silent:
        token = state.push("maths", "", 0)
        token.content = " ".join(match["tex"].split())
        token.meta[AT] = match.start("tex")
    state.pos = match.end()
    return True


def display_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula that fills whole lines, without a blank line within."""
    first = state.bMarks[start] + state.tShift[start]
    mark = state.src[first : first + 2]
    if mark not in _ENDING:
        return False
    last = _last_line(state, start, end, mark)
    if last is None:
        return False
    text = state.getLines(start, last + 1, state.blkIndent, False).strip()
    match = (_DOUBLE if mark == "$$" else _SQUARE).fullmatch(text)
    if not _is_formula(match):
        return False
    if not silent:
        token = state.push("maths_block", "", 0)
        token.block = True
        token.content = "\n".join(part.strip() for part in match["tex"].strip().splitlines())
        token.map = [start, last + 1]
        state.line = last + 1
    return True


def _last_line(state: StateBlock, start: int, end: int, mark: str) -> int | None:
    """The line that ends a display, if any does; a search that began above also holds here."""
    key = (mark, end, state.blkIndent, state.level)
    known = state.env.setdefault(_ENDS, {})
    begin, line, is_end = known.get(key, (0, 0, False))
    if not begin <= start < line:
        line, is_end = start, False
        first = state.bMarks[start] + state.tShift[start] + len(mark)
        while not is_end and line < end and not state.isEmpty(line):
            if line > start and state.sCount[line] < state.blkIndent:
                break
            begins = first if line == start else state.bMarks[line]
            is_end = bool(_ENDING[mark].match(state.src, begins, state.eMarks[line]))
            line += not is_end
        known[key] = (start, line, is_end)
    return line if is_end else None


def without_bars(tex: str) -> str:
    """The same formula without the signs that would end a cell of a table."""
    return _BAR.sub(_without_bar, tex).rstrip()


def _without_bar(match: re.Match[str]) -> str:
    if match["words"]:
        return match["words"].replace("|", "\\textbar ")
    return _BARS.get(match[0], match[0])


def _is_formula(match: re.Match[str] | None) -> TypeGuard[re.Match[str]]:
    """Whether it holds TeX, and nothing that is never TeX but is markup on a page."""
    return match is not None and bool(match["tex"].strip()) and not _FOREIGN.search(match["tex"])


def _dollars(text: str, start: int, end: int) -> re.Match[str] | None:
    if text[start - 1 : start].isalnum():
        return None
    match = _DOUBLE.match(text, start, end) or _DOLLAR.match(text, start, end)
    return None if match and _AMOUNT.match(match["tex"]) else match
