"""Pages to HTML with one instance of Python-Markdown, its costly steps replaced by quicker ones.

Each gives the same as the step that it replaces; tests compare the two on any text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from recto.markdown.blocks import Elements, Parser
from recto.markdown.dialect import CONFIGS, ELEMENTS, EMPHASIS, EXTENSIONS
from recto.markdown.spans import Spans
from recto.markdown.tree import HeadingIds, LineBreaks, Unescaping, serialized

UrlOf = Callable[[str], str | None]
"""Takes the target of a link or image as written, and returns its URL, or None to leave it."""

FENCE_STEPS = {"fenced_raw_block": 31.05, "fenced_code_block": 25}


class Converter:
    """Turns one page after another into HTML. Not for several threads at once."""

    def __init__(self) -> None:
        self._markdown: _QuickMarkdown | None = None

    def to_html(self, text: str, url_of: UrlOf) -> str:
        """The HTML of a page's content, from its Markdown without front matter."""
        # An instance that raised is not used again: a reset does not clear all that it holds.
        markdown, self._markdown = self._markdown or _QuickMarkdown(), None
        markdown.links.url_of = url_of
        html = markdown.reset().convert(text)
        self._markdown = markdown
        return html


class _QuickMarkdown(Markdown):
    def __init__(self) -> None:
        # Set before the extensions load, since Markdown picks its serializer once they have.
        self.output_formats = {"xhtml": serialized}  # type: ignore[misc]
        others = (name for name in EXTENSIONS if name not in {ELEMENTS, EMPHASIS})
        super().__init__(extensions=[Elements(), *others], extension_configs=CONFIGS)
        self.links = _Links(self)
        self.treeprocessors.register(Spans(self, self._learn_emphasis), "inline", 20)
        self.treeprocessors.register(LineBreaks(self), "prettify", 10)
        self.treeprocessors.register(HeadingIds(self), "toc", 5)
        self.treeprocessors.register(Unescaping(self), "unescape", 0)
        self.treeprocessors.register(self.links, "recto-links", -1)
        self._fence_steps = {name: self.preprocessors[name] for name in FENCE_STEPS}
        self._knows_emphasis = False

    def _learn_emphasis(self) -> None:
        """Load the extension whose patterns take longest to compile, once a text needs them."""
        if not self._knows_emphasis:
            self.registerExtensions([EMPHASIS], {})
            self._knows_emphasis = True

    def build_parser(self) -> Self:
        super().build_parser()
        self.parser = Parser.in_place_of(self.parser)
        return self

    def convert(self, source: str) -> str:
        # Both read the page line by line, and few pages have a fence.
        for name, priority in FENCE_STEPS.items():
            if "```" in source or "~~~" in source:
                self.preprocessors.register(self._fence_steps[name], name, priority)
            else:
                self.preprocessors.deregister(name, strict=False)
        return super().convert(source)


class _Links(Treeprocessor):
    """Gives links and images the URLs that the caller says, at the step where MkDocs does."""

    url_of: UrlOf

    def run(self, root: Element) -> None:
        for tag, attribute in (("a", "href"), ("img", "src")):
            for element in root.iter(tag):
                target = element.get(attribute)
                # A mail address is written in entities, which `url_of` could not read.
                if target is None or AMP_SUBSTITUTE in target:
                    continue
                url = self.url_of(target)
                if url is not None:
                    element.set(attribute, url)
