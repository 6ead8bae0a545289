"""TeX formulas as MathML, typeset when the site is built, so that reading them needs no script.

Where markup cannot be shown, as in search results, they become one line of text.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.entities import html5
from xml.etree.ElementTree import Element, ParseError, fromstring

from math_core import LatexError, LatexToMathML

ELEMENTS = frozenset(
    {
        *("math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "mpadded", "mphantom", "mstyle"),
        *("mfrac", "msqrt", "mroot", "msub", "msup", "msubsup", "munder", "mover", "munderover"),
        *("mtable", "mtr", "mtd", "menclose"),
    }
)
ATTRIBUTES = frozenset(
    {
        *("display", "displaystyle", "scriptlevel", "mathvariant", "form", "stretchy", "symmetric"),
        *("lspace", "rspace", "minsize", "maxsize", "width", "height", "depth", "voffset"),
        *("accent", "accentunder", "linethickness", "notation", "class", "style"),
    }
)
"""What a formula may become. Links and ids, which \\ref and \\label make, are not included."""

MAX_DEPTH = 100
"""Levels of nested elements in a formula: code that walks through them recurses at each."""

_STYLE = re.compile(r"[\w\s:;.#%-]*")
_TAG = re.compile(r"<[^>]*>")
_APPLICATION = "\u2061"
"""The invisible sign between a function and its argument."""
_ENTITY = re.compile(r"&(?!(?:lt|gt|amp|quot);)(\w+;)")
_COMMENT = re.compile(r"(?<!\\)(?:\\\\)*%")
_ERROR = re.compile(r"(?P<offset>\d+): (?P<message>.*)", re.DOTALL)


class FormulaError(ValueError):
    """TeX that does not compile: what is wrong, and the offset in characters where."""

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.offset = offset


@lru_cache(maxsize=4096)
def to_mathml(tex: str, *, is_display: bool) -> Element:
    """The element `math` for a formula, set in a line or as a display. Raises FormulaError.

    It must not be changed, since the next formula with the same TeX gets the same element.
    """
    if comment := _COMMENT.search(tex):
        raise FormulaError("“%” begins a comment in TeX; write \\%", comment.end() - 1)
    try:
        markup = _converter().convert_with_local_state(tex, displaystyle=is_display)
    except LatexError as error:
        match = _ERROR.fullmatch(str(error))
        offset, message = (int(match["offset"]), match["message"]) if match else (0, str(error))
        raise FormulaError(message.rstrip("."), offset) from error
    markup = _ENTITY.sub(lambda match: html5[match[1]], markup)
    try:
        root = fromstring(markup)  # noqa: S314  (without a document type, so without entities)
    except ParseError as error:
        raise FormulaError("a character that no formula may hold", 0) from error
    for element in root.iter():
        fits = element.tag in ELEMENTS and element.attrib.keys() <= ATTRIBUTES
        if not fits or not _STYLE.fullmatch(element.get("style", "")):
            raise FormulaError("a formula may not hold links or references", 0)
    if _depth(root) > MAX_DEPTH:
        raise FormulaError(f"its parts are nested more than {MAX_DEPTH} deep", 0)
    return root


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level:
        depth += 1
        level = [child for element in level for child in element]
    return depth


@cache
def _converter() -> LatexToMathML:
    return LatexToMathML(fancy_error=False)


@lru_cache(maxsize=4096)
def linear(markup: str) -> str:
    """A formula, given as MathML, on one line of text, such as `x^2/√(a+b)`.

    If others have made its markup invalid as XML, just its text without tags.
    """
    try:
        return _linear(fromstring(markup))  # noqa: S314  (as `to_mathml` made it)
    except ParseError:
        return _TAG.sub("", markup)


def _linear(element: Element) -> str:
    parts = [_linear(child) for child in element]
    match element.tag, parts:
        case "mfrac", [above, below] if element.get("linethickness", "")[:1] == "0":
            return f"{above} {below}"  # one above the other, without a line between
        case "mfrac", [above, below]:
            return f"{_one(above)}/{_one(below)}"
        case "msqrt", _:
            return f"√{_one(''.join(parts))}"
        case "mroot", [base, degree]:
            return f"{_one(degree)}√{_one(base)}"
        case "msub" | "munder", [base, below]:
            return f"{base}_{_one(below)}"
        case "msup", [base, above]:
            return f"{base}^{_one(above)}"
        case "msubsup" | "munderover", [base, below, above]:
            return f"{base}_{_one(below)}^{_one(above)}"
        case "mtable", _:
            return "; ".join(parts)
        case "mtr", _:
            return " ".join(parts)
        case _:
            return (element.text or "").replace(_APPLICATION, " ") + "".join(parts)


def _one(text: str) -> str:
    """The text in parentheses, unless it counts as one thing next to a sign without them."""
    return text if len(text) == 1 or text.isalnum() else f"({text})"
