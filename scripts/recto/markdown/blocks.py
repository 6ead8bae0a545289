"""Blocks: elements are split off first, and each kind is tried only on text that could be one.

Python-Markdown tries thirteen kinds on each paragraph, several of which search all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Self
from xml.etree.ElementTree import Element, ElementTree, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from pymdownx.blocks import BlocksMgrExtension, BlocksProcessor

from recto.markdown.dialect import CONFIGS, ELEMENTS
from recto.markdown.elements import ElementBlock
from recto.markdown.structure import SLASHES, Opening, Part, taken_apart


def _is_indented(block: str) -> bool:
    return block.startswith("    ")


def _has_lines(block: str) -> bool:
    return "\n" in block


def _starts_with(signs: str) -> Callable[[str], bool]:
    """Whether one of the signs comes first after blanks. An empty block counts, but is rare."""
    return lambda block: block.lstrip(" ")[:1] in signs


GUARDS: Mapping[str, Callable[[str], bool]] = {
    "indent": _is_indented,
    "code": _is_indented,
    "arithmatex-block": lambda block: block.startswith("$$"),
    "table": _has_lines,  # its second line shows it is a table
    "hashheader": lambda block: "#" in block,  # on any line
    "setextheader": _has_lines,  # the second line underlines the first
    "hr": lambda block: "\n" in block or _starts_with("-_*")(block),  # on any line
    "olist": lambda block: block.lstrip(" ")[:1].isdigit(),
    "ulist": _starts_with("*+-"),
    "quote": lambda block: ">" in block,  # on any line
}
"""What a block must be like for a kind to be tried. A kind that is not here is always tried."""

_Step = tuple[Callable[[str], bool] | None, Callable[..., bool], Callable[..., bool | None]]


class Parser(BlockParser):
    """Tries a kind of block only where its guard allows it."""

    @classmethod
    def in_place_of(cls, parser: BlockParser) -> Self:
        """A parser that takes over the kinds of block of another."""
        own = cls(parser.md)
        own.blockprocessors = parser.blockprocessors
        for processor in own.blockprocessors:
            processor.parser = own
        return own

    @cached_property
    def _steps(self) -> list[_Step]:
        """The guard, the test and the reader of each kind. No kinds are added later."""
        kinds = self.blockprocessors
        guards = {id(kinds[name]): guard for name, guard in GUARDS.items()}
        elements = kinds["blocks"]
        assert isinstance(elements, BlocksProcessor)
        # An open element may wait for more.
        guards[id(elements)] = lambda block: SLASHES in block or bool(elements.stack)
        return [(guards.get(id(kind)), kind.test, kind.run) for kind in kinds]

    def parseDocument(self, lines: Iterable[str]) -> ElementTree:  # noqa: N802
        text = "\n".join(lines)
        parts = taken_apart(text.split("\n\n")) if SLASHES in text else None
        self.root = Element(self.md.doc_tag)
        if parts is None:
            self.parseChunk(self.root, text)
        else:
            self._put_together(parts)
        return ElementTree(self.root)

    def _put_together(self, parts: Iterable[Part]) -> None:
        within = [(self.root, True)]
        for part in parts:
            element, holds_blocks = within[-1]
            if part is None:
                within.pop()
            elif isinstance(part, Opening):
                inner = SubElement(element, part.tag, part.attributes)
                within.append((inner, part.holds_blocks))
            elif holds_blocks:
                self.state.set("blocks")
                self.parseBlocks(element, [part])
                self.state.reset()
            else:
                texts = (element.text, part.strip("\n"))
                element.text = "\n\n".join(filter(None, texts))

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        steps = self._steps
        while blocks:
            for guard, test, run in steps:
                if guard and not guard(blocks[0]):
                    continue
                if test(parent, blocks[0]) and run(parent, blocks) is not False:
                    break


class Elements(BlocksMgrExtension):  # type: ignore[misc]
    """Reads elements between slashes, with `ElementBlock` in place of what PyMdown would import."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        super().extendMarkdown(md)
        self.extension.register(ElementBlock, CONFIGS[ELEMENTS])
