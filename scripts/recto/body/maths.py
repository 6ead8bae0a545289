r"""Maths in bodies: `$…$` and `\(…\)` in a line, `$$…$$` and `\[…\]` also as blocks.

A dollar sign is far more often money than maths, so a pair of them is maths only where no reader
would take it for an amount.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

MAX_LINES = 100
"""Lines of one formula."""

_TEX = r"(?P<tex>(?:\\[^\n]|[^\\$`\n]|\n(?!\s*\n)){1,4000}?)"
# As in pandoc: no blank inside either dollar sign, no digit after the second. Nor a letter, since
# $HOME/$USER is no formula, unless it makes an ordinal or a plural: the $n$th, all $x_i$s.
_DOLLAR = re.compile(rf"\$(?![\s$]){_TEX}(?<!\s)\$(?!\d|(?!(?:th|st|nd|rd|s)\b)[A-Za-z]|\$)")
_DOUBLE = re.compile(rf"\$\${_TEX}\$\$")
_ROUND = re.compile(r"\\\((?P<tex>(?:\\[^)\n]|[^\\$`\n]|\n(?!\s*\n)){1,4000}?)\\\)")
_SQUARE = re.compile(r"\\\[(?P<tex>(?:\\[^\]\n]|[^\\$`\n]|\n(?!\s*\n)){1,4000}?)\\\]")
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
    state.pos = match.end()
    return True


def display_maths(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A formula that fills whole lines, without a blank line within."""
    first = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("$$", "\\["), first):
        return False
    for line in range(start, min(end, start + MAX_LINES)):
        if state.isEmpty(line) or (line > start and state.sCount[line] < state.blkIndent):
            return False
        if not state.src[first : state.eMarks[line]].rstrip().endswith(("$$", "\\]")):
            continue
        text = state.getLines(start, line + 1, state.blkIndent, False).strip()
        match = _DOUBLE.fullmatch(text) or _SQUARE.fullmatch(text)
        if not _is_formula(match):
            continue
        if not silent:
            token = state.push("maths_block", "", 0)
            token.block = True
            token.content = "\n".join(part.strip() for part in match["tex"].strip().splitlines())
            token.map = [start, line + 1]
            state.line = line + 1
        return True
    return False


def without_bars(tex: str) -> str:
    """The same formula without the signs that would end a cell of a table."""
    return _BAR.sub(_without_bar, tex).rstrip()


def _without_bar(match: re.Match[str]) -> str:
    if match["words"]:
        return match["words"].replace("|", "\\textbar ")
    return _BARS.get(match[0], match[0])


def _is_formula(match: re.Match[str] | None) -> TypeGuard[re.Match[str]]:
    """Whether there is TeX in it, and nothing that no TeX holds but a page's Markdown means."""
    return match is not None and bool(match["tex"].strip()) and not _FOREIGN.search(match["tex"])


def _dollars(text: str, start: int, end: int) -> re.Match[str] | None:
    if text[start - 1 : start].isalnum():
        return None
    match = _DOUBLE.match(text, start, end) or _DOLLAR.match(text, start, end)
    return None if match and _AMOUNT.match(match["tex"]) else match
