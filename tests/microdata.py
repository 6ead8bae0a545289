"""Structured data in a page's own elements, as a search engine reads it.

The rules are those of https://html.spec.whatwg.org/multipage/microdata.html, without `itemref`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Item:
    """A thing of a type of schema.org. Each property is an item, an element or a plain text."""

    type: str
    properties: dict[str, list[Item | Element | str]]

    def only(self, name: str) -> Item | Element | str:
        """The value of a property that has one."""
        (value,) = self.properties[name]
        return value

    def text(self, name: str) -> str:
        """The same as text."""
        value = self.only(name)
        assert not isinstance(value, Item)
        return value if isinstance(value, str) else "".join(value.itertext())

    def item(self, name: str, kind: str) -> Item:
        """The same as an item of a type."""
        value = self.only(name)
        assert isinstance(value, Item)
        assert value.type == kind
        return value

    def shown(self, name: str) -> Element:
        """The element that shows the value of a property."""
        value = self.only(name)
        assert isinstance(value, Element)
        return value


def items(root: Element) -> list[Item]:
    """The items of a page that are no property of another. Each property must belong to an item."""
    found = list(_below(root))
    assert all(element.get("itemprop") is None for element in found)
    return [_item(element) for element in found]


def _below(parent: Element) -> Iterator[Element]:
    """The nearest elements below a parent that are properties or items."""
    for element in parent:
        if element.get("itemprop") is None and "itemscope" not in element.attrib:
            yield from _below(element)
        else:
            yield element


def _item(element: Element) -> Item:
    own: dict[str, list[Item | Element | str]] = {}
    for part in _below(element):
        for name in part.attrib["itemprop"].split():
            own.setdefault(name, []).append(_value(part))
    return Item(element.attrib["itemtype"].removeprefix("https://schema.org/"), own)


def _value(element: Element) -> Item | Element | str:
    if "itemscope" in element.attrib:
        return _item(element)
    assert list(_below(element)) == []
    return element.attrib["content"] if element.tag == "meta" else element
