"""Writes a body's tokens as Markdown that Python-Markdown and CommonMark read alike.

Text is escaped, so that the page shows the characters of the source whatever they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol
from urllib.parse import quote, unquote

from markdown_it.token import Token
from msgspec import Struct

from recto.body.escape import escaped_span, without_closing_hashes
from recto.body.targets import is_remote

ANCHOR = "&#8203;"
"""A paragraph of a zero-width space, where Markdown needs text and there is none to be seen."""

_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]{1,40}")


class Addresses(Protocol):
    """Where a page finds the things that its text names."""

    def question(self, id_: str) -> str | None:
        """The target of a link to the question with this id; None if it is not published."""

    def page(self, path: str) -> str:
        """The target of a link to the hand-written page at this path below `docs/`."""

    def image(self, path: str) -> str:
        """The target of an image that stands beside the source at this path."""


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
            return [f"> {line}".rstrip() for line in _blocks(node.children, page)]
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
        lines += [f"    {line}" if line else "" for line in content[1:]]
    return lines


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
    return "".join(_spans(_merged(tokens), page, in_table=in_table))


def _merged(tokens: Iterable[Token]) -> list[Token]:
    """The same text with no emphasis within or right behind its like, which looks the same."""
    depth = {"em": 0, "strong": 0}
    merged: list[Token] = []
    for token in tokens:
        if token.tag in depth:
            depth[token.tag] += token.nesting
            if depth[token.tag] > (1 if token.nesting == 1 else 0):
                continue
            if token.nesting == 1 and merged and merged[-1].type == f"{token.tag}_close":
                merged.pop()
                continue
        elif token.type == "text" and not token.content:
            continue
        merged.append(token)
    return merged


def _spans(tokens: Sequence[Token], page: _Page, *, in_table: bool) -> Iterator[str]:
    at_line_start = True
    closers: list[str] = []
    for index, token in enumerate(tokens):
        match token.type:
            case "text":
                text = escaped_span(token.content, at_line_start=at_line_start)
                if text.endswith("!") and _begins_link(tokens[index + 1 : index + 2]):
                    text = f"{text[:-1]}\\!"  # or it would make the link an image
                yield text.replace("|", "\\|") if in_table else text
            case "softbreak" | "hardbreak":
                yield "\n"
            case "code_inline":
                yield _code(token.content)
            case "maths":
                yield f"${token.content}$"
            case "em_open" | "strong_open":
                closers.append(_emphasis_mark(tokens, index))
                if _is_flanked(tokens, index, outside=-1):
                    yield ANCHOR
                yield closers[-1]
            case "em_close" | "strong_close":
                yield closers.pop()
                if _is_flanked(tokens, index, outside=1):
                    yield ANCHOR
            case "link_open":
                target = _target(str(token.attrs["href"]), page.addresses)
                closers.append(f"]({_quoted(target)})" if target else "")
                yield "[" if target else ""
                if tokens[index + 1].type == "link_close":
                    yield escaped_span(unquote(str(token.attrs["href"])), at_line_start=False)
            case "link_close":
                yield closers.pop()
            case "image":
                yield _image(token, page.addresses)
            case _:
                raise AssertionError(f"a span of unknown type {token.type}")
        at_line_start = token.type in {"softbreak", "hardbreak"}


def _is_flanked(tokens: Sequence[Token], index: int, *, outside: int) -> bool:
    """Whether a mark has a letter outside and punctuation inside, as between Chinese words.

    Markdown would take such a mark for its opposite, if nothing stood between it and the letter.
    """
    beyond, within = index + outside, index - outside
    if not 0 <= beyond < len(tokens):
        return False
    letter = tokens[beyond].content[0 if outside == 1 else -1 :][:1]
    sign = tokens[within].content[-1 if outside == 1 else 0 :][:1]
    return letter.isalnum() and not sign.isalnum()


def _begins_link(following: Sequence[Token]) -> bool:
    return any(token.type in {"link_open", "image"} for token in following)


def _emphasis_mark(tokens: Sequence[Token], index: int) -> str:
    """`**` for strong; `_` for em, so that the two never run together, if no letter touches it."""
    if tokens[index].type == "strong_open":
        return "**"
    depth, end = 0, index
    for end in range(index, len(tokens)):
        depth += tokens[end].nesting
        if depth == 0:
            break
    before = tokens[index - 1].content[-1:] if index else ""
    after = tokens[end + 1].content[:1] if end + 1 < len(tokens) else ""
    return "*" if before.isalnum() or after.isalnum() else "_"


def _code(content: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"


def _target(href: str, to: Addresses) -> str | None:
    scheme, _, rest = href.partition(":")
    if scheme.lower() == "question":
        return to.question(unicodedata.normalize("NFC", unquote(rest)))
    return href if is_remote(href) else to.page(unquote(href))


def _image(token: Token, to: Addresses) -> str:
    source = str(token.attrs["src"])
    label = escaped_span(token.content, at_line_start=False)
    if is_remote(source):
        return f"[{label or escaped_span(source, at_line_start=False)}]({_quoted(source)})"
    return f"![{label}]({_quoted(to.image(unquote(source)))})"


def _quoted(target: str) -> str:
    """A link target in which no character is markup."""
    return quote(target, safe="/:?#@!&+,=%~")
