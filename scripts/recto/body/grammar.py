"""The grammar of bodies: CommonMark by markdown-it-py, without what would change or hide text.

Left out are raw HTML, entities, indented code, reference definitions, setext headings, rules and
hard breaks. Narrowed are the constructs that prose looks like by accident: see each rule below.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_block.blockquote import blockquote
from markdown_it.rules_block.heading import heading
from markdown_it.rules_block.list import list_block
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.link import link
from markdown_it.rules_inline.state_inline import Delimiter

from recto.body.maths import display_maths, inline_maths, without_bars
from recto.body.places import AT
from recto.body.tables import table
from recto.body.targets import is_allowed

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

    InlineRule = Callable[[StateInline, bool], bool]

LEFT_OUT = (
    "code",
    "reference",
    "hr",
    "lheading",
    "html_block",
    "html_inline",
    "entity",
    "escape",
)

MAX_MARKS = 5_000
"""Characters in one paragraph that could be markup; only hostile text has more."""

MAX_MARKS_OF_PART = 10_000
"""The same for all paragraphs of one part."""

MAX_ITEMS = 2_000
"""Items of the lists in one part. What comes after the last is not parsed."""

DENSE_PARAGRAPHS = "dense_paragraphs"
DENSE_PARTS = "dense_parts"
"""Keys of the parser's environment: first lines of paragraphs with more than MAX_MARKS, and of
those past MAX_MARKS_OF_PART."""

_ITEMS = "items"

ESCAPABLE = frozenset("*_`$#|")
"""Characters that a backslash makes ordinary; before any other it is an ordinary backslash."""

# A list item has text on the line of its marker, and a number of at most three digits, so that
# “1986. A great year”, “- - -” and a lone dash stay prose.
_ITEM = re.compile(r"(?![-*+\s]+$)(?:[-*+]|\d{1,3}[.)])[ \t]+\S")
_MARKER = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?:\s|$)")
# A quote does not begin with an amount: “> 90 % of cases” is prose.
_QUOTE = re.compile(r">[ \t]+[^\s\d=]")
_HEADING = re.compile(r"#{1,6}[ \t]+[^\s#]")
_BARE_SCHEME = re.compile(r"(?<!\w)https?$", re.IGNORECASE)
_BARE_REST = re.compile("://[^\\s<>`\u2e80-\U0010ffff]+")
_TARGET = re.compile(r"\]\(\s*<?")
_NO_TARGET = re.compile(r"\]\(\s*(?:<\s*>)?\s*\)\Z")
# A name such as __init__ or __all__, which CommonMark would set in bold.
_DUNDER = re.compile(r"__[A-Za-z0-9]\w*?__(?!\w)")
_MARKS = re.compile(r"[][*_`<&$\\~!]")

_CELLS = frozenset({"th_open", "td_open"})

# Scripts from here on (CJK and its neighbours) set no spaces between words.
_FIRST_UNSPACED = "\u2e80"


def parser() -> MarkdownIt:
    """A parser for bodies. It holds no state between texts."""
    md = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable("table")
    md.disable(list(LEFT_OUT))
    md.core.ruler.at("inline", _inline)
    md.validateLink = is_allowed  # type: ignore[method-assign,assignment]
    block, inline = md.block.ruler, md.inline.ruler
    # `alt` names the blocks that a construct may interrupt; as in CommonMark, except for maths.
    block.at("list", _list, {"alt": ["paragraph", "blockquote"]})
    block.at("blockquote", _quote, {"alt": ["paragraph", "blockquote", "list"]})
    block.at("heading", _heading, {"alt": ["paragraph", "blockquote"]})
    block.at("table", table, {"alt": ["paragraph"]})
    block.before(
        "fence", "display_maths", display_maths, {"alt": ["paragraph", "blockquote", "list"]}
    )
    block.before("table", "no_item", _no_item, {"alt": ["list"]})
    inline.at("emphasis", _emphasis)
    inline.at("link", partial(_with_target, link))
    inline.at("image", partial(_with_target, image))
    inline.at("autolink", _autolink)
    inline.after("backticks", "inline_maths", inline_maths)
    inline.after("inline_maths", "backslash", _backslash)
    inline.after("autolink", "bare_address", _bare_address)
    return md


def _inline(state: StateCore) -> None:
    """Look for markup within each paragraph, unless there is too much of it."""
    paragraphs = [(n, token) for n, token in enumerate(state.tokens) if token.type == "inline"]
    rest = MAX_MARKS_OF_PART
    for _, token in paragraphs:
        marks = len(_MARKS.findall(token.content))
        rest -= marks
        if marks > MAX_MARKS or rest < 0:
            key = DENSE_PARAGRAPHS if marks > MAX_MARKS else DENSE_PARTS
            state.env.setdefault(key, []).append((token.map or [0])[0])
    if state.env.keys() & {DENSE_PARAGRAPHS, DENSE_PARTS}:
        return
    for index, token in paragraphs:
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        if "|" in token.content and state.tokens[index - 1].type in _CELLS:
            _take_bars_out_of_formulas(token.children)


def _take_bars_out_of_formulas(cell: list[Token]) -> None:
    for token in cell:
        if token.type == "maths":
            token.content = without_bars(token.content)


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _no_item(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """End a list at a line that CommonMark would take for an item, such as a year or dashes.

    When not silent, it is tried on each block before any other rule, to stop at too many items.
    """
    if not silent:
        return _is_item_too_many(state, end)
    line = _line(state, start)
    return bool(_MARKER.match(line)) and not _ITEM.match(line)


def _is_item_too_many(state: StateBlock, end: int) -> bool:
    """Count items by their first blocks, and skip everything from the first one too many."""
    if not state.tokens or state.tokens[-1].type != "list_item_open":
        return False
    state.env[_ITEMS] = items = state.env.get(_ITEMS, 0) + 1
    if items > MAX_ITEMS:
        state.line = end
    return bool(items > MAX_ITEMS)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return bool(_ITEM.match(_line(state, start))) and list_block(state, start, end, silent)


def _quote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return bool(_QUOTE.match(_line(state, start))) and blockquote(state, start, end, silent)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    return bool(_HEADING.match(_line(state, start))) and heading(state, start, end, silent)


def _emphasis(state: StateInline, silent: bool) -> bool:
    """Emphasis, but not within a word or a product (2*3*4), nor for names such as __init__."""
    marker = state.src[state.pos]
    if silent or marker not in "*_":
        return False
    if name := _DUNDER.match(state.src, state.pos, state.posMax):
        state.pending += name[0]
        state.pos += len(name[0])
        return True
    run = state.scanDelims(state.pos, marker == "*")
    end = state.pos + run.length
    before, after = state.src[state.pos - 1 : state.pos], state.src[end : end + 1]
    if marker == "*" and _in_word(before, after):
        state.pending += marker * run.length
        state.pos = end
        return True
    # Between unspaced words, punctuation next to a marker does not show whether it opens or closes.
    unspaced = marker == "*" and (before >= _FIRST_UNSPACED or after >= _FIRST_UNSPACED)
    can_open = run.can_open or (unspaced and bool(after.strip()))
    can_close = run.can_close or (unspaced and bool(before.strip()))
    for _ in range(run.length):
        state.push("text", "", 0).content = marker
        state.delimiters.append(
            Delimiter(ord(marker), run.length, len(state.tokens) - 1, -1, can_open, can_close)
        )
    state.pos = end
    return True


def _in_word(before: str, after: str) -> bool:
    return all(char.isalnum() and char < _FIRST_UNSPACED for char in (before, after))


def _with_target(rule: InlineRule, state: StateInline, silent: bool) -> bool:
    """A link or an image that leads somewhere; one with nothing in its parentheses is text."""
    start, tokens = state.pos, len(state.tokens)
    # Without any target ahead, following each bracket to its end would be in vain.
    if state.src[start] not in "[!" or state.src.find("](", start, state.posMax) < 0:
        return False
    pending = state.pending
    if not rule(state, silent):
        return False
    if not _NO_TARGET.search(state.src, start, state.pos):
        if not silent:
            target = _TARGET.match(state.src, state.src.rfind("](", start, state.pos))
            opening = state.tokens[tokens + (state.tokens[tokens].type == "text")]
            opening.meta[AT] = target.end() if target else start
        return True
    del state.tokens[tokens:], state.tokens_meta[tokens:]
    state.pos, state.pending = start, pending
    return False


def _autolink(state: StateInline, silent: bool) -> bool:
    """An address between angle brackets; within a link it is text, since links hold no others."""
    if state.src[state.pos] != "<" or (state.linkLevel and not silent):
        return False
    start = state.pos + 1
    if not autolink(state, silent):
        return False
    if not silent:
        state.tokens[-3].meta[AT] = start
    return True


def _bare_address(state: StateInline, silent: bool) -> bool:
    """An address in the text without any brackets; what ends its sentence is left out."""
    if silent or state.linkLevel or not state.src.startswith("://", state.pos):
        return False
    scheme = _BARE_SCHEME.search(state.pending[-6:])
    rest = _BARE_REST.match(state.src, state.pos, state.posMax)
    if scheme is None or rest is None:
        return False
    end = _end_of_address(rest[0])
    address = scheme[0] + rest[0][:end]
    if not is_allowed(address):
        return False
    state.pending = state.pending.removesuffix(scheme[0])
    opening = state.push("link_open", "a", 1)
    opening.attrs = {"href": state.md.normalizeLink(address)}
    opening.meta[AT] = state.pos - len(scheme[0])
    state.push("text", "", 0).content = address
    state.push("link_close", "a", -1)
    state.pos += end
    return True


def _end_of_address(text: str) -> int:
    """Where an address ends and its sentence goes on: before punctuation or a closing bracket."""
    surplus = text.count(")") - text.count("(")
    end = len(text)
    while end and (text[end - 1] in ".,;:!?'\"*_~" or (text[end - 1] == ")" and surplus > 0)):
        surplus -= text[end - 1] == ")"
        end -= 1
    return end


def _backslash(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "\\" or state.pos + 1 >= state.posMax:
        return False
    char = state.src[state.pos + 1]
    if char not in ESCAPABLE:
        return False
    if not silent:
        state.pending += char
    state.pos += 2
    return True
