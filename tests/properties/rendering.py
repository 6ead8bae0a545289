"""The way from a source's text to what a reader sees, for the properties to look at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import html5lib

from recto import body
from recto.markdown import renderer
from recto.model import Source, Span, Text

_RENDERER = renderer()


class Addresses:
    """Everything is where its name says, but for a question that is not published."""

    def question(self, id_: str) -> str | None:
        return None if id_ == "gone" else f"{id_}.md"

    def page(self, path: str) -> str:
        return path

    def image(self, path: str) -> str:
        return path


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text's body, its Markdown and the elements that come out, under one root."""

    body: body.Body
    markdown: str
    root: Element

    @property
    def text(self) -> str:
        """All that is shown but the names of languages that code is labelled with."""
        return "".join(_texts(self.root))


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") != "filename":
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def source_of(text: str) -> Source:
    return Source("sources/x.txt", "x", None, tuple(text.split("\n")))


def render(text: str) -> Rendered:
    source = source_of(text)
    result, _ = body.read(source, Text(source.lines, Span(source.path, 1, len(source.lines))))
    markdown = body.write(result.tokens, Addresses(), top_heading=3)
    html = _RENDERER.reset().convert(markdown)
    root = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return Rendered(result, markdown, root)
