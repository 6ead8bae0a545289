"""Spans: a text whose markup can be read in only one way is read in one pass.

Python-Markdown tries fourteen patterns on each text in turn. Where each mark can mean only one
thing and no span is inside another, except code in emphasis, going from left to right finds the
same spans. Any other text is left to Python-Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import ENTITY_RE
from markdown.treeprocessors import InlineProcessor
from markdown.util import ETX, STX, AtomicString, code_escape

MARK = re.compile(r"[`\\\[<&*_$]")
"""What any span begins with, except a line break of two blanks and an image, whose `[` counts."""

LINE_BREAK = "  \n"

_SPAN = r"""
    `(?P<code>[^`]++)`(?!`)
  | (?P<escape>{escape})
  | (?P<entity>{entity})
  | (?:&|{inner_underscore})
  | (?<!!)\[(?P<label>(?:{flat})++)\]\((?P<href>[^\s()<>\[\]"'`\\$]++)\)
  | \$(?!\s)(?P<tex>(?:\\.|[^\\$`{stx}{etx}])++)(?<!\s)\$
  # A mark between a blank and a letter can only open. A mark between anything and a blank can only
  # close, and so can one between a letter and a sign.
  | (?:\A|(?<=\s))(?P<emphasis>\*\*?|__?)(?=[^\W_]|`)
    (?P<content>(?:{flat}|`[^`]++`(?!`))++)
    (?:(?<=[^\W_])(?P=emphasis)(?=[\s.,:;!?)]|\Z)|(?<!\s)(?P=emphasis)(?=\s|\Z))
"""
_INNER_UNDERSCORE = r"(?<=[^\W_])_+(?=[^\W_])"
"""Never markup: emphasis by underscores ends at the end of a word."""


class Spans(InlineProcessor):
    """Replaces the step `inline`.

    `prepare` is called before a text is left to Python-Markdown's own step.
    """

    def __init__(self, md: Markdown, prepare: Callable[[], None]) -> None:
        super().__init__(md)
        self._prepare = prepare
        escape = rf"\\[{re.escape(''.join(md.ESCAPED_CHARS))}]"
        self._pattern = re.compile(
            _SPAN.format(
                escape=escape,
                entity=ENTITY_RE,
                inner_underscore=_INNER_UNDERSCORE,
                flat=rf"[^\[\]`<*$\\_]++|{escape}|{_INNER_UNDERSCORE}",
                stx=STX,
                etx=ETX,
            ),
            re.VERBOSE | re.DOTALL,
        )

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Read what can be, and mark it as read, so that the general way leaves it alone."""
        self.stashed_nodes = {}
        is_done = True
        for element in list(tree.iter())[1:]:  # a text of the root itself is never read
            is_done &= self._is_read(element, element.text) and not _has_markup(element.tail)
        if is_done:
            return tree
        self._prepare()
        return super().run(tree, ancestors)

    def _is_read(self, element: Element, text: str | None) -> bool:
        if not text or isinstance(text, AtomicString):
            return True
        if LINE_BREAK in text:
            return False
        if not MARK.search(text):
            return True
        pieces = self._pieces(text)
        if pieces is None:
            return False
        _fill(element, pieces)
        return True

    def _pieces(self, text: str) -> list[str | Element] | None:
        """The text in order, spans as elements; None if it holds anything out of the ordinary."""
        pieces: list[str | Element] = []
        begin = 0
        mark = MARK.search(text)
        while mark:
            span = self._pattern.match(text, mark.start())
            if span is None:
                return None
            if span.lastgroup:
                pieces += (text[begin : span.start()], self._made(span.lastgroup, span))
                begin = span.end()
            mark = MARK.search(text, span.end())
        pieces.append(text[begin:])
        return pieces

    def _made(self, kind: str, span: re.Match[str]) -> str | Element:
        match kind:
            case "escape":
                return f"{STX}{ord(span[0][1])}{ETX}"
            case "entity":
                return self.md.htmlStash.store(span[0])
            case "code":
                return _element("code", code_escape(span["code"].strip()))
            case "tex":
                return _element("span", rf"\({span['tex']}\)", {"class": "arithmatex"})
            case "href":
                return self._filled(Element("a", {"href": span["href"]}), span["label"])
            case _:
                tag = "em" if len(span["emphasis"]) == 1 else "strong"
                return self._filled(Element(tag), span["content"])

    def _filled(self, element: Element, text: str) -> Element:
        _fill(element, self._pieces(text) or [text])
        return element


def _has_markup(tail: str | None) -> bool:
    """Whether text after an element, where blocks hardly ever leave any, is more than text."""
    if not tail or isinstance(tail, AtomicString):
        return False
    return bool(MARK.search(tail)) or LINE_BREAK in tail


def _element(tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    element = Element(tag, attributes or {})
    element.text = AtomicString(text)
    return element


def _fill(element: Element, pieces: list[str | Element]) -> None:
    """Put the pieces before the blocks that the element may hold."""
    texts: list[str] = []
    spans: list[Element] = []
    for piece in (*pieces, None):
        if isinstance(piece, str):
            texts.append(piece)
            continue
        text = AtomicString("".join(texts)) or None
        texts.clear()
        if spans:
            spans[-1].tail = text
        else:
            element.text = text
        if piece is not None:
            element.insert(len(spans), piece)
            spans.append(piece)
