"""The plain reading of a body is what its page shows, in every golden case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from markdown_it.token import Token

from recto.body.visible import visible
from recto.parse import parse
from tests.banks import sources_below
from tests.projects import BANK, REPOSITORY
from tests.properties.rendering import Rendered, render
from tests.published import squeezed

BANKS = sorted(
    folder for folder in (REPOSITORY / "tests" / "golden").glob("*/*/sources") if folder.is_dir()
)
FORMULA = "¤"


def bodies(sources: Path) -> Iterator[Rendered]:
    """Every part that holds Markdown, of every question below a folder."""
    for source in sources_below(sources, sources.parent):
        question = parse(source).question
        parts = (question.instruction, question.context, question.answer) if question else ()
        yield from (render(str(part)) for part in parts if part)


@pytest.mark.parametrize("sources", [*BANKS, BANK], ids=lambda folder: folder.parent.name)
def test_the_plain_reading_is_what_the_page_shows(sources: Path) -> None:
    for body in bodies(sources):
        assert squeezed(with_formulas_hidden(body.body.tokens)) == squeezed(shown(body.root))


def test_formulas_stand_between_dollar_signs() -> None:
    text = "For $A$ and \\(B\\):\n\n$$\nA = \\frac{1}{B}\n$$"
    assert visible(render(text).body.tokens) == "For $A$ and $B$:\n$$\nA = \\frac{1}{B}\n$$"


def test_a_table_is_a_line_a_row_and_code_keeps_its_lines() -> None:
    text = "| a | b |\n|---|---|\n| 1 | `2` |\n\n```py\nx = 1\n\ny = 2\n```\n\n- one\n- *two*"
    assert visible(render(text).body.tokens) == "a\tb\n1\t2\nx = 1\n\ny = 2\none\ntwo"


def test_what_stands_for_a_link_without_text_is_its_address() -> None:
    text = "[](https://example.org/a%20b) and ![](https://example.org/x.png)"
    assert visible(render(text).body.tokens) == (
        "https://example.org/a b and https://example.org/x.png"
    )


def with_formulas_hidden(tokens: Sequence[Token]) -> str:
    text = visible(tokens)
    for part in (part for token in tokens for part in (token, *(token.children or ()))):
        if part.type in {"maths", "maths_block"}:
            mark, blank = ("$", "") if part.type == "maths" else ("$$", "\n")
            formula = f"{mark}{blank}{part.content}{blank}{mark}"
            assert formula in text
            text = text.replace(formula, FORMULA, 1)
    return text


def shown(root: Element) -> str:
    """What an element shows, but for formulas and for the name of a language above its code."""
    instead = {"arithmatex": FORMULA, "math": FORMULA, "filename": ""}
    for element in root.iter():
        names = {element.tag.rpartition("}")[2], *element.get("class", "").split()}
        for name in instead.keys() & names:
            tail = element.tail
            element.clear()
            element.text, element.tail = instead[name], tail
    return "".join(root.itertext())
