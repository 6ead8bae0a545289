"""Reads the Markdown of a part: tokens, links, images, and what is wrong with them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

from recto.body.grammar import (
    DENSE_PARAGRAPHS,
    MAX_MARKS,
    WIDE_TABLES,
    is_allowed_target,
    parser,
)
from recto.diagnostics import Diagnostic
from recto.model import Source, Text
from recto.rules import Rule

MAX_DEPTH = 12
"""Lists and quotes within one another."""

MAX_BLOCKS = 500
"""Paragraphs, headings, fences, tables and formulas in one part, about seventy times the usual."""

IMAGE_TYPES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif")
"""Raster formats: an SVG file can carry scripts."""

_TARGET = re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))")
# What else stands between parentheses behind brackets is code, such as f[i](x).
_RESEMBLES_TARGET = re.compile(r"[:/.#]")
_REMOTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


@dataclass(frozen=True, slots=True)
class Link:
    """A link or image found in a body: its target as typed, and the place of that target."""

    target: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown of one part. The tokens are markdown-it-py's and must not be changed."""

    tokens: tuple[Token, ...]
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()


def read(source: Source, text: Text) -> tuple[Body, list[Diagnostic]]:
    """The body that a part holds. Text that is too dense, deep or long gives an empty body."""
    environment: dict[str, list[int]] = {}
    tokens = tuple(_parser().parse(str(text), environment))
    diagnostics = [
        *_check_density(source, text, environment.get(DENSE_PARAGRAPHS, ())),
        *_check_depth(source, text, tokens),
        *_check_size(source, text, tokens),
    ]
    if diagnostics:
        return Body(()), diagnostics
    targets = list(_targets(text, tokens))
    images = tuple(link for link, is_image in targets if is_image)
    links = tuple(link for link, is_image in targets if not is_image)
    return Body(tokens, links, images), [
        *_check_tables(source, text, environment.get(WIDE_TABLES, ())),
        *_check_refused(source, text, tokens),
        *_check_images(source, images),
    ]


def is_remote(target: str) -> bool:
    return _REMOTE.match(target) is not None


def is_showable(target: str) -> bool:
    """Whether an image is one of the kinds that a page shows, from beside its source."""
    return not is_remote(target) and target.lower().endswith(IMAGE_TYPES)


@cache
def _parser() -> MarkdownIt:
    return parser()


def _check_density(source: Source, text: Text, dense: Iterable[int]) -> Iterator[Diagnostic]:
    for line in dense:
        yield _at(
            source,
            text.span.first + line,
            Rule.TOO_DENSE,
            f"this paragraph holds more than {MAX_MARKS:,} characters that could be markup",
            "put it into a code fence, or split it",
        )


def _check_size(source: Source, text: Text, tokens: Iterable[Token]) -> Iterator[Diagnostic]:
    blocks = [token for token in tokens if token.type in _BLOCKS and not token.hidden]
    if len(blocks) > MAX_BLOCKS:
        line = (blocks[MAX_BLOCKS].map or [0])[0]
        yield _at(
            source,
            text.span.first + line,
            Rule.TOO_LONG,
            f"a part has at most {MAX_BLOCKS} paragraphs, headings and the like; "
            f"this one has {len(blocks):,}",
            "split it into one file a question",
        )


def _check_depth(source: Source, text: Text, tokens: Iterable[Token]) -> Iterator[Diagnostic]:
    depth = 0
    for token in tokens:
        if token.type in _CONTAINERS:
            depth += token.nesting
        if depth > MAX_DEPTH:
            line = text.span.first + (token.map or [0])[0]
            yield _at(
                source,
                line,
                Rule.TOO_DEEP,
                f"lists or quotes are nested more than {MAX_DEPTH} deep here",
                "flatten the list, or put it into a code fence",
            )
            return


_BLOCKS = frozenset({"paragraph_open", "heading_open", "fence", "table_open", "maths_block"})
_CONTAINERS = frozenset(
    f"{name}_{end}"
    for name in ("bullet_list", "ordered_list", "blockquote")
    for end in ("open", "close")
)


def _targets(text: Text, tokens: Iterable[Token]) -> Iterator[tuple[Link, bool]]:
    """Every link and image, and whether it is an image; places are found by searching the lines."""
    for block in tokens:
        if block.type != "inline" or not block.children:
            continue
        first, last = block.map or [0, len(text.lines)]
        for token in block.children:
            if token.type in {"link_open", "image"}:
                attribute = "src" if token.type == "image" else "href"
                written = str(token.attrs[attribute])
                yield _place(text, first, last, written), token.type == "image"


def _place(text: Text, first: int, last: int, written: str) -> Link:
    target = unquote(written)
    if scheme := _REMOTE.match(target):
        target = scheme[0].lower() + target[scheme.end() :]
    for index in range(first, min(last, len(text.lines))):
        line = text.lines[index].casefold()
        for form in (unquote(written).casefold(), written.casefold()):
            if (at := line.find(form)) >= 0:
                offset = text.column if index == 0 else 1
                return Link(target, text.span.first + index, at + offset)
    return Link(target, text.span.first + first, 1)


def _check_tables(source: Source, text: Text, lines: Iterable[int]) -> Iterator[Diagnostic]:
    for line in lines:
        yield _at(
            source,
            text.span.first + line,
            Rule.WIDE_TABLE,
            "a row of this table has more cells than its header, so it is shown as typed",
            "give every row as many cells as the header; write \\| for a bar within a cell",
        )


def _check_refused(source: Source, text: Text, tokens: Iterable[Token]) -> Iterator[Diagnostic]:
    """Warn of what looks like a link but leads to a place that text may not link to."""
    in_code = {
        line
        for token in tokens
        if token.type == "fence" and token.map
        for line in range(*token.map)
    }
    for index, line in enumerate(text.lines):
        if index in in_code:
            continue
        for match in _TARGET.finditer(re.sub(r"`[^`]*`", lambda m: " " * len(m[0]), line)):
            group = 1 if match[1] else 2
            target = match[group]
            if not is_allowed_target(target) and _RESEMBLES_TARGET.search(target):
                yield _at(
                    source,
                    text.span.first + index,
                    Rule.LINK_TARGET,
                    f"text cannot link to “{target[:60]}”, so it is shown as typed",
                    "link to http, https, mailto, question:ID, or a page such as about.md",
                    column=match.start(group) + (text.column if index == 0 else 1),
                    width=len(target),
                )


def _check_images(source: Source, images: Iterable[Link]) -> Iterator[Diagnostic]:
    for image in images:
        if is_remote(image.target):
            yield _at(
                source,
                image.line,
                Rule.REMOTE_IMAGE,
                "this image is on another site, so it is shown as a link",
                "save the image beside the source and name the file instead",
                column=image.column,
                width=len(image.target),
            )
        elif not is_showable(image.target):
            yield _at(
                source,
                image.line,
                Rule.IMAGE,
                f"“{image.target[:60]}” is not an image that can be shown",
                f"save it as one of {', '.join(IMAGE_TYPES)}; an SVG file can carry scripts",
                column=image.column,
                width=len(image.target),
            )


def _at(
    source: Source,
    line: int,
    rule: Rule,
    message: str,
    hint: str,
    *,
    column: int = 1,
    width: int = 1,
) -> Diagnostic:
    excerpt = source.lines[line - 1] if line <= len(source.lines) else ""
    return Diagnostic(source.path, line, column, rule, message, hint, excerpt, width)
