"""Makes text inert: Markdown that shows the text's characters, whatever they are.

A backslash goes before characters that it escapes in every dialect; others become entities.
"""

from __future__ import annotations

import re

# Anywhere in a line: characters of markup, and what would be read as an entity.
_MARKUP = re.compile(r"[\\`*_\[\]$]")
_MARKUP_OF_TABLE = re.compile(r"[\\`*_\[\]$|]")
_INTRAWORD = re.compile(r"(?<=[^\W_])_+(?=[^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")

# At the start of a line: headings, quotes, lists; fences, block syntax, rows of dashes and bars.
_BACKSLASH_FIRST = re.compile(r"[#>+-]|\|(?=[-:| \t]*$)")
_ENTITY_FIRST = re.compile(r"=|~~~|///|\?\?\?|!!!|:(?=[-:| \t]*$)")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=\s|$)")

# A sign at the very start is already escaped.
_CLOSING_HASHES = re.compile(r"(?<!^\\)#+$")


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is, on a line of its own or within one."""
    return without_closing_hashes(escaped_span(text, at_line_start=True))


def escaped_span(text: str, *, at_line_start: bool, in_table: bool = False) -> str:
    """A stretch of plain text, as Markdown that shows it as it is in its place."""
    markup = _MARKUP_OF_TABLE if in_table else _MARKUP
    if not at_line_start:
        return _escaped_inline(text, markup)
    text = text.lstrip(" \t")
    if number := _NUMBER.match(text):
        return f"{number[1]}\\{number[2]}{_escaped_inline(text[number.end() :], markup)}"
    if _BACKSLASH_FIRST.match(text):
        return f"\\{text[0]}{_escaped_inline(text[1:], markup)}"
    if _ENTITY_FIRST.match(text):
        return f"&#{ord(text[0])};{_escaped_inline(text[1:], markup)}"
    return _escaped_inline(text, markup)


def without_closing_hashes(text: str) -> str:
    """The Markdown of a heading, whose own number signs at the end would vanish."""
    return _CLOSING_HASHES.sub(lambda match: "&#35;" * len(match[0]), text)


def _escaped_inline(text: str, markup: re.Pattern[str]) -> str:
    kept = _kept(text) if "_" in text else set()
    text = markup.sub(lambda m: m[0] if m.start() in kept else f"\\{m[0]}", text)
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;")


def _kept(text: str) -> set[int]:
    """The offsets of underscores within words, never markup: snake_case stays legible."""
    return {n for match in _INTRAWORD.finditer(text) for n in range(*match.span())}
