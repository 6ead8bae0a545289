"""Elements between slashes, such as `/// html | div.note`: the same as PyMdown's block `html`.

PyMdown's own module compiles patterns over all of Unicode when it is imported, which takes as long
as a tenth of a small build. It is used only for selectors that no generated page has.
"""

from __future__ import annotations

import re
from typing import Any, ClassVar
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from pymdownx.blocks.block import Block, type_string_in

_MODES = {"auto", "inline", "block", "raw", "html"}
_NAME = "[a-z][a-z0-9_-]*"
_ATTRIBUTE = rf"aria-{_NAME}|lang"
# A quoted value holds no further quotes.
_VALUE = r'[A-Za-z][A-Za-z0-9_-]*|"[^"\\\r\n\f]*"'
_PART = re.compile(rf"([#.])({_NAME})|\[({_ATTRIBUTE})=({_VALUE})\]")
_SELECTOR = re.compile(rf"([a-z]+)((?:[#.]{_NAME}|\[(?:{_ATTRIBUTE})=(?:{_VALUE})\])*)")


class _SharedOptions(dict[str, tuple[Any, Any]]):
    """Options, copied for every block. Their values never change, and so are not copied."""

    def __deepcopy__(self, memo: dict[int, Any]) -> _SharedOptions:
        return _SharedOptions(self)


class ElementBlock(Block):  # type: ignore[misc]
    """A block that is an element."""

    NAME = "html"
    ARGUMENT = True
    OPTIONS: ClassVar = _SharedOptions({"markdown": ("auto", type_string_in(_MODES))})

    def __init__(
        self, length: int, tracker: dict[Any, Any], md: Markdown, config: dict[str, Any]
    ) -> None:
        self._modes = {own["tag"]: own["mode"] for own in config["custom"]}
        super().__init__(length, tracker, md, config)

    def on_validate(self, parent: Element) -> bool:  # noqa: ARG002  (PyMdown's name)
        try:
            self.tag, self.attributes = read_selector(self.argument)
        except ValueError:
            return False
        return True

    def on_markdown(self) -> str:
        mode = self._mode
        return "raw" if mode == "html" else mode

    def on_create(self, parent: Element) -> Element:
        return SubElement(parent, self.tag.lower(), self.attributes)

    def on_end(self, block: Element) -> None:
        mode, is_html = self._mode, block.tag in {"script", "style"}
        if mode == "html" or (mode == "auto" and is_html):
            block.text = self.md.htmlStash.store(block.text)
        elif mode == "raw" or (mode == "auto" and self.is_raw(block)):
            block.text = self.md.htmlStash.store(self.html_escape(block.text))

    def is_html(self, tag: Element) -> bool:
        return tag.tag in {"script", "style"}

    @property
    def _mode(self) -> str:
        mode: str = self.options["markdown"]
        return self._modes.get(self.tag.lower(), mode) if mode == "auto" else mode


def read_selector(selector: str) -> tuple[str, dict[str, str]]:
    """The tag and attributes that a selector gives. Raises ValueError if it is not a selector."""
    found = _SELECTOR.fullmatch(selector)
    parts = _PART.findall(found[2]) if found else []
    if found is None or sum(sign == "#" for sign, *_ in parts) > 1:
        from pymdownx.blocks.html import parse_selectors  # noqa: PLC0415

        tag, attributes = parse_selectors(selector)
        return tag, attributes
    attributes = {}
    for sign, name, attribute, value in parts:
        if sign == ".":
            attributes["class"] = f"{attributes.get('class', '')} {name}"
        else:
            attributes[attribute or "id"] = value.strip('"') or name
    if "class" in attributes:
        attributes["class"] = " ".join(sorted(attributes["class"].split()))
    return found[1], attributes
