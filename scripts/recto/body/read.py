"""Reads the Markdown of a part: tokens, links, images, and what is wrong with them."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec import Struct

from recto.body.check import Checker
from recto.body.grammar import DENSE_PARAGRAPHS, DENSE_PARTS, parser
from recto.body.tables import WIDE_TABLES
from recto.body.targets import Link, find_targets
from recto.diagnostics import Diagnostic
from recto.model import Source, Text


class Body(Struct, frozen=True):
    """The Markdown of one part. The tokens are markdown-it-py's and must not be changed."""

    tokens: tuple[Token, ...]
    links: tuple[Link, ...] = ()
    images: tuple[Link, ...] = ()


def read(source: Source, text: Text) -> tuple[Body, list[Diagnostic]]:
    """The body that a part holds. Text that is too dense, deep or long gives an empty body."""
    environment: dict[str, list[int]] = {}
    tokens = tuple(_parser().parse(str(text), environment))
    check = Checker(source, text, tokens)
    diagnostics = [
        *check.density(environment.get(DENSE_PARAGRAPHS, ())),
        *check.marks(environment.get(DENSE_PARTS, ())[:1]),
        *check.depth(),
        *check.size(),
    ]
    if diagnostics:
        return Body(()), diagnostics
    links = tuple(find_targets(text, tokens, "link_open"))
    images = tuple(find_targets(text, tokens, "image"))
    return Body(tokens, links, images), [
        *check.tables(environment.get(WIDE_TABLES, ())),
        *check.refused_targets(),
        *check.images(images),
        *check.formulas(),
    ]


@cache
def _parser() -> MarkdownIt:
    return parser()
