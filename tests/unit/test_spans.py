"""Spans show what was typed, on the page and in its copy, wherever they stand."""

from __future__ import annotations

import html5lib
import pytest
from markdown_it import MarkdownIt

from recto import body
from recto.body.bars import with_escaped_bars
from recto.body.targets import Link
from recto.model import Span, Text
from tests.properties.rendering import Addresses, render, source_of
from tests.published import squeezed

COMMONMARK = MarkdownIt("commonmark").enable("table")


def copy_of(text: str) -> str:
    """The HTML that others make of the copy."""
    tokens = render(text).body.tokens
    return str(COMMONMARK.render(body.write(with_escaped_bars(tokens), Addresses(), top_heading=3)))


def links_in(text: str) -> tuple[Link, ...]:
    source = source_of(text)
    read, _ = body.read(source, Text(source.lines, Span(source.path, 1, len(source.lines))))
    return (*read.links, *read.images)


def elements(text: str) -> list[str]:
    return [element.tag for element in render(text).root.iter()][1:]


@pytest.mark.parametrize(
    "between", ["/// html | script\nalert('x')\n///", "/////", "2. x", "> 5", "===", "::: x"]
)
def test_a_description_of_several_lines_is_text(between: str) -> None:
    rendered = render(f"![a\n{between}\nb](c.png)")
    assert [element.tag for element in rendered.root.iter()][1:] == ["p", "img"]
    image = rendered.root.find(".//img")
    assert image is not None
    assert image.get("alt", "").split() == f"a {between} b".split()


@pytest.mark.parametrize("words", ["/////", "# x", "- x", "> x", "1. x", "~~~", "$$"])
def test_the_text_of_a_link_to_a_question_that_is_withheld_is_text(words: str) -> None:
    rendered = render(f"a\n[{words}](question:gone)\n\n[{words}](question:gone) b")
    assert [element.tag for element in rendered.root.iter()][1:] == ["p", "p"]
    assert squeezed(rendered.text) == squeezed(f"a {words} {words} b")


def test_what_is_left_of_a_link_does_not_make_a_list_with_what_follows() -> None:
    assert elements("[1](question:gone). x") == ["p"]


def test_emphasis_stays_behind_a_link_without_text_to_a_withheld_question() -> None:
    assert elements("[](question:gone)*a*") == ["p", "em"]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("\\|", "|"),
        ("\\|\\|", "||"),
        ("`a\\|b`", "a|b"),
        ("*a\\|b*", "a|b"),
        ("[a\\|b](https://x.y)", "a|b"),
        ("[](https://x.y?a\\|b)", "https://x.y?a|b"),
        ("![a\\|b](https://x.y/z.png)", "a|b"),
        ("[a\\|b](question:gone)", "a|b"),
    ],
)
def test_a_bar_in_a_cell_shows(cell: str, shown: str) -> None:
    text = f"| a | b |\n|---|---|\n| {cell} | c |"
    copied = html5lib.parseFragment(copy_of(text), namespaceHTMLElements=False)
    for root in (render(text).root, copied):
        cells = ["".join(found.itertext()) for found in root.iter("td")]
        assert cells == [shown, "c"]


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("P(A\\|B)", "P(A|B)"),
        ("\\\\|x\\\\|", "‖x‖"),
        ("\\left\\|x\\right\\|", "|x|"),
        ("x_{\\text{a\\|b}}", "xa|b"),
        ("\\|", "|"),
    ],
)
def test_a_bar_in_a_formula_in_a_cell_shows(formula: str, shown: str) -> None:
    root = render(f"| a | b |\n|---|---|\n| ${formula}$ | c |").root
    assert ["".join(found.itertext()) for found in root.iter("td")] == [shown, "c"]
    assert root.find(".//{http://www.w3.org/1998/Math/MathML}math") is not None


@pytest.mark.parametrize(
    "text",
    [
        "[x](question%3Aq)",
        "[x](https%3A//a.b/c)",
        "[x](ht%74ps://a.b/c)",
        "![x](https%3A//a.b/c.png)",
        "[x](javascript%3Aalert)",
    ],
)
def test_a_scheme_that_is_coded_is_text(text: str) -> None:
    assert elements(text) == ["p"]
    assert squeezed(render(text).text) == squeezed(text)


@pytest.mark.parametrize(
    ("typed", "named", "written"),
    [
        ("[x](a%2520b.md)", "a%20b.md", "(a%2520b.md)"),
        ("[x](<a b.md>)", "a b.md", "(a%20b.md)"),
        ("[x](https://a.b/c%20d)", "https://a.b/c d", "(https://a.b/c%20d)"),
        ("[p](u\u0308ber.md)", "über.md", "(%C3%BCber.md)"),
        ("![p](cafe\u0301.png)", "café.png", "(caf%C3%A9.png)"),
        ("![p](cafe%CC%81.png)", "café.png", "(caf%C3%A9.png)"),
    ],
)
def test_what_is_checked_is_what_the_page_names(typed: str, named: str, written: str) -> None:
    assert [link.target for link in links_in(typed)] == [named]
    assert render(typed).markdown.endswith(written)


@pytest.mark.parametrize("text", ["*a*\u200b", "\u200b*a*", "*a*\u0301", "***x***\u200b y"])
def test_emphasis_stays_beside_signs_without_width(text: str) -> None:
    assert "<em>" in copy_of(text)
    assert "em" in elements(text)


@pytest.mark.parametrize(
    "within", ["b", "- b", "> b", "```\n     b\n     ```", "| b |\n     |---|\n     | c |"]
)
def test_what_belongs_to_a_hundredth_item_stays_within_it(within: str) -> None:
    text = f"100. a\n\n     {within}"
    copied = html5lib.parseFragment(copy_of(text), namespaceHTMLElements=False)
    for root in (render(text).root, copied):
        assert [child.tag for child in root] == ["ol"]
        assert ("`" in within) == (root.find(".//pre") is not None)


@pytest.mark.parametrize("within", ["# b", "$$\n     b\n     $$"])
def test_a_hundredth_item_holds_headings_and_formulas_on_the_page(within: str) -> None:
    found = elements(f"100. a\n\n     {within}")
    assert {"h3", "{http://www.w3.org/1998/Math/MathML}math"} & set(found)


def test_a_row_of_bars_and_tabs_is_text() -> None:
    assert elements("-|\n|\t|") == ["p"]
    assert "<table>" not in copy_of("-|\n|\t|")


@pytest.mark.parametrize("text", ["#", "##", "\\#", "a #", "# a ##"])
def test_number_signs_show(text: str) -> None:
    heading = f"# {body.escaped(text)}"
    root = html5lib.parseFragment(COMMONMARK.render(heading), namespaceHTMLElements=False)
    assert "".join(root.itertext()).strip() == text
    assert "<p>" in COMMONMARK.render(body.escaped(text))
