"""What is wrong with a body: one check for each rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.token import Token
from msgspec import Struct

from recto.body.grammar import MAX_ITEMS, MAX_MARKS, MAX_MARKS_OF_PART
from recto.body.maths import MAX_LENGTH, MAX_LINES
from recto.body.places import AT, place_of
from recto.body.targets import IMAGE_TYPES, Link, is_allowed, is_remote, is_showable, is_web
from recto.diagnostics import Diagnostic
from recto.mathml import FormulaError, to_mathml
from recto.model import Source, Text
from recto.rules import Rule

MAX_DEPTH = 12
"""Levels of nested lists and quotes."""

MAX_CELLS = 5_000
"""Cells of the tables in one part."""

MAX_BLOCKS = 500
"""Paragraphs, headings, fences, tables and formulas in one part, about seventy times the usual."""

_BLOCKS = frozenset({"paragraph_open", "heading_open", "fence", "table_open", "maths_block"})
_CONTAINERS = frozenset(
    f"{name}_{end}"
    for name in ("bullet_list", "ordered_list", "blockquote")
    for end in ("open", "close")
)
_TARGET = re.compile(r"\]\(\s*(?:<([^<>\n]+)>|([^\s()<>]+))")
_SIGN = re.compile(r"\S")
# Anything else in parentheses after brackets is code, such as f[i](x).
_RESEMBLES_TARGET = re.compile(r"[:/.#]")


class _Kind(NamedTuple):
    """What a text does with a target, and a hint at what a target may be."""

    verb: str
    hint: str


_LINKS = _Kind("link to", "link to http, https, mailto, question:ID, or a page such as about.md")
_ADDRESSES = _Kind("link to", "correct the address; browsers cannot parse its host")
_IMAGES = _Kind(
    "show", f"name a file in the source's folder or below it, as one of {', '.join(IMAGE_TYPES)}"
)


class Checker(Struct, frozen=True):
    """Checks the body of one part of a source."""

    source: Source
    text: Text
    tokens: Sequence[Token]

    def density(self, dense: Iterable[int]) -> Iterator[Diagnostic]:
        """Paragraphs, by their first line within the part, that are little but markup."""
        for index in dense:
            yield self._at(
                self.text.span.first + index,
                Rule.TOO_DENSE,
                f"this paragraph holds more than {MAX_MARKS:,} characters that could be markup",
                "put it into a code fence, or split it",
            )

    def marks(self, beyond: Iterable[int]) -> Iterator[Diagnostic]:
        """The paragraph that, together with those above it, holds too much markup."""
        for index in beyond:
            yield self._at(
                self.text.span.first + index,
                Rule.TOO_DENSE,
                f"a part holds at most {MAX_MARKS_OF_PART:,} characters that could be markup; "
                "the limit is reached here",
                "put code into code fences, or split it into one file for each question",
            )

    def size(self) -> Iterator[Diagnostic]:
        blocks = [token for token in self.tokens if token.type in _BLOCKS and not token.hidden]
        if len(blocks) > MAX_BLOCKS:
            yield self._at(
                self._line(blocks[MAX_BLOCKS]),
                Rule.TOO_LONG,
                f"a part has at most {MAX_BLOCKS} paragraphs, headings and the like; "
                f"this one has {len(blocks):,}",
                "split it into one file for each question",
            )
        items = [token for token in self.tokens if token.type == "list_item_open"]
        if len(items) > MAX_ITEMS:
            yield self._at(
                self._line(items[MAX_ITEMS]),
                Rule.TOO_LONG,
                f"the lists of a part have at most {MAX_ITEMS:,} items; these have more",
                "split it into one file for each question",
            )
        cells = [token for token in self.tokens if token.type in {"th_open", "td_open"}]
        if len(cells) > MAX_CELLS:
            yield self._at(
                self._line(cells[0]),
                Rule.TOO_LONG,
                f"the tables of a part have at most {MAX_CELLS:,} cells; these have {len(cells):,}",
                "show the rows that matter",
            )

    def depth(self) -> Iterator[Diagnostic]:
        depth = 0
        for token in self.tokens:
            if token.type in _CONTAINERS:
                depth += token.nesting
            if depth > MAX_DEPTH:
                yield self._at(
                    self._line(token),
                    Rule.TOO_DEEP,
                    f"lists or quotes are nested more than {MAX_DEPTH} deep here",
                    "flatten the list, or put it into a code fence",
                )
                return

    def tables(self, wide: Iterable[int]) -> Iterator[Diagnostic]:
        """Tables, by their first line within the part, that are text since a row is too wide."""
        for index in wide:
            yield self._at(
                self.text.span.first + index,
                Rule.WIDE_TABLE,
                "a row of this table has more cells than its header, so it is shown as typed",
                "give every row as many cells as the header; write \\| for a bar within a cell",
            )

    def refused_targets(self) -> Iterator[Diagnostic]:
        """What looks like a link but leads to a place that text may not link to."""
        for block in self.tokens:
            if block.children and "](" in block.content:
                yield from self._refused_in(block, "".join(map(_typed, block.children)))

    def _refused_in(self, block: Token, shown: str) -> Iterator[Diagnostic]:
        behind = 0
        for match in _TARGET.finditer(shown):
            target = match[1] or match[2]
            if is_allowed(target) or not _RESEMBLES_TARGET.search(target):
                continue
            opening = shown.rfind("[", 0, match.start())
            of = _ADDRESSES if is_web(target) else _LINKS
            if shown[max(0, opening - 1) : opening] == "!":
                of = _IMAGES
            at = block.content.find(target, max(0, block.content.find("](", behind)))
            behind = max(behind, at + len(target))
            line, column = place_of(self.text, block, max(0, at))
            yield self._at(
                line,
                Rule.LINK_TARGET,
                f"text cannot {of.verb} “{target[:60]}”, so it is shown as typed",
                of.hint,
                column=column,
                width=len(target) if at >= 0 else 1,
            )

    def images(self, images: Iterable[Link]) -> Iterator[Diagnostic]:
        for image in images:
            if is_web(image.target):
                yield self._at(
                    image.line,
                    Rule.REMOTE_IMAGE,
                    "this image is on another site, so it is shown as a link",
                    "save the image beside the source and name the file instead",
                    column=image.column,
                    width=len(image.target),
                )
            elif not is_showable(image.target):
                hint = f"save it as one of {', '.join(IMAGE_TYPES)}; an SVG file can carry scripts"
                if is_remote(image.target):
                    hint = "to link to it, leave out the exclamation mark"
                yield self._at(
                    image.line,
                    Rule.IMAGE,
                    f"“{image.target[:60]}” is not an image that can be shown",
                    hint,
                    column=image.column,
                    width=len(image.target),
                )

    def formulas(self) -> Iterator[Diagnostic]:
        for block in self.tokens:
            for token in (block, *(block.children or ())):
                if token.type in {"maths", "maths_block"}:
                    yield from self._formula(block, token)

    def _formula(self, block: Token, token: Token) -> Iterator[Diagnostic]:
        tex = token.content
        if len(tex) > MAX_LENGTH or tex.count("\n") >= MAX_LINES:
            yield self._at(
                self._line(block),
                Rule.FORMULA,
                f"a formula has at most {MAX_LENGTH:,} characters and {MAX_LINES} lines; "
                "this one has more",
                "split it; if no formula is meant, write \\$ for a dollar sign",
            )
            return
        try:
            to_mathml(tex, is_display=token.type == "maths_block")
        except FormulaError as error:
            word = next(iter(tex[error.offset :].split()), tex.split()[-1])
            offset = error.offset if tex[error.offset :].strip() else tex.rindex(word)
            line, column = self._place_in(block, token, offset)
            yield self._at(
                line,
                Rule.FORMULA,
                f"this formula does not compile: {error}",
                "fix the TeX; if no formula is meant, write \\$ for a dollar sign",
                column=column,
                width=len(word),
            )

    def _place_in(self, block: Token, formula: Token, offset: int) -> tuple[int, int]:
        """The place of a character of a formula, which has fewer blanks than were typed."""
        if formula is block:
            return place_of(self.text, block, offset)
        start = formula.meta[AT]
        signs = [match.start() for match in _SIGN.finditer(block.content, start)]
        number = len("".join(formula.content[:offset].split()))
        return place_of(self.text, block, signs[min(number, len(signs) - 1)])

    def _line(self, block: Token) -> int:
        return self.text.span.first + (block.map or [0])[0]

    def _at(
        self, line: int, rule: Rule, message: str, hint: str, *, column: int = 1, width: int = 1
    ) -> Diagnostic:
        lines = self.source.lines
        excerpt = lines[line - 1] if line <= len(lines) else ""
        return Diagnostic(self.source.path, line, column, rule, message, hint, excerpt, width)


def _typed(span: Token) -> str:
    """The text of a span, a blank for code and the like, or nothing for a mark."""
    if span.type == "text":
        return span.content
    return " " if span.type in {"code_inline", "maths", "image", "softbreak"} else ""
