"""What counts as markup on a generated page: a fixed set of extensions and their settings.

Pages always go through this set, whatever the site's own configuration enables, so that text which
is inert here stays inert.
"""

from __future__ import annotations

from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

ELEMENTS = "pymdownx.blocks.html"
EMPHASIS = "pymdownx.betterem"

EXTENSIONS: tuple[str, ...] = (
    "recto.markdown.dialect:NoRawHtml",
    "recto.markdown.maths:Maths",
    "sane_lists",
    "tables",
    "toc",
    EMPHASIS,
    "pymdownx.superfences",
    "pymdownx.highlight",
    "pymdownx.arithmatex",
    ELEMENTS,
)


def heading_id(text: str, separator: str) -> str:
    """An id for a heading of an answer, different from the ids that the theme uses."""
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
    ELEMENTS: {"custom": [{"tag": "summary", "mode": "block"}]},
}


class NoRawHtml(Extension):
    """Turns off raw HTML, and the reference definitions that vanish from the text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  (Python-Markdown's name)
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.parser.blockprocessors.deregister("reference")


def renderer() -> Markdown:
    """A plain converter for pages outside a site, with the extensions that the site uses."""
    return Markdown(extensions=list(EXTENSIONS), extension_configs=CONFIGS)
