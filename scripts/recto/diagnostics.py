"""The one type for everything that is wrong with the content, and its three formats.

A diagnostic names a place, what was found and what to do. Wrong content never raises.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import force_setattr

from recto.model import Source
from recto.rules import Rule, Severity

EXCERPT_WIDTH = 100
"""Characters of the source line that a message shows, around the column."""


class Diagnostic(Struct, frozen=True):
    """One problem at `path`, from `line` to `last_line`. Lines and columns count from 1.

    `excerpt` is the whole source line; `width` is the number of characters to underline.
    """

    path: str
    line: int
    column: int
    rule: Rule
    message: str
    hint: str
    excerpt: str = ""
    width: int = 1
    last_line: int = 0

    def __post_init__(self) -> None:
        force_setattr(self, "last_line", max(self.line, self.last_line))

    def __str__(self) -> str:
        return as_text(self)

    @property
    def is_error(self) -> bool:
        return self.rule.severity is Severity.ERROR

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        return (self.path, self.line, self.column, self.rule.code, self.message)


def on_line(
    path: str, number: int, line: str, rule: Rule, message: str, hint: str, *, width: int = 0
) -> Diagnostic:
    """A diagnostic on the text of a line: all of it, or its first `width` characters."""
    column = 1 + len(line) - len(line.lstrip())
    width = width or max(1, len(line.strip()))
    return Diagnostic(path, number, column, rule, message, hint, line, width)


def at_line(
    source: Source, number: int, rule: Rule, message: str, hint: str, *, width: int = 0
) -> Diagnostic:
    """The same on a line of a source; past its last line, on an empty one."""
    line = source.lines[number - 1] if number <= len(source.lines) else ""
    return on_line(source.path, number, line, rule, message, hint, width=width)


def as_text(diagnostic: Diagnostic) -> str:
    """Place, finding, source line, caret and fix, as a compiler prints them."""
    rule = diagnostic.rule
    place = f"{diagnostic.path}:{diagnostic.line}:{diagnostic.column}"
    lines = [f"{place}: {rule.severity} {rule.code}: {_visible(diagnostic.message)}"]
    if diagnostic.excerpt.strip():
        shown, lead, caret = _excerpt(diagnostic)
        number = str(diagnostic.line)
        lines += [f"  {number} | {shown}", f"  {' ' * len(number)} | {lead}{caret}"]
    lines.append(f"  help: {_visible(diagnostic.hint)}")
    return "\n".join(lines)


def as_github(diagnostic: Diagnostic) -> str:
    """One workflow command, which GitHub shows as an annotation on a pull request."""
    place = ",".join(
        f"{key}={_escape_property(str(value))}"
        for key, value in (
            ("file", diagnostic.path),
            ("line", diagnostic.line),
            ("endLine", diagnostic.last_line),
            ("col", diagnostic.column),
            ("title", f"{diagnostic.rule.code} {diagnostic.rule.summary}"),
        )
    )
    text = _escape_data(f"{diagnostic.message}\n{diagnostic.hint}")
    return f"::{diagnostic.rule.severity} {place}::{text}"


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array with an object for each problem, in the order given."""
    return json.dumps(
        [
            {
                "path": d.path,
                "line": d.line,
                "column": d.column,
                "last_line": d.last_line,
                "code": d.rule.code,
                "severity": d.rule.severity,
                "message": d.message,
                "hint": d.hint,
            }
            for d in diagnostics
        ],
        ensure_ascii=False,
        indent=2,
    )


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sorted by place, each problem once."""
    return tuple(sorted(set(diagnostics), key=lambda d: d.sort_key))


def errors(diagnostics: Iterable[Diagnostic]) -> int:
    return sum(d.is_error for d in diagnostics)


def has(diagnostics: Iterable[Diagnostic], rule: Rule) -> bool:
    """Whether one of them is of this rule."""
    return any(d.rule is rule for d in diagnostics)


def _excerpt(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """The shown part of the line, the blanks before the caret, and the caret itself."""
    line, at = diagnostic.excerpt, diagnostic.column - 1
    start = max(0, at - EXCERPT_WIDTH // 2) if len(line) > EXCERPT_WIDTH else 0
    shown = line[start : start + EXCERPT_WIDTH]
    head = "…" if start else ""
    tail = "…" if start + EXCERPT_WIDTH < len(line) else ""
    width = max(1, min(diagnostic.width, len(shown) - (at - start)))
    lead = " " * _cells(head + shown[: at - start])
    caret = "^" * max(1, _cells(shown[at - start : at - start + width]))
    return f"{head}{_visible(shown)}{tail}", lead, caret


_KEPT = "\u00a0\u200c\u200d"
"""Blanks and joiners that words are written with."""


def _visible(text: str) -> str:
    """The text for one terminal row: a blank for each tab, U+FFFD for what would not show."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if char == "\t" else char if char.isprintable() or char in _KEPT else "\ufffd"
        for char in text
    )


def _cells(text: str) -> int:
    """The number of terminal columns that `_visible(text)` takes (Unicode TR 11)."""
    return len(text) if text.isascii() else sum(map(_width, _visible(text)))


def _width(char: str) -> int:
    if unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
