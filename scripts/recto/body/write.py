"""Writes a body's tokens as Markdown that Python-Markdown and CommonMark read alike.

Text is escaped, so that the page shows the characters of the source whatever they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from markdown_it.token import Token
from msgspec import Struct

from recto.body.escape import without_closing_hashes
from recto.body.links import Addresses
from recto.body.spans import ANCHOR, written

_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")


def write(tokens: Sequence[Token], addresses: Addresses, *, top_heading: int) -> str:
    """The Markdown of a body: blocks with a blank line between, no line break at the end.

    Its highest headings get the level `top_heading`, the next the level below, up to 6.
    """
    levels = sorted({token.tag for token in tokens if token.type == "heading_open"})
    headings = {tag: min(6, top_heading + n) for n, tag in enumerate(levels)}
    return "\n".join(_blocks(_tree(tokens), _Page(addresses, headings)))


class _Page(Struct, frozen=True):
    """What a body is written for: where its links lead, and the level of each kind of heading."""

    addresses: Addresses
    headings: Mapping[str, int]


class _Node:
    """A block token with the blocks inside it."""

    __slots__ = ("children", "token")

    def __init__(self, token: Token) -> None:
        self.token = token
        self.children: list[_Node] = []


def _tree(tokens: Iterable[Token]) -> list[_Node]:
    roots: list[_Node] = []
    levels = [roots]
    for token in tokens:
        if token.nesting == -1:
            levels.pop()
            continue
        node = _Node(token)
        levels[-1].append(node)
        if token.nesting == 1:
            levels.append(node.children)
    return roots


def _blocks(nodes: Sequence[_Node], page: _Page) -> list[str]:
    lines: list[str] = []
    previous = ""
    for node in nodes:
        kind = node.token.type
        if lines:
            lines.append("")
            if kind == previous and kind.endswith("list_open"):
                lines += [ANCHOR, ""]
        lines += _block(node, page)
        previous = kind
    return lines


def _block(node: _Node, page: _Page) -> list[str]:
    token = node.token
    match token.type:
        case "paragraph_open":
            return [line.rstrip(" \t") for line in _inline(node, page).split("\n")]
        case "heading_open":
            text = _inline(node, page).replace("\n", " ")
            return [f"{'#' * page.headings[token.tag]} {without_closing_hashes(text)}"]
        case "fence":
            return _fence(token)
        case "maths_block":
            return ["$$", *token.content.split("\n"), "$$"]
        case "blockquote_open":
            return [f"> {line}".rstrip(" \t") for line in _blocks(node.children, page)]
        case "bullet_list_open" | "ordered_list_open":
            return _list(node, page)
        case "table_open":
            return _table(node, page)
    raise AssertionError(f"a block of unknown type {token.type}")


def _fence(token: Token) -> list[str]:
    content = token.content.removesuffix("\n")
    longest = max((len(run) for run in re.findall(r"`{3,}", content)), default=2)
    ticks = "`" * (longest + 1)
    language = _LANGUAGE.match(token.info.strip())
    return [ticks + (language[0] if language else ""), *content.split("\n"), ticks]


def _list(node: _Node, page: _Page) -> list[str]:
    number = int(node.token.attrs.get("start", 1)) if node.token.type[0] == "o" else None
    lines: list[str] = []
    is_tight = all(_is_single_line_of_text(item) for item in node.children)
    for offset, item in enumerate(node.children):
        marker = "-" if number is None else f"{number + offset}."
        content = _blocks(item.children, page) if item.children else [ANCHOR]
        if item.children and item.children[0].token.type != "paragraph_open":
            content = [ANCHOR, "", *content]
        if lines and not is_tight:
            lines.append("")
        lines.append(f"{marker:<3} {content[0]}")
        indent = _indent(marker, content)
        lines += [f"{indent}{line}" if line else "" for line in content[1:]]
    return lines


def _indent(marker: str, content: Iterable[str]) -> str:
    """The blanks before what belongs to an item: over four after a wide marker, as in CommonMark.

    Python-Markdown would not recognise a heading or a formula there, so these get four.
    """
    wants_four = any(line.lstrip().startswith(("#", "$$")) for line in content)
    return " " * (4 if wants_four else max(4, len(marker) + 1))


def _is_single_line_of_text(item: _Node) -> bool:
    return all(child.token.type == "paragraph_open" for child in item.children) and (
        len(item.children) <= 1
    )


def _table(node: _Node, page: _Page) -> list[str]:
    rows = [row for section in node.children for row in section.children]
    cells = [
        [_inline(cell, page, in_table=True).replace("\n", " ") for cell in row.children]
        for row in rows
    ]
    aligns = [_alignment(cell.token) for cell in rows[0].children]
    head, *body = [f"| {' | '.join(row)} |" for row in cells]
    return [head, f"| {' | '.join(aligns)} |", *body]


def _alignment(cell: Token) -> str:
    style = str(cell.attrs.get("style", ""))
    left = ":" if "left" in style or "center" in style else ""
    right = ":" if "right" in style or "center" in style else ""
    return f"{left}---{right}"


def _inline(node: _Node, page: _Page, *, in_table: bool = False) -> str:
    tokens = [token for child in node.children for token in child.token.children or ()]
    return written(tokens, page.addresses, in_table=in_table)
