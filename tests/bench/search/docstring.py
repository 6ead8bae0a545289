"""Reads a numpydoc docstring: its summary, extended summary and sections, still in RST."""

from __future__ import annotations

import re
from dataclasses import dataclass

SIGNATURE = re.compile(r"(?:\w+ = )?[\w.]+\s?\([^()]*(\([^()]*\)[^()]*)*\)(\s*->.*)?", re.DOTALL)
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!e\.g\.)(?<!i\.e\.)(?<!vs\.)(?<!cf\.)\s+(?=[A-Z`:*(])")
UNDERLINE = re.compile(r"(-{3,}|={3,})\s*")


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Docstring:
    """The summary is the first paragraph; `extended` is what follows it before the sections."""

    summary: str
    extended: str
    sections: tuple[Section, ...]


def read_docstring(text: str) -> Docstring:
    head, *sections = _split(text)
    paragraphs = [part.strip("\n") for part in re.split(r"\n\s*\n", head.text) if part.strip()]
    while paragraphs and paragraphs[0].startswith(".. "):  # a notice of deprecation
        del paragraphs[0]
    lines: list[str] = []
    while paragraphs and not lines:
        lines = _without_signatures(paragraphs.pop(0).strip())
    return Docstring(" ".join(" ".join(lines).split()), "\n\n".join(paragraphs), tuple(sections))


def sentences(text: str) -> list[str]:
    """The sentences of a paragraph in one line each."""
    return SENTENCE_END.split(" ".join(text.split()))


def fields(text: str) -> list[tuple[str, str]]:
    """Name and description of each entry of a section such as Parameters.

    The type after the name is left out. Text above the first entry is an entry without a name.
    """
    entries: list[tuple[str, list[str]]] = []
    for line in text.split("\n"):
        if line.strip() and not line[0].isspace():
            entries.append((line.partition(" :")[0].strip(), []))
        elif entries:
            entries[-1][1].append(line)
    return [(name, "\n".join(lines)) for name, lines in entries]


def _without_signatures(paragraph: str) -> list[str]:
    """Its lines, except the signatures that functions in C begin with: a long one, or several."""
    if SIGNATURE.fullmatch(paragraph):
        return []
    lines = paragraph.split("\n")
    while lines and SIGNATURE.fullmatch(lines[0]):
        del lines[0]
    return lines


def _split(text: str) -> list[Section]:
    """The part above the first heading, without a name, and the sections."""
    lines = text.expandtabs().split("\n")
    found = [Section("", "")]
    start, name = 0, ""
    for number in range(1, len(lines)):
        heading, underline = lines[number - 1], lines[number]
        if heading.strip() and not heading[0].isspace() and UNDERLINE.fullmatch(underline):
            found.append(Section(name, "\n".join(lines[start : number - 1])))
            start, name = number + 1, heading.strip()
    found.append(Section(name, "\n".join(lines[start:])))
    return found[1:]
