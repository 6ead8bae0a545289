"""The quick way from a page to HTML gives what plain Python-Markdown gives, whatever the text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from recto.markdown import Converter, renderer
from recto.markdown.blocks import GUARDS
from tests.properties.rendering import render

PIECES = [
    *"abc1é中_`*[]()<>#$!|\\~:-+=&;.,'\"/ \t\n²\u200b\u0301",
    *(
        "ab cd",
        " ",
        "\n\n",
        "\n\n",
        "\n\n",
        "  \n",
        "    ",
        "- ",
        "1. ",
        "\n- ",
        "\n    - ",
        "\n1. ",
    ),
    *("> ", "\n> ", "\n# ", "\n## x\n\n", "\n## answer\n\n", "\n===\n", "\n---\n", "\n* * *\n"),
    *("*", "**", "***", "_", "__", "`", "``", "\n```\n", "\n```python\n", "\n~~~\n", "$", "$$"),
    *("\\*", "\\_", "\\`", "\\[", "\\$", "\\\\", "\\#", "&lt;", "&amp;", "&copy", "&#35;", "<b>"),
    *("*ab*", "_ab_", "**ab**", "__ab__", "`ab`", "$a_b$", "$a\\$b$", "[ab](c.md)", "![ab](c.png)"),
    *(
        "[",
        "](",
        ")",
        "](../c.md#d)",
        "[ab]",
        "[ab]: c",
        "<http://x.y>",
        "<a@b.c>",
        "snake_case_ab",
    ),
    *(
        "\n| a | b |\n|---|--:|\n| c | ",
        "|",
        "\n$$\nx^2\n$$\n",
        "\n\n/// html | div.x\n\n",
        "\n///\n",
    ),
    *("\n\n//// html | details#y\n\n", "\n////\n", "\n/// html | span\n    attrs: {lang: en}\n\n"),
]
SPANS = [piece for piece in PIECES if "\n" not in piece]
INNER = ("\n\n/// html | div.x[lang=en]\n\n", "\n\n///\n\n")

pages = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
lines = st.lists(st.sampled_from(SPANS), max_size=12).map("".join)
lists = st.lists(lines, min_size=1, max_size=8).map(lambda rows: "".join(f"- {r}\n" for r in rows))

SELECTORS = ("div", "div.x.y", "details#y", "aside", "nav[lang=en]", "summary", "span", "p", "a b")


def element(slashes: int, selector: str, inside: str, gap: str) -> str:
    marks = "/" * slashes
    return f"\n\n{marks} html | {selector}{gap}{inside}{gap}{marks}\n\n"


def elements(inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    gaps = st.sampled_from(("\n\n", "\n\n", "\n\n", "\n\n", "\n", "\n\n\n"))
    slashes = st.sampled_from((3, 3, 4, 5))
    return st.builds(element, slashes, st.sampled_from(SELECTORS), inside, gaps)


structured = st.recursive(
    pages, lambda some: st.lists(some | elements(some), min_size=1, max_size=4).map("".join)
)

_PLAIN = renderer()
_QUICK = Converter()
"""One for all texts, so that what one leaves behind would show in the next."""


def plain(text: str) -> str:
    return _PLAIN.reset().convert(text)


def quick(text: str) -> str:
    return _QUICK.to_html(text, lambda _: None)


@given(pages)
@example("# a\n\n# a\n\n## *a*\n\n# a_1\n\n# `a`\n\n# a &amp; b\n\n# \\#\n\n# <b>\n\n# a\n")
@example("a  \nb\n\n*c*  \n`d`\n\n- e  \nf\n")
@example(
    "a\n***\nb\n\n- - -\n\n* * *\n\n_ _ _\n\n -- \n\nc\n> d\n\ne\n# f\ng\n===\n\n  3. h\n\n²\n"
)
@example("1. a\n\n    ```python\n    b\n    ```\n\n2. c\n\n        d\n")
@example("/// html | summary\n\n# a\n\n///\n\nb\n")
@example('/// html | div[lang=pt-BR].b.a[aria-label="b & <c> é"]\n\na\n\n///\n')
@example('/// html | div[lang=a][lang=""][aria-label="\\\\""]\n\na\n\n///\n')
def test_any_text_gives_the_same_html(text: str) -> None:
    assert quick(text) == plain(text)


@given(structured)
@example(element(4, "div", element(3, "span", "a `b`\n\nc", "\n\n"), "\n\n"))
@example(element(4, "div", "        a" + element(3, "nav", "b", "\n\n"), "\n\n\n"))
@example(element(3, "div", element(4, "div", "a", "\n\n"), "\n\n"))
@example(element(3, "span", "```\na\n```", "\n\n"))
def test_any_elements_give_the_same_html(text: str) -> None:
    assert quick(text) == plain(text)


@given(lines)
def test_any_line_of_spans_gives_the_same_html(line: str) -> None:
    assert quick(line) == plain(line)


# Each alone, since one that is not read in one pass leaves the whole line to Python-Markdown.
EDGES = (
    *("**a:** b", "**c** d, *e*.", "_f_g_ _h_", "**`j` k**\t*l*", "*a*b *c*", "**d**) **e.**, x"),
    *(
        "*g\n*h*",
        "*a &lt;*",
        "**b\\***",
        "*c\u0301* x",
        "*d²*",
        "_e_\u200b",
        "a_b _c_d",
        "a *b*`c`",
    ),
    *("*a\\**", "**a `b`**", "**a `b`**.", "_a_b_, c", "*a *", "* a*", "**a*", "*a***", "__a__b"),
    *("`a``b`", "``c``", "`a\\`", "\\`b`", "\\\\`c`", "`d", "` `", "` a `", "a\\`b`c`", "`a``"),
    *("$a$", "$ b$", "$c $", "\\$d$", "$e\\$f$", "$`g`$", "$g`h$`", "$$a$$", "$a$b$", "\\\\$a$"),
    *("[a](b)", "![c](d)", "!\\[e](f)", "\\![g](h)", "[i_j](k_l*m)", "[*n*](o)", "[`p`](q)"),
    *(
        "[r]()",
        "[s](t&amp;u&v)",
        "[a](b c)",
        '[a](b "c")',
        "[a](<b>)",
        "[a]](b)",
        "[[a](b)",
        "[a](b)]",
    ),
    *(
        "[a\\]](b)",
        "[a](b)*c*",
        "[a](b) *c*",
        "[a](b(c))",
        "[a](b\\_c)",
        "[a [b](c)](d)",
        "*[a](b)*",
    ),
    *("&amp;", "&amp", "&#35;", "&\\#35;", "\\&lt;", "a&b;c", "a;&lt;b", "\\a *b*", "a\\", "\\\\"),
)


@pytest.mark.parametrize("line", EDGES)
def test_each_edge_of_a_span_gives_the_same_html(line: str) -> None:
    for text in (
        line,
        f"x {line}",
        f"{line} y",
        f"x{line}y",
        f"- {line}\n- z\n",
        f"{line}\n{line}",
    ):
        assert quick(text) == plain(text)


@given(lists, lists)
def test_any_list_in_a_block_gives_the_same_html(first: str, second: str) -> None:
    text = f"# a\n{INNER[0]}{first}{INNER[1]}{second}"
    assert quick(text) == plain(text)


@given(pages)
def test_what_pages_hold_of_any_source_gives_the_same_html(text: str) -> None:
    markdown = render(text).markdown
    assert quick(markdown) == plain(markdown)


@given(lines | pages.map(lambda text: re.sub(r"\n\n+", "\n", text)))
def test_a_kind_of_block_takes_nothing_that_its_guard_keeps_from_it(block: str) -> None:
    parser = _PLAIN.parser
    root = Element("div")
    kinds = parser.blockprocessors
    kept = [name for name, guard in GUARDS.items() if not guard(block)]
    taken = [
        name
        for name in kept
        if kinds[name].test(root, block)
        and (name != "code" or kinds[name].run(root, [block]) is not False)
    ]
    assert taken == []
