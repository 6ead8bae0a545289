"""A diagnostic about a span points at it, whatever else its block says."""

from __future__ import annotations

import pytest

from recto import body
from recto.model import Source, Span, Text
from recto.rules import Rule
from tests.properties.rendering import source_of


def read(text: str, label: str = "") -> body.Body:
    """The body of a part whose first line begins behind a label."""
    source = source_of(label + text)
    lines = tuple(text.split("\n"))
    return body.read(source, Text(lines, Span(source.path, 1, len(lines)), len(label) + 1))[0]


def at(source: Source, line: int, column: int) -> str:
    return source.lines[line - 1][column - 1 :]


@pytest.mark.parametrize(
    "text",
    [
        "Große Straße: [x](¦question:no)",
        "see about.md and [x](¦about.md)",
        "`[x](about.md)` and [about.md](  ¦about.md 'about.md')",
        "a\n   b [x](<¦a b.md>)\nc",
        "a [b *c*\nd](¦about.md)",
        "[x](¦question:ab) and [y](¦question:a)",
        "[x](¦question:a)\n[y](¦question:a)",
        "# A [b](¦about.md) ##",
        "> - a\n>\tb [x](¦about.md)",
        "- a\n  1. b\n\n     c ![x](¦c.png)  ",
        "| a | b |\n|---|---|\n| x \\| [y](¦a.md) | [x](¦a.md) [z](¦a.md) |",
        "| a | b |\n|---|---|\n| | x](a.md) [b](¦a.md)",
        "> a.md [x](¦a.md)|a.md\n> -|-\n> a.md|[y](¦a.md)",
        "a <¦https://a.b> and ¦https://a.b",
        "![x](¦question%20a.png) [![y](¦b.png)](¦a.md)",
    ],
)
def test_links_stand_where_their_targets_do(text: str) -> None:
    assert rests(text.replace("¦", "")) == sorted(
        "".join(parts[number:])
        for line in text.split("\n")
        for parts in [line.split("¦")]
        for number in range(1, len(parts))
    )


def test_columns_count_from_before_a_label() -> None:
    assert rests("a [b](c.md)\nd [e](f.md)", label="Context: ") == ["c.md)", "f.md)"]


def rests(text: str, label: str = "") -> list[str]:
    """What follows in its line from where each link and image is said to stand."""
    found, source = read(text, label), source_of(label + text)
    return sorted(at(source, link.line, link.column) for link in (*found.links, *found.images))


@pytest.mark.parametrize(
    ("text", "pointed_at"),
    [
        (r"first \foo{x} in `\foo` and $a + \foo$ end", r"\foo$ end"),
        ("a\n\n> $$\n> x + y\n> + \\foo\n> $$", r"\foo"),
        ("- $$ x\n  + \\foo $$", r"\foo $$"),
        ("ß $ß +\n\\foo$ \\foo", r"\foo$ \foo"),
        ("| \\foo | b |\n|---|---|\n| \\foo | $x + \\foo$ |", r"\foo$ |"),
        (r"\(a\) \foo \(\foo\)", r"\foo\)"),
        ("$x$ and $\\frac{x$ x", "\\frac{x$ x"),
    ],
)
def test_formulas_that_do_not_compile_are_pointed_at(text: str, pointed_at: str) -> None:
    source = source_of(text)
    _, problems = body.read(source, Text(source.lines, Span(source.path, 1, len(source.lines))))
    assert [at(source, problem.line, problem.column) for problem in problems] == [pointed_at]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("f $A[i](t/2)$ and \\(A[i](t/2)\\)", []),
        ("$$\nf[x](a/b)\n$$", []),
        ("`` ` [x](a/b) ``", []),
        ("`[x](a/b)\nc`", []),
        ("f[i](x)", []),
        ("a/b [x](a/b) and [y](a/b)", ["a/b) and [y](a/b)", "a/b)"]),
        ("![b](../x.png)\n[b](../x.md)", ["../x.png)", "../x.md)"]),
        ("| [a\\|b](x/y) |\n|---|\n| x/y |", ["x/y) |"]),
        ("*[a](x_y/z)*", ["x_y/z)*"]),
        ("[x](https%3A//a.b)", ["https%3A//a.b)"]),
    ],
)
def test_only_what_shows_as_a_link_is_told_to_be_refused(text: str, targets: list[str]) -> None:
    source = source_of(text)
    _, problems = body.read(source, Text(source.lines, Span(source.path, 1, len(source.lines))))
    assert {problem.rule for problem in problems} <= {Rule.LINK_TARGET}
    assert [at(source, problem.line, problem.column) for problem in problems] == targets


def test_a_formula_that_other_signs_break_is_told_where_its_block_stands() -> None:
    source = source_of("$$\nx\u2028y\x85\\foo\n$$")
    _, problems = body.read(source, Text(source.lines, Span(source.path, 1, 3)))
    assert [(problem.rule, problem.line) for problem in problems] == [(Rule.FORMULA, 3)]


def test_what_an_image_may_be_is_told_where_one_is_refused() -> None:
    source = source_of("![b](../x.png) [c](../x.md)")
    _, (image, link) = body.read(source, Text(source.lines, Span(source.path, 1, 1)))
    assert "show" in image.message
    assert ".png" in image.hint
    assert "link to" in link.message
    assert "about.md" in link.hint


def test_an_address_between_angle_brackets_within_a_link_is_text() -> None:
    found = read("[see <https://a.b> now](https://c.d)")
    assert [link.target for link in found.links] == ["https://c.d"]
