"""What is typed is what is read, for any text whatever."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from urllib.parse import unquote

from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from recto.mathml import ATTRIBUTES, ELEMENTS, FormulaError, to_mathml
from tests.properties.rendering import render

MARKUP = [
    *"abc*_`[]()<>#$!|\\~:-+=&;.'\"^%@ \t\n",
    *("    ", "\n\n", "\n\n", "- ", "1. ", "\n- ", "\n  - ", "\n    ", "\n1. ", "> ", "\n> ", "# "),
    *("**", "__", "***", "```", "\n```\n", "\n~~~\n", "$$", "\\(", "\\)", "\\[", "\\]", "ab cd"),
    *("\n| a | b |\n|---|--:|\n| c | ", "|\n|-|-|\n|", "&lt;", "&copy", "<b>", "</details>", "///"),
    *("\n/// ", "\n///\n", "é", "中", "--8<--", "[TOC]", "{: #a}", "\nabc\n", "<http://x.y>"),
]
TEX = [
    "\\frac",
    "{",
    "}",
    "\\text",
    "\\href",
    "\\eqref",
    "\\begin{align}",
    "\\end{align}",
    "\\label",
]
LINKS = [
    *("![", "](", "http://x.y", "question:q", "x.png", "javascript:x", ")"),
    *("![a\n/// html | b\n///\nb](x.png)", "\n[/////](question:gone)", "[](question:gone)"),
]

prose = st.lists(st.sampled_from(MARKUP), max_size=25).map("".join)
with_links = st.lists(st.sampled_from(MARKUP + LINKS + TEX), max_size=25).map("".join)
anything = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)

MATHML = "{http://www.w3.org/1998/Math/MathML}"
ALLOWED = {
    "a": {"href"},
    "img": {"alt", "src"},
    "div": {"class"},
    "span": {"class"},
    "ol": {"start"},
    "td": {"style"},
    "th": {"style"},
    **{name: {"id"} for name in ("h3", "h4", "h5", "h6")},
    **dict.fromkeys(("p", "em", "strong", "ul", "li", "code", "pre", "blockquote"), frozenset()),
    **dict.fromkeys(("table", "thead", "tbody", "tr"), frozenset()),
    **dict.fromkeys(ELEMENTS, ATTRIBUTES),
}


@given(with_links | anything)
@example("***a** b*")
@example("`` ` ``")
@example("```javascript:x")
def test_page_shows_the_text_that_was_read(text: str) -> None:
    rendered = render(text)
    assert _squeezed(_text_of(rendered.body.tokens)) == _squeezed(rendered.text)


@given(prose)
@example("$$%a$")
def test_every_letter_of_the_source_shows_in_order(text: str) -> None:
    """Independent of the reader: letters are never markup, but in a fence's language and in TeX."""
    assume(not re.search(r"[`~]{3,}[^`\n]*\w|\\[a-z]", text))
    assert _letters(text) == _letters(render(text).text)


@given(with_links | anything)
@example("<script>alert(1)</script>")
@example("[x](javascript:alert(1))")
@example('<img src=x onerror="alert(1)">')
def test_nothing_but_allowed_elements_and_attributes_comes_out(text: str) -> None:
    found = {
        (element.tag.removeprefix(MATHML), attribute)
        for element in render(text).root.iter()
        if element.tag != "DOCUMENT_FRAGMENT"
        for attribute in ("", *element.attrib)
    }
    allowed = {(tag, name) for tag, names in ALLOWED.items() for name in ("", *names)}
    assert found - allowed == set()


@given(with_links | anything)
def test_links_lead_only_where_text_may_lead(text: str) -> None:
    targets = [
        value
        for element in render(text).root.iter()
        for name in ("href", "src")
        if (value := element.get(name)) is not None
    ]
    allowed = re.compile(r"https?:|mailto:|[^:/?#]+\.(md|png)")
    assert [target for target in targets if not allowed.match(target)] == []


@given(with_links | anything)
def test_rendering_is_deterministic(text: str) -> None:
    assert render(text).markdown == render(text).markdown


def _text_of(tokens: Iterable[Token]) -> str:
    parts = {"softbreak": "\n", "hardbreak": "\n"}
    words: list[str] = []
    for token in tokens:
        if token.type == "fence":
            words.append(token.content)
        elif token.type == "maths_block":
            words.append(_formula(token.content, is_display=True))
        for child, following in pairwise([*(token.children or ()), token]):
            if (child.type, following.type) == ("link_open", "link_close"):
                words.append(unquote(str(child.attrs["href"])))
            elif child.type == "maths":
                words.append(_formula(child.content, is_display=False))
            elif child.type != "image":
                words.append(parts.get(child.type, child.content))
            elif ":" in str(child.attrs["src"]):  # another site's image becomes a link
                words.append(child.content or str(child.attrs["src"]))
    return "".join(words)


def _formula(tex: str, *, is_display: bool) -> str:
    """What a formula shows: itself typeset, or as typed if it does not compile."""
    try:
        return "".join(to_mathml(tex, is_display=is_display).itertext())
    except FormulaError:
        return f"\\[{tex}\\]" if is_display else f"\\({tex}\\)"


def _squeezed(text: str) -> str:
    """The text without blanks, and without the zero-width space that anchors empty items."""
    return "".join(text.replace("\u200b", "").split())


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha())
