"""Writes the spans of a block: text escaped for its place, marks that every dialect reads."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from recto.body.escape import escaped_span
from recto.body.links import Addresses, led, text_token

ANCHOR = "&#8203;"
"""A zero-width space, where Markdown needs text and none is to be seen."""

_LEADING = frozenset({"link_open", "image"})


def written(tokens: Sequence[Token], to: Addresses, *, in_table: bool) -> str:
    """The Markdown of a block's spans."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return escaped_span(tokens[0].content, at_line_start=True, in_table=in_table)
    leads = any(token.type in _LEADING for token in tokens)
    spans = _merged(led(tokens, to) if leads else tokens)
    parts: list[str] = []
    closers: list[str] = []
    for index, token in enumerate(spans):
        match token.type:
            case "text":
                is_first = not parts or parts[-1] == "\n"
                text = escaped_span(token.content, at_line_start=is_first, in_table=in_table)
                if text:
                    parts.append(_before(text, spans[index + 1 : index + 2]))
            case "softbreak" | "hardbreak":
                parts.append("\n")
            case "code_inline":
                parts.append(_code(token.content))
            case "maths":
                parts.append(f"${token.content}$")
            case "em_open" | "strong_open":
                closers.append(_emphasis_mark(spans, index))
                if _is_flanked(spans, index, outside=-1):
                    parts.append(ANCHOR)
                parts.append(closers[-1])
            case "em_close" | "strong_close":
                parts.append(closers.pop())
                if _is_flanked(spans, index, outside=1):
                    parts.append(ANCHOR)
            case "link_open":
                closers.append(f"]({token.attrs['href']})")
                parts.append("[")
            case "link_close":
                parts.append(closers.pop())
            case "image":
                label = escaped_span(token.content, at_line_start=False, in_table=in_table)
                parts.append(f"![{label}]({token.attrs['src']})")
            case _:
                raise AssertionError(f"a span of unknown type {token.type}")
    return "".join(parts)


def _merged(tokens: Iterable[Token]) -> list[Token]:
    """The same in fewer spans: text joined, and no emphasis within or right after its like."""
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
        elif token.type == "text":
            if not token.content:
                continue
            if merged and merged[-1].type == "text":
                merged[-1] = text_token(merged[-1].content + token.content)
                continue
        merged.append(token)
    return merged


def _is_flanked(tokens: Sequence[Token], index: int, *, outside: int) -> bool:
    """Whether a mark has a letter outside and punctuation inside, as between Chinese words.

    Markdown would take such a mark for its opposite, if nothing were between it and the letter.
    """
    beyond, within = index + outside, index - outside
    if not 0 <= beyond < len(tokens):
        return False
    letter = tokens[beyond].content[0 if outside == 1 else -1 :][:1]
    sign = tokens[within].content[-1 if outside == 1 else 0 :][:1]
    return _is_letter(letter) and not sign.isalnum()


def _is_letter(char: str) -> bool:
    """Whether Markdown takes it for a letter, as it does all but blanks and punctuation."""
    return char.isalnum() or bool(char.strip() and unicodedata.category(char)[0] not in "PSZ")


def _before(text: str, following: Sequence[Token]) -> str:
    """Text before a span, where an exclamation mark would turn a link into an image."""
    if text[-1] == "!" and any(token.type in _LEADING for token in following):
        return f"{text[:-1]}\\!"
    return text


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
    return "*" if _is_letter(before) or _is_letter(after) else "_"


def _code(content: str) -> str:
    longest = max((len(run) for run in re.findall(r"`+", content)), default=0)
    ticks = "`" * (longest + 1)
    pad = " " if content.startswith("`") or content.endswith("`") else ""
    return f"{ticks}{pad}{content}{pad}{ticks}"
