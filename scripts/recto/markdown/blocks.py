"""Blocks: each kind of block is asked only about text that may be its own.

Python-Markdown asks thirteen kinds about each paragraph, several of which search all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockparser import BlockParser
from pymdownx.blocks import BlocksMgrExtension, BlocksProcessor, BlocksTreeprocessor

from recto.markdown.dialect import CONFIGS, ELEMENTS
from recto.markdown.elements import ElementBlock


def _is_indented(block: str) -> bool:
    return block.startswith("    ")


def _has_lines(block: str) -> bool:
    return "\n" in block


def _starts_with(signs: str) -> Callable[[str], bool]:
    """Whether one of the signs is the first but for blanks. An empty block counts, and is rare."""
    return lambda block: block.lstrip(" ")[:1] in signs


GUARDS: Mapping[str, Callable[[str], bool]] = {
    "indent": _is_indented,
    "code": _is_indented,
    "arithmatex-block": lambda block: block.startswith("$$"),
    "table": _has_lines,  # its second line tells a table
    "hashheader": lambda block: "#" in block,  # on any line
    "setextheader": _has_lines,  # the second line underlines the first
    "hr": lambda block: "\n" in block or _starts_with("-_*")(block),  # on any line
    "olist": lambda block: block.lstrip(" ")[:1].isdigit(),
    "ulist": _starts_with("*+-"),
    "quote": lambda block: ">" in block,  # on any line
}
"""What a block must be like for a kind to take it. A kind that is not here is always asked."""

_Step = tuple[Callable[[str], bool] | None, Callable[..., bool], Callable[..., bool | None]]


class Parser(BlockParser):
    """Goes by the guards."""

    @classmethod
    def in_place_of(cls, parser: BlockParser) -> Self:
        """A parser that takes over the kinds of another."""
        own = cls(parser.md)
        own.blockprocessors = parser.blockprocessors
        for processor in own.blockprocessors:
            processor.parser = own
        return own

    @cached_property
    def _steps(self) -> list[_Step]:
        """A guard, a test and what takes the block, for each kind. No kinds are added later."""
        kinds = self.blockprocessors
        guards = {id(kinds[name]): guard for name, guard in GUARDS.items()}
        manager = kinds["blocks"]
        assert isinstance(manager, BlockManager)
        guards[id(manager)] = manager.may_take
        return [(guards.get(id(kind)), kind.test, kind.run) for kind in kinds]

    def parseBlocks(self, parent: Element, blocks: list[str]) -> None:  # noqa: N802
        steps = self._steps
        while blocks:
            for guard, test, run in steps:
                if guard and not guard(blocks[0]):
                    continue
                if test(parent, blocks[0]) and run(parent, blocks) is not False:
                    break


class BlockManager(BlocksProcessor):  # type: ignore[misc]
    """The blocks between slashes. What it leaves out would find nothing."""

    def may_take(self, block: str) -> bool:
        """Whether a block opens one of these, or goes on with one that waits for more."""
        is_waiting = self.cached_parent is not None or (self.stack and self.stack[-1].hungry)
        return is_waiting or "///" in block

    def split_end(self, block: str, length: int) -> tuple[str | None, str | None, bool]:
        return super().split_end(block, length) if "///" in block else (block, None, False)

    def detab_by_length(self, text: str, length: int) -> tuple[str, str]:
        return super().detab_by_length(text, length) if length else (text, "")


class BlockManagerExtension(BlocksMgrExtension):  # type: ignore[misc]
    """Puts our manager in the place of the one that kinds of blocks would bring with them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        super().extendMarkdown(md)
        self.extension = BlockManager(md.parser, md)
        self.extension.register(ElementBlock, CONFIGS[ELEMENTS])
        md.parser.blockprocessors.register(self.extension, "blocks", 89.99)
        md.treeprocessors.register(
            BlocksTreeprocessor(md, self.extension), "blocks_on_inline_end", 19.99
        )
