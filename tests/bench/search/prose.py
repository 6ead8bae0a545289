"""Writes a bank of real prose for measuring search: the docstrings of NumPy and SciPy.

Nothing of theirs is kept in this repository; the texts are those of the installed versions.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.bench.search.docstring import Docstring, Section, fields, read_docstring, sentences
from tests.bench.search.objects import Documented, documented
from tests.bench.search.plain import plain_blocks, plain_line

MIN_WORDS = 80
"""Counted in the description only, without names and examples."""

TITLE_CHARACTERS = 200
INSTRUCTION_CHARACTERS = 300
EXAMPLE_CHARACTERS = 600
BOILERPLATE = ("out", "where", "**kwargs")
"""Parameters that every ufunc has, and describes in the same words."""

ENTRIES = ("Parameters", "Other Parameters", "Returns", "Yields", "Attributes", "Raises", "Warns")
PROSE = ("Notes", "Warnings", "Warning", "Details", "Description")
GENERIC = re.compile(r"\*\*Array API Standard Support\*\*.*|\.\. _array-api:.*", re.DOTALL)
"""What ends the notes of many functions in the same words."""


def id_of(qualified_name: str) -> str:
    """The id of the source that is made of an object such as `scipy.stats.kendalltau`."""
    return hashlib.sha256(qualified_name.encode()).hexdigest()[:16]


def write_prose(folder: Path) -> int:
    """Write a source for each object with enough prose into `folder`; returns how many.

    The same versions of NumPy and SciPy give the same sources. Of objects with the same title or
    text, only the first in order of qualified name has one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    count = 0
    for item in documented():
        source = _source(item)
        if source is None or not seen.isdisjoint(source):
            continue
        seen.update(source)
        count += 1
        text = "\n\n".join(source) + "\n"
        (folder / f"{count:04}_{id_of(item.name)}.txt").write_text(text, encoding="utf-8")
    return count


def _source(item: Documented) -> tuple[str, str] | None:
    """Title, and the rest of the source; none if there is too little prose."""
    doc = read_docstring(item.doc)
    title, instruction, opening = _head(doc)
    blocks = list(plain_blocks(opening))
    for section in doc.sections:
        blocks += _section(section, BOILERPLATE if item.is_ufunc else ())
    words = sum(len(block.split()) for block in blocks) + len(instruction.split())
    if not title or words < MIN_WORDS:
        return None
    blocks += _example(doc)
    head = f"Instruction: {instruction}\n\n" if instruction else ""
    return title, head + "Official Answer\n\n" + "\n\n".join(filter(None, blocks))


def _head(doc: Docstring) -> tuple[str, str, str]:
    """Title, instruction, and the RST that the answer begins with."""
    first, *more = sentences(plain_line(doc.summary)) if doc.summary else [""]
    title = first.replace("`", "").replace("*", "").rstrip(". ")
    if len(title) > TITLE_CHARACTERS or title.startswith(("..", ">>>", "-")):
        return "", "", ""
    paragraph, _, rest = doc.extended.partition("\n\n")
    if re.match(r"\s*(\.\.|>>>|[-*+] |\d+\.)|.*::$", paragraph, re.DOTALL):
        return title, "", "\n\n".join((*more, doc.extended))
    instruction = ""
    left = more + sentences(paragraph)
    while left and len(instruction) + len(left[0]) < INSTRUCTION_CHARACTERS:
        instruction = f"{instruction} {plain_line(left.pop(0))}".strip()
        if len(instruction) > INSTRUCTION_CHARACTERS / 3:
            break
    return title, instruction, " ".join(left) + "\n\n" + rest


def _section(section: Section, skipped: tuple[str, ...]) -> Iterator[str]:
    if section.name in ENTRIES:
        for name, description in fields(section.text):
            blocks = list(plain_blocks(description))
            if not blocks or name in skipped:
                continue
            label = name.replace("*", "") + ":"
            if blocks[0].startswith(("- ", "```")):
                yield label
                yield from blocks
            else:
                yield f"{label} {blocks[0]}".removeprefix(": ")
                yield from blocks[1:]
    elif section.name in PROSE:
        yield from plain_blocks(GENERIC.sub("", section.text))


def _example(doc: Docstring) -> Iterator[str]:
    """The first blocks of the examples, up to a limit."""
    left = EXAMPLE_CHARACTERS
    text = "\n".join(section.text for section in doc.sections if section.name == "Examples")
    for block in plain_blocks(text):
        left -= len(block)
        if left < 0:
            return
        yield block
