"""The Markdown that pages are written in: Python-Markdown with a fixed set of PyMdown Extensions.

Pages always go through this set, whatever the site's own configuration enables, so that text which
is inert here stays inert.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from recto.mathml import FormulaError, to_mathml

EXTENSIONS: tuple[str, ...] = (
    "recto.markdown:NoRawHtml",
    "recto.markdown:Maths",
    "sane_lists",
    "tables",
    "toc",
    "pymdownx.betterem",
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.arithmatex",
    "pymdownx.blocks.html",
)


def heading_id(text: str, separator: str) -> str:
    """An id for a heading of an answer, out of the way of the ids that the theme uses."""
    words = "".join(char if char.isalnum() else " " for char in text.casefold()).split()
    return separator.join(["answer", *words])[:80]


CONFIGS: dict[str, dict[str, Any]] = {
    "toc": {"slugify": heading_id, "marker": ""},
    "pymdownx.superfences": {"preserve_tabs": True, "custom_fences": []},
    "pymdownx.highlight": {
        "guess_lang": False,
        "pygments_lang_class": True,
        "auto_title": True,
        "auto_title_map": {"Text Only": ""},
    },
    "pymdownx.arithmatex": {
        "generic": True,
        "block_syntax": ["dollar"],
        "inline_syntax": ["dollar"],
    },
}


LINE_OF_A_PHONE = 28
"""Characters of a formula that fit on a narrow screen; browsers do not break formulas."""


class Maths(Extension):
    """Typesets the formulas that arithmatex found. One that does not compile shows as typed."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        # Behind `inline`, which finds the formulas; before `prettify`, which would indent them.
        md.treeprocessors.register(_Typesetter(md), "recto-maths", 15)


class _Typesetter(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.get("class") == "arithmatex" and element.text:
                self._typeset(element, element.text)

    def _typeset(self, element: Element, text: str) -> None:
        is_display = element.tag == "div"
        # arithmatex hands on a display escaped, and either between its marks.
        tex = (html.unescape(text) if is_display else text)[2:-2].strip()
        try:
            formula = to_mathml(tex, is_display=is_display)
        except FormulaError:
            return
        element.text = None
        element.append(formula)
        if not is_display and len("".join(formula.itertext())) > LINE_OF_A_PHONE:
            element.set("class", "arithmatex recto-wide")


class NoRawHtml(Extension):
    """Turns off raw HTML, and the reference definitions that vanish from the text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.deregister("reference")


def renderer() -> Markdown:
    """A converter for pages outside a site, with the extensions that the site uses."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs=CONFIGS)


def to_html(text: str, url_of: Callable[[str], str | None]) -> str:
    global _md
    if _md is None:
        _md = renderer()
        _md.treeprocessors.register(_Links(_md), "links", 0)
    _md.reset()
    _Links.url_of = url_of
    return _md.convert(text)


_md = None


class _Links(Treeprocessor):
    def run(self, root):
        for element in root.iter():
            name = "href" if element.tag == "a" else "src" if element.tag == "img" else ""
            if name and (own := element.get(name)):
                url = _Links.url_of(own)
                if url is not None:
                    element.set(name, url)
