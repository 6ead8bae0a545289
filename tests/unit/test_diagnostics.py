"""How a problem is told: as text with a caret, as JSON, and to GitHub."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from recto.diagnostics import (
    EXCERPT_WIDTH,
    Diagnostic,
    as_github,
    as_json,
    as_text,
    at_line,
    errors,
    in_order,
)
from recto.model import Source
from recto.rules import Rule

PLAIN = Diagnostic(
    path="sources/a1.txt",
    line=3,
    column=7,
    rule=Rule.DIFFICULTY,
    message="“tough” is not a difficulty",
    hint="write easy, medium or hard",
    excerpt="Level: tough",
    width=5,
)


def rows(line: str, column: int, width: int) -> tuple[str, str]:
    """The shown line and the row of carets below it, without what stands before both."""
    text = as_text(replace(PLAIN, excerpt=line, column=column, width=width))
    _, shown, caret, _ = text.split("\n")
    assert shown[:6] == "  3 | "
    assert caret[:6] == "    | "
    return shown[6:], caret[6:]


def test_the_text_names_place_finding_line_and_fix() -> None:
    assert as_text(replace(PLAIN, column=8)) == (
        "sources/a1.txt:3:8: error R112: “tough” is not a difficulty\n"
        "  3 | Level: tough\n"
        "    |        ^^^^^\n"
        "  help: write easy, medium or hard"
    )


def test_a_problem_without_a_line_to_show_is_told_without_one() -> None:
    assert as_text(replace(PLAIN, excerpt="  \t")) == (
        "sources/a1.txt:3:7: error R112: “tough” is not a difficulty\n"
        "  help: write easy, medium or hard"
    )


def test_nothing_that_a_problem_quotes_is_obeyed_or_taken_for_another() -> None:
    forged = "\x1b[31m\nfoo.txt:1:1: error R999: forged\u202e"
    text = as_text(replace(PLAIN, message=f"“{forged}”", hint=f"write {forged}", excerpt=forged))
    assert len(text.split("\n")) == 4
    assert text.replace("\n", "").isprintable()


def test_the_gutter_is_as_wide_as_the_line_number() -> None:
    _, shown, caret, _ = as_text(replace(PLAIN, line=12345)).split("\n")
    assert shown.startswith("  12345 | ")
    assert caret.startswith("        | ")


@pytest.mark.parametrize(
    ("line", "column", "width", "shown", "caret"),
    [
        ("abc", 1, 1, "abc", "^"),
        ("abc", 3, 1, "abc", "  ^"),
        ("abc", 2, 2, "abc", " ^^"),
        ("abc", 2, 99, "abc", " ^^"),
        ("abc", 4, 1, "abc", "   ^"),
        ("缓存 x", 4, 1, "缓存 x", "     ^"),
        ("缓存 x", 1, 2, "缓存 x", "^^^^"),
        ("Ａ x", 3, 1, "Ａ x", "   ^"),
        ("e\u0301 x", 4, 1, "e\u0301 x", "  ^"),
        ("कै x", 4, 1, "कै x", "  ^"),
        ("\uffffx", 2, 1, "\ufffdx", " ^"),
        ("\tx\ty", 2, 1, " x y", " ^"),
        ("a\u200bb", 3, 1, "a\ufffdb", "  ^"),
        ("a\x1b[31mb", 2, 1, "a\ufffd[31mb", " ^"),
        ("a\u202eb", 3, 1, "a\ufffdb", "  ^"),
        ("a\u00a0b", 3, 1, "a\u00a0b", "  ^"),
    ],
    ids=ascii,
)
def test_the_caret_stands_below_what_it_names(
    line: str, column: int, width: int, shown: str, caret: str
) -> None:
    assert rows(line, column, width) == (shown, caret)


@pytest.mark.parametrize("column", [1, 40, 60, 500, 960, 1000])
def test_of_a_very_long_line_what_surrounds_the_column_is_shown(column: int) -> None:
    line = "".join(f"{n:04}" for n in range(250))
    shown, caret = rows(line, column, 4)
    assert len(shown) <= EXCERPT_WIDTH + 2
    assert shown.strip("…") in line
    at = caret.index("^")
    begin = line.index(shown.strip("…")) - shown.startswith("…")
    assert begin + at == column - 1
    assert shown.startswith("…") == (begin >= 0 and column > EXCERPT_WIDTH // 2 + 1)


def test_a_long_line_of_wide_characters_keeps_the_caret_in_place() -> None:
    line = "存" * 200 + "x" + "存" * 200
    shown, caret = rows(line, 201, 1)
    assert shown[0] == shown[-1] == "…"
    assert caret == " " * (1 + 2 * shown[1:].index("x")) + "^"


def test_carets_do_not_reach_past_what_is_shown() -> None:
    shown, caret = rows("x" * 1000, 1, 1000)
    assert shown == "x" * EXCERPT_WIDTH + "…"
    assert caret == "^" * EXCERPT_WIDTH


def test_a_diagnostic_on_a_line_underlines_its_text_and_not_its_indent() -> None:
    source = Source("sources/a1.txt", "a1", None, ("first", "  two words  "))
    found = at_line(source, 2, Rule.STRAY_TEXT, "message", "hint")
    assert (found.line, found.column, found.width) == (2, 3, len("two words"))
    assert found.excerpt == "  two words  "


def test_a_diagnostic_ends_no_sooner_than_it_begins() -> None:
    assert PLAIN.last_line == PLAIN.line
    assert replace(PLAIN, last_line=9).last_line == 9


def test_json_holds_every_field_in_order_and_unicode_as_it_is() -> None:
    other = replace(PLAIN, line=5, last_line=8, rule=Rule.SAME_TITLE)
    text = as_json([PLAIN, other])
    assert "“tough”" in text
    assert json.loads(text) == [
        {
            "path": "sources/a1.txt",
            "line": 3,
            "column": 7,
            "last_line": 3,
            "code": "R112",
            "severity": "error",
            "message": "“tough” is not a difficulty",
            "hint": "write easy, medium or hard",
        },
        {
            "path": "sources/a1.txt",
            "line": 5,
            "column": 7,
            "last_line": 8,
            "code": "R302",
            "severity": "warning",
            "message": "“tough” is not a difficulty",
            "hint": "write easy, medium or hard",
        },
    ]


def test_json_of_no_problems_is_an_empty_array() -> None:
    assert json.loads(as_json([])) == []


def test_an_annotation_names_the_place_and_the_rule() -> None:
    assert as_github(replace(PLAIN, last_line=4)) == (
        "::error file=sources/a1.txt,line=3,endLine=4,col=7,title=R112 an unknown difficulty"
        "::“tough” is not a difficulty%0Awrite easy, medium or hard"
    )


def test_a_warning_is_annotated_as_one() -> None:
    assert as_github(replace(PLAIN, rule=Rule.SAME_TITLE)).startswith("::warning file=")


def test_nothing_in_a_problem_can_end_an_annotation_or_begin_another() -> None:
    hostile = replace(
        PLAIN, path="a,line=9::\r\n%.txt", message="100%\r\n::error::x", hint="a, b: c"
    )
    assert as_github(hostile) == (
        "::error file=a%2Cline=9%3A%3A%0D%0A%25.txt,line=3,endLine=3,col=7,"
        "title=R112 an unknown difficulty::100%25%0D%0A::error::x%0Aa, b: c"
    )


def test_problems_are_sorted_by_place_and_each_told_once() -> None:
    places = [("b", 1, 1), ("a", 10, 1), ("a", 9, 2), ("a", 9, 1), ("a", 9, 1)]
    found = [replace(PLAIN, path=p, line=n, column=c, last_line=0) for p, n, c in places]
    assert [(d.path, d.line, d.column) for d in in_order(found)] == [
        ("a", 9, 1),
        ("a", 9, 2),
        ("a", 10, 1),
        ("b", 1, 1),
    ]


def test_only_errors_are_counted_as_errors() -> None:
    assert errors([PLAIN, replace(PLAIN, rule=Rule.SAME_TITLE), PLAIN]) == 2
