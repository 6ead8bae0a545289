"""What happens to a page's tree once its spans are read: ids, line breaks, escapes, and the HTML.

Python-Markdown's own steps make a table of contents, which generated pages have no use for, and
check for cases that do not occur here.
"""

from __future__ import annotations

import html
from functools import cache, lru_cache
from xml.etree.ElementTree import HTML_EMPTY, Element

from markdown import Markdown
from markdown.extensions.toc import remove_fnrefs, render_inner_html, strip_tags, unique
from markdown.serializers import RE_AMP
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor, UnescapeTreeprocessor
from markdown.util import STX

from recto.markdown.dialect import heading_id

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNESCAPED = {"script", "style"}


class HeadingIds(Treeprocessor):
    """Replaces the step `toc`, without making a table of contents."""

    def run(self, root: Element) -> None:
        used = {id_ for element in root.iter() if (id_ := element.get("id")) is not None}
        for element in root.iter():
            if element.tag in HEADINGS and "id" not in element.attrib:
                element.set("id", unique(heading_id(self._text(element), "-"), used))

    def _text(self, heading: Element) -> str:
        text = heading.text or ""
        if not len(heading) and STX not in text:
            return text
        return html.unescape(strip_tags(render_inner_html(remove_fnrefs(heading), self.md)))


class LineBreaks(PrettifyTreeprocessor):
    """The step `prettify`, but it remembers which tags are blocks."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self._is_block = cache(md.is_block_level)

    def _prettifyETree(self, elem: Element) -> None:  # noqa: N802  (Python-Markdown's name)
        if len(elem) and elem.tag not in {"code", "pre"} and self._is_block(elem.tag):
            if self._is_block(elem[0].tag) and not (elem.text and elem.text.strip()):
                elem.text = "\n"
            for child in elem:
                if self._is_block(child.tag):
                    self._prettifyETree(child)
        if not (elem.tail and elem.tail.strip()):
            elem.tail = "\n"


class Unescaping(UnescapeTreeprocessor):
    """The step `unescape`, but only where there is something to unescape."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and STX in element.text and element.tag != "code":
                element.text = self.unescape(element.text)
            if element.tail and STX in element.tail:
                element.tail = self.unescape(element.tail)
            for name, value in element.items():
                if STX in value:
                    element.set(name, self.unescape(value))


def serialized(element: Element) -> str:
    """An element as XHTML. Names of elements and attributes are plain and in lower case."""
    parts: list[str] = []
    _serialize(element, parts)
    return "".join(parts)


@lru_cache(maxsize=4096)
def _formula(element: Element) -> str:
    """A formula; those with the same TeX share one element, so each is written once."""
    parts: list[str] = []
    _serialize_any(element, parts)
    return "".join(parts)


def _serialize(element: Element, parts: list[str]) -> None:
    if element.tag == "math":
        parts.append(_formula(element))
    else:
        _serialize_any(element, parts)


def _serialize_any(element: Element, parts: list[str]) -> None:
    tag, text = element.tag, element.text
    parts.append(f"<{tag}")
    parts += [f' {name}="{_quoted(value)}"' for name, value in sorted(element.items())]
    if tag in HTML_EMPTY:
        parts.append(" />")
    else:
        parts.append(">")
        if text:
            parts.append(text if tag in UNESCAPED else _escaped(text))
        for child in element:
            _serialize(child, parts)
        parts.append(f"</{tag}>")
    if element.tail:
        parts.append(_escaped(element.tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _quoted(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")
