"""Parsing never fails and loses nothing, whatever the bytes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from recto.content import read_content
from recto.lines import is_blank
from recto.load import load_file
from recto.parse import parse
from tests.properties.rendering import source_of

LINES = st.sampled_from(
    [
        *("", "", " ", "\u00a0", "text", "  indented", "Title", "Instruction: do", "Context:"),
        *("context: x", "Topics: a, b", "Difficulty: hard", "Difficulty: odd", "Hint: x"),
        *("Aliases: One", "Language: ar", "Language: 7", "Official Answer", "official answer:"),
        *("Official\u200b Answer", "Related Questions", "- One", "```", "```py", "~~~", "- ```"),
        *("\u200bInstruction\u00a0: x", "Kontext\uff1a x", "# Heading", "[a](question:b)"),
    ]
)
texts = st.lists(LINES, max_size=30).map("\n".join) | st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n")
)


@given(texts)
def test_every_written_line_lands_in_a_part_or_a_diagnostic(text: str) -> None:
    source = source_of(text)
    parsed = parse(source)
    told = {n for d in parsed.diagnostics for n in range(d.line, d.last_line + 1)}
    lost = [
        number
        for number, (line, part) in enumerate(zip(source.lines, parsed.parts, strict=True), 1)
        if not is_blank(line) and part is None and number not in told
    ]
    assert lost == []


@given(texts)
def test_parts_hold_the_lines_that_landed_in_them(text: str) -> None:
    source = source_of(text)
    question = parse(source).question
    if question is None:
        return
    for part in (question.answer, question.instruction, question.context):
        if part is not None:
            first = source.lines[part.span.first - 1][part.column - 1 :]
            rest = source.lines[part.span.first : part.span.last]
            assert part.lines == (first, *rest)


@given(texts)
def test_parsing_is_deterministic_and_diagnostics_point_into_the_source(text: str) -> None:
    source = source_of(text)
    parsed = parse(source)
    assert parsed == parse(source)
    _, diagnostics = read_content(source)
    for diagnostic in diagnostics:
        assert 1 <= diagnostic.line <= diagnostic.last_line <= len(source.lines)
        assert 1 <= diagnostic.column <= len(source.lines[diagnostic.line - 1]) + 1


@given(st.binary(max_size=300) | texts.map(lambda text: text.encode("utf-16")))
def test_any_bytes_give_a_source_or_a_diagnostic(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "001_abc.txt"
        file.write_bytes(data)
        source, diagnostics = load_file(file, file.parent, file.parent)
        assert source is not None or diagnostics
        if source is not None:
            read_content(source)
