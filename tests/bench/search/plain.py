"""Turns RST as docstrings have it into the plain Markdown of a source."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

KEPT = ("note", "warning", "caution", "important", "tip", "hint", "attention")
"""Directives whose text stays; all others are dropped with what belongs to them."""

INLINE: tuple[tuple[str, str], ...] = (
    (r"\s*\[[\w.#-]+(?:,\s*\d+)*\]_", ""),  # references
    (r"``(.+?)``", r"`\1`"),
    (r":math:`([^`]+)`", r"`\1`"),
    (r":[a-z]+(?::[a-z]+)?:`([^`<]+?)\s*<[^`]+>`", r"\1"),
    (r":[a-z]+(?::[a-z]+)?:`~?([^`]+)`", r"\1"),
    (r"`([^`<]+?)\s*<[^`>]+>`__?", r"\1"),
    (r"`([^`]+)`__?(?!\w)", r"`\1`"),
    (r"\|(\w+)\|", r"\1"),
    (r"\\ ", ""),
)
DIRECTIVE = re.compile(r"\.\.(?:\s+(?:([\w-]+)::)?.*)?")
BULLET = re.compile(r"(?:[-*+•]|\d+[.)]|#\.)\s+")
TABLE = re.compile(r"(=+\s+=+[\s=]*|\+[-=]+\+[-=+]*)")


def plain_line(text: str) -> str:
    """The text in one line, with its inline markup as Markdown."""
    text = " ".join(text.split())
    for pattern, replacement in INLINE:
        text = re.sub(pattern, replacement, text)
    return text.replace("$", "")


def plain_blocks(text: str) -> Iterator[str]:
    """The paragraphs, lists and code blocks of the text, in Markdown."""
    for block in _blocks(textwrap.dedent(text).split("\n")):
        first = block[0].strip()
        if first.startswith(">>>"):
            yield _fenced("python", block)
        elif any(TABLE.fullmatch(line.strip()) for line in block):
            continue
        elif BULLET.match(first):
            yield from _items(block)
        else:
            yield plain_line(" ".join(block).removesuffix("::"))


def _items(block: list[str]) -> Iterator[str]:
    """A list as one block, an item a line; nested items are items."""
    items: list[str] = []
    for line in block:
        found = BULLET.match(line.strip())
        if found:
            items.append(line.strip()[found.end() :])
        else:
            items[-1] += f" {line.strip()}"
    yield "\n".join(f"- {plain_line(item)}" for item in items)


def _fenced(language: str, lines: list[str]) -> str:
    code = textwrap.dedent("\n".join(lines)).strip("\n")
    return f"```{language}\n{code}\n```"


def _blocks(lines: list[str]) -> Iterator[list[str]]:
    """Runs of lines between blank ones, without directives, headings and literal blocks."""
    block: list[str] = []
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        directive = DIRECTIVE.fullmatch(line.strip())
        if directive or not line.strip():
            if block:
                yield block
            literal = bool(block) and block[-1].rstrip().endswith("::")
            block = []
            kept = directive and directive[1] in KEPT
            if (directive and not kept) or literal:
                number = _past(lines, number, _indent(line) if directive else _last(lines, number))
        elif re.fullmatch(r"[-=~^*]{3,}", line.strip()):
            block = block[:-1]  # the heading that this line stands under
        else:
            block.append(line)
    if block:
        yield block


def _past(lines: list[str], number: int, indent: int) -> int:
    """The number of the next line that is not blank and is indented no deeper than this."""
    while number < len(lines) and (not lines[number].strip() or _indent(lines[number]) > indent):
        number += 1
    return number


def _last(lines: list[str], number: int) -> int:
    """The indentation of the last line with text above a number."""
    return _indent(next(line for line in reversed(lines[:number]) if line.strip()))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
