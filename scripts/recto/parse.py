"""Second stage of the parser: an explicit state machine over classified lines.

`parse` never raises and loses nothing: each non-blank line lands in a part or in a diagnostic.
"""

from __future__ import annotations

import difflib
import enum
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from recto import fields
from recto.diagnostics import Diagnostic, at_line
from recto.lines import LABELS, Kind, Line, classify, is_blank
from recto.model import Part, Question, Source, Span, Text
from recto.rules import Rule


class Parsed(Struct, frozen=True):
    """What a source parses to. `parts` has, for each line, the part it landed in or None.

    `question` is None when an error keeps it from being a question.
    """

    question: Question | None
    diagnostics: tuple[Diagnostic, ...]
    parts: tuple[Part | None, ...]


def parse(source: Source) -> Parsed:
    """The question that a source holds, and everything that is wrong with it."""
    machine = _Machine(source)
    machine.run()
    question, found = fields.question_from(source, machine.texts())
    diagnostics = (*machine.diagnostics, *found)
    if any(d.is_error for d in diagnostics):
        question = None
    return Parsed(question, diagnostics, tuple(machine.parts))


class _State(enum.Enum):
    START = enum.auto()  # above the title
    TITLE = enum.auto()  # in the paragraph that holds the title
    LOOSE = enum.auto()  # above the answer, under no label
    STRAY = enum.auto()  # the same, within text that a diagnostic already covers
    LABELLED = enum.auto()  # above the answer, under a label
    ANSWER = enum.auto()
    RELATED = enum.auto()


_STATE_OF = {
    Part.TITLE: _State.TITLE,
    Part.ANSWER: _State.ANSWER,
    Part.RELATED: _State.RELATED,
}


_BEGIN_RUN = frozenset({Rule.STRAY_TEXT, Rule.LABEL_TWICE})
"""Rules reported once for a whole run of lines that belong to no part."""

_MAYBE_HEADING = frozenset({Kind.TEXT, Kind.UNKNOWN_LABEL})
_OTHER_HEADINGS = frozenset({"answer", "model answer", "sample answer", "solution"})
_MARKS = " \t#*:=_-"
"""What other formats put around a heading."""


class _Machine(Struct):
    source: Source
    state: _State = _State.START
    part: Part | None = None
    parts: list[Part | None] = field(default_factory=list)
    starts: dict[Part, tuple[int, int]] = field(default_factory=dict)
    """The line and column where the text of each part begins."""
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def run(self) -> None:
        lines: Sequence[Line] = classify(self.source.lines)
        if all(line.kind is not Kind.ANSWER_HEADING for line in lines):
            lines = self._with_answer_heading(lines)
        headings = [n for n, line in enumerate(lines, 1) if line.kind is Kind.RELATED_HEADING]
        for number, line in enumerate(lines, 1):
            self._step(number, line, is_last_related=headings[-1:] == [number])
            self.parts.append(None if line.kind is Kind.BLANK else self.part)
            if line.unclosed:
                self._report(
                    number,
                    Rule.OPEN_FENCE,
                    "this code fence is never closed",
                    "close it with a line of as many backticks or tildes",
                )
        begun = {d.line for d in self.diagnostics if d.rule in _BEGIN_RUN}
        self.diagnostics = [
            self._over_run(d, begun) if d.rule in _BEGIN_RUN else d for d in self.diagnostics
        ]

    def texts(self) -> dict[Part, Text]:
        """The text of each part without the blank lines around it; an empty one has no lines."""
        last = {part: number for number, part in enumerate(self.parts, 1) if part}
        return {
            part: self._text(first, column, last[part])
            for part, (first, column) in self.starts.items()
        }

    def _step(self, number: int, line: Line, *, is_last_related: bool) -> None:
        match self.state, line.kind:
            case _State.ANSWER, Kind.RELATED_HEADING if is_last_related:
                self._enter(Part.RELATED, number + 1)
            case _State.ANSWER, Kind.RELATED_HEADING:
                self._report(
                    number,
                    Rule.RELATED_INSIDE,
                    "this heading is inside the answer, and is read as its text",
                    "only the last “Related Questions” opens the related section; reword this line",
                )
            case ((_State.ANSWER | _State.RELATED), Kind.ANSWER_HEADING):
                self._report(
                    number,
                    Rule.ANSWER_TWICE,
                    "this is a second answer heading",
                    "delete this line, or split the file into one file for each question",
                )
            case ((_State.ANSWER | _State.RELATED), _):
                pass
            case _, Kind.ANSWER_HEADING if line.text_at:
                self._enter(Part.ANSWER, number, line.text_at + 1)
            case _, Kind.ANSWER_HEADING:
                self._enter(Part.ANSWER, number + 1)
            case _, Kind.LABEL:
                self._label(number, line)
            case _State.START, Kind.BLANK:
                pass
            case _, Kind.RELATED_HEADING:
                self._stray(number, line)
            case _State.START, _:
                self._enter(Part.TITLE, number)
            case _State.TITLE, Kind.BLANK:
                self.state, self.part = _State.LOOSE, None
            case _State.LOOSE, kind if kind is not Kind.BLANK:
                self._stray(number, line)
            case _State.LABELLED, Kind.UNKNOWN_LABEL if is_blank(self.source.lines[number - 2]):
                self._report_unknown(number, line)

    def _enter(self, part: Part, line: int, column: int = 1) -> None:
        self.state, self.part = _STATE_OF.get(part, _State.LABELLED), part
        self.starts[part] = line, column

    def _label(self, number: int, line: Line) -> None:
        assert line.part is not None
        if line.part not in self.starts:
            self._enter(line.part, number, line.text_at + 1)
            return
        self.state, self.part = _State.STRAY, None
        self._report(
            number,
            Rule.LABEL_TWICE,
            f"the label “{line.name}” is used twice, first on line {self.starts[line.part][0]}",
            "merge the two, or delete one",
            width=len(line.name),
        )

    def _stray(self, number: int, line: Line) -> None:
        self.state, self.part = _State.STRAY, None
        near = _nearest_label(line)
        self._report(
            number,
            Rule.STRAY_TEXT,
            "this text belongs to no part",
            f"did you mean “{near}:”?"
            if near
            else "put “Instruction:” or “Context:” before it, or move it below “Official Answer”",
        )

    def _text(self, first: int, column: int, last: int) -> Text:
        lines = list(self.source.lines[first - 1 : last])
        if lines:
            lines[0] = lines[0][column - 1 :]
        written = [n for n, line in enumerate(lines) if not is_blank(line)]
        if not written:
            return Text((), Span(self.source.path, first, first), column)
        start, end = written[0], written[-1]
        span = Span(self.source.path, first + start, first + end)
        return Text(tuple(lines[start : end + 1]), span, 1 if start else column)

    def _over_run(self, diagnostic: Diagnostic, begun: set[int]) -> Diagnostic:
        """Extend the diagnostic that began a run of stray lines to all of it."""
        last = diagnostic.line
        for number in range(diagnostic.line + 1, len(self.parts) + 1):
            if self.parts[number - 1] or number in begun:
                break
            if not is_blank(self.source.lines[number - 1]):
                last = number
        return replace(diagnostic, last_line=last)

    def _report_unknown(self, number: int, line: Line) -> None:
        near = _nearest_label(line)
        known = ", ".join(name.capitalize() for name in LABELS)
        self._report(
            number,
            Rule.UNKNOWN_LABEL,
            f"unknown label “{line.name}”; the line is read as text of the part above it",
            f"did you mean “{near}:”?" if near else f"the labels are {known}",
            width=len(line.name),
        )

    def _with_answer_heading(self, lines: Sequence[Line]) -> Sequence[Line]:
        """Report that there is no answer heading, and use the first line that resembles one.

        So the text below it is read as the answer, and is not reported as belonging to no part.
        """
        title = next((n for n, line in enumerate(lines) if line.kind is not Kind.BLANK), 0)
        for index in range(title + 1, len(lines)):
            text = self.source.lines[index]
            if lines[index].kind in _MAYBE_HEADING and _resembles_heading(text):
                break
        else:
            hint = "put a line “Official Answer” above the answer"
            self._report_missing_answer(len(self.source.lines), hint)
            return lines
        heading, _, behind = text.partition(":")
        text_at = len(heading) + 1 if behind.strip(_MARKS) else 0
        rest = "move the rest to the next line" if text_at else "nothing else"
        hint = f"make this line read “Official Answer” and {rest}"
        self._report_missing_answer(index + 1, hint)
        return (*lines[:index], Line(Kind.ANSWER_HEADING, text_at=text_at), *lines[index + 1 :])

    def _report_missing_answer(self, number: int, hint: str) -> None:
        self._report(number, Rule.NO_ANSWER, "there is no “Official Answer” heading", hint)

    def _report(self, number: int, rule: Rule, message: str, hint: str, width: int = 0) -> None:
        self.diagnostics.append(at_line(self.source, number, rule, message, hint, width=width))


def _nearest_label(line: Line) -> str:
    """The label that the line's may be a misspelling of, or an empty string."""
    names = difflib.get_close_matches(line.name.casefold(), LABELS, n=1) if line.name else []
    return names[0].capitalize() if names else ""


def _resembles_heading(line: str) -> bool:
    words = line.strip(_MARKS).casefold()
    return (
        words.startswith(("official answer", "answer:"))
        or words in _OTHER_HEADINGS
        or bool(difflib.get_close_matches(words, ["official answer"], cutoff=0.8))
    )
