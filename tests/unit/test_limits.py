"""What is past a limit is told, and what is just within it is read."""

from __future__ import annotations

import pytest

from recto import body
from recto.body.grammar import MAX_ITEMS, MAX_MARKS_OF_PART
from recto.body.maths import MAX_LENGTH, MAX_LINES
from recto.diagnostics import Diagnostic
from recto.mathml import MAX_DEPTH, FormulaError, to_mathml
from recto.model import Span, Text
from recto.pages.images import image_name
from recto.rules import Rule
from tests.properties.rendering import source_of


def problems(text: str) -> list[Diagnostic]:
    source = source_of(text)
    _, found = body.read(source, Text(source.lines, Span(source.path, 1, len(source.lines))))
    return found


def told(text: str) -> list[tuple[Rule, int]]:
    return [(problem.rule, problem.line) for problem in problems(text)]


LINE = "*" * 1_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- x\n" * MAX_ITEMS, []),
        ("- x\n" * (MAX_ITEMS + 1), [(Rule.TOO_LONG, MAX_ITEMS + 1)]),
        ("> - x\n>   - y\n" * MAX_ITEMS, [(Rule.TOO_LONG, MAX_ITEMS + 1)]),
        (f"{LINE}\n\n" * (MAX_MARKS_OF_PART // 1_000), []),
        (f"{LINE}\n\n" * (MAX_MARKS_OF_PART // 1_000 + 2), [(Rule.TOO_DENSE, 21)]),
        (f"a\n\n$$\n{'a' * MAX_LENGTH}\n$$", []),
        (f"a\n\n$$\n{'a' * (MAX_LENGTH + 1)}\n$$", [(Rule.FORMULA, 3)]),
        ("$$\n" + "a\n" * MAX_LINES + "$$", []),
        ("$$\n" + "a\n" * (MAX_LINES + 1) + "$$", [(Rule.FORMULA, 1)]),
        (f"a\n\nb ${'a' * (MAX_LENGTH + 1)}$", [(Rule.FORMULA, 3)]),
        (f"\\({'a' * (MAX_LENGTH + 1)}\\)", [(Rule.FORMULA, 1)]),
    ],
)
def test_what_is_past_a_limit_is_told_where_it_stands(
    text: str, expected: list[tuple[Rule, int]]
) -> None:
    assert told(text) == expected


def test_a_formula_nested_too_deep_does_not_compile() -> None:
    for depth in (MAX_DEPTH // 2, MAX_DEPTH - 5):
        to_mathml(r"\sqrt{" * depth + "x" + "}" * depth, is_display=False)
    with pytest.raises(FormulaError, match="nested"):
        to_mathml(r"\sqrt{" * MAX_DEPTH + "x" + "}" * MAX_DEPTH, is_display=False)


def test_tables_below_one_another_are_one_that_is_too_wide() -> None:
    assert told("a|b\n-|-\n" * 5 + "a|b|c\n\na|b\n-|-\n1|2\n\na|b\n-|-\n1|2|3") == [
        (Rule.WIDE_TABLE, 1),
        (Rule.WIDE_TABLE, 17),
    ]


@pytest.mark.parametrize("letter", ["a", "é", "图", "𝔄"])
def test_the_name_of_an_image_fits_into_what_file_systems_hold(letter: str) -> None:
    one, other = (image_name(f"sources/{letter * 79}{end}.jpeg") for end in "xy")
    assert one != other
    assert one.endswith(".jpeg")
    assert len(one.removeprefix("images/").encode()) <= 220
