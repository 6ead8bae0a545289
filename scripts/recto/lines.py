"""First stage of the parser: what kind of line each line is, by itself or because of a fence.

Knows labels, headings and code fences, but not the order in which they may appear.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence

from msgspec import Struct

from recto.model import Part


class Kind(enum.Enum):
    """Kinds of line. CODE is a fence or anything within one."""

    BLANK = enum.auto()
    TEXT = enum.auto()
    LABEL = enum.auto()
    UNKNOWN_LABEL = enum.auto()
    ANSWER_HEADING = enum.auto()
    RELATED_HEADING = enum.auto()
    CODE = enum.auto()


LABELS = {
    "instruction": Part.INSTRUCTION,
    "context": Part.CONTEXT,
    "topics": Part.TOPICS,
    "difficulty": Part.DIFFICULTY,
    "aliases": Part.ALIASES,
    "language": Part.LANGUAGE,
}
HEADINGS = {
    "official answer": Kind.ANSWER_HEADING,
    "related questions": Kind.RELATED_HEADING,
}

# Characters of no width that editors and web pages leave behind; labels and headings match
# without them.
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))

_LABEL = re.compile(r"\s*(?P<name>\w[\w ]{0,24}?)\s*[:\uff1a](?P<gap>\s*)")
# A fence may be indented by any depth, and be on the line of the list item or quote that holds it.
_FENCE = re.compile(
    r"\s*(?:(?:[-*+]|\d{1,9}[.)]|>)\s+)*(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)"
)


class Line(Struct, frozen=True):
    """A line's kind; for a label also its part, its name as typed and where its text begins."""

    kind: Kind
    part: Part | None = None
    name: str = ""
    text_at: int = 0
    unclosed: bool = False
    """True for text that opens a code fence which is never closed."""


def classify(lines: Sequence[str]) -> tuple[Line, ...]:
    """The kind of each line, one for one, in time linear in their number."""
    fences = [_fence(line) for line in lines]
    can_close = _longest_closers(fences)
    kinds: list[Line] = []
    inside: tuple[str, int] | None = None
    for index, line in enumerate(lines):
        fence = fences[index]
        if inside is not None:
            kinds.append(Line(Kind.CODE))
            if fence and fence.closes(inside):
                inside = None
        elif fence:
            closed = can_close[index + 1].get(fence.char, 0) >= fence.length
            inside = (fence.char, fence.length) if closed else None
            kinds.append(Line(Kind.CODE) if closed else Line(Kind.TEXT, unclosed=True))
        else:
            kinds.append(_classify_one(line))
    return tuple(kinds)


def visible(line: str) -> str:
    """The line without characters of no width."""
    return line if line.isascii() else line.translate(INVISIBLE)


def is_blank(line: str) -> bool:
    return not visible(line).strip()


class _Fence(Struct, frozen=True):
    char: str
    length: int
    bare: bool

    def closes(self, opened: tuple[str, int]) -> bool:
        return self.bare and self.char == opened[0] and self.length >= opened[1]


def _fence(line: str) -> _Fence | None:
    match = _FENCE.match(line)
    if match is None:
        return None
    return _Fence(match["fence"][0], len(match["fence"]), not match["info"].strip())


def _longest_closers(fences: Sequence[_Fence | None]) -> list[dict[str, int]]:
    """For each index, the longest closing fence of either character at or after it."""
    longest: dict[str, int] = {}
    table = [longest]
    for fence in reversed(fences):
        if fence and fence.bare and fence.length > longest.get(fence.char, 0):
            longest = {**longest, fence.char: fence.length}
        table.append(longest)
    return table[::-1]


def _classify_one(line: str) -> Line:
    plain = visible(line)
    if not plain.strip():
        return Line(Kind.BLANK)
    words = " ".join(plain.casefold().split())
    if heading := HEADINGS.get(words.removesuffix(":").removesuffix("\uff1a").rstrip()):
        return Line(heading)
    match = _LABEL.match(line) or _LABEL.match(plain)
    if match is None:
        return Line(Kind.TEXT)
    name = " ".join(visible(match["name"]).split())
    part = LABELS.get(name.casefold())
    if part is not None:
        start = line.find(":") if ":" in match[0] else line.find("\uff1a")
        rest = line[start + 1 :]
        return Line(Kind.LABEL, part, name, start + 1 + len(rest) - len(rest.lstrip()))
    if name.istitle() and match["gap"] and name.count(" ") < 2:
        return Line(Kind.UNKNOWN_LABEL, None, name)
    return Line(Kind.TEXT)
