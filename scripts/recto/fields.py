"""Turns the texts of a source's parts into a question, checking each field's own rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from recto.diagnostics import Diagnostic, at_line
from recto.lines import is_blank, visible
from recto.model import Difficulty, Part, Question, Source, Span, Text
from recto.rules import Rule
from recto.slugs import RESERVED

MAX_TITLE = 300
"""Characters of a title, an alias or a related title."""

# What exports put before a title: a heading's marks, a label, a number.
_BEFORE_TITLE = re.compile(
    r"(?:#{1,6}|(?:title|question|q)(?:\s*\d{1,6})?\s*[:.)\uff1a]|\d{1,6}[.)])\s+(?=\S)",
    re.IGNORECASE,
)

# The shape of a BCP 47 language tag (RFC 5646), without its registry.
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def question_from(
    source: Source, texts: Mapping[Part, Text]
) -> tuple[Question | None, list[Diagnostic]]:
    """The question made of the given parts, or None if its title or answer is missing."""
    fields = {part: text for part, text in texts.items() if text.lines}
    diagnostics = [
        *_check_presence(source, texts),
        *_check_title(source, fields.get(Part.TITLE)),
        *_check_value(source, fields.get(Part.DIFFICULTY), _is_difficulty, _BAD_DIFFICULTY),
        *_check_value(source, fields.get(Part.LANGUAGE), _is_language, _BAD_LANGUAGE),
        *_check_titles(source, fields.get(Part.ALIASES), "Aliases"),
        *_check_titles(source, fields.get(Part.RELATED), "Related Questions"),
    ]
    if Part.TITLE not in fields or Part.ANSWER not in fields:
        return None, diagnostics
    difficulty = _value(fields.get(Part.DIFFICULTY)).casefold()
    question = Question(
        id=source.id,
        number=source.number,
        span=Span(source.path, 1, len(source.lines)),
        title=_stripped(fields[Part.TITLE]),
        answer=fields[Part.ANSWER],
        instruction=fields.get(Part.INSTRUCTION),
        context=fields.get(Part.CONTEXT),
        topics=tuple(_names(fields.get(Part.TOPICS))),
        difficulty=Difficulty(difficulty) if _is_difficulty(difficulty) else None,
        aliases=tuple(_titles(fields.get(Part.ALIASES))),
        language=_value(fields.get(Part.LANGUAGE)) or None,
        related=tuple(_titles(fields.get(Part.RELATED))),
    )
    return question, diagnostics


def _check_presence(source: Source, texts: Mapping[Part, Text]) -> Iterator[Diagnostic]:
    if Part.TITLE not in texts:
        yield at_line(
            source,
            1 + next((n for n, line in enumerate(source.lines) if not is_blank(line)), 0),
            Rule.NO_TITLE,
            "the title is missing: a source begins with it, not with a label or heading",
            "write the question's title as the first line, with a blank line below",
        )
    for part, text in texts.items():
        if text.lines or part is Part.RELATED:
            continue
        if part is Part.ANSWER:
            yield at_line(
                source,
                min(text.span.first - 1, len(source.lines)),
                Rule.EMPTY_ANSWER,
                "there is nothing below the answer heading",
                "write the answer below it",
            )
        else:
            yield at_line(
                source,
                text.span.first,
                Rule.EMPTY_LABEL,
                f"there is nothing after the label “{part.capitalize()}”",
                "write its text after the colon, or delete the label",
            )


def _check_title(source: Source, title: Text | None) -> Iterator[Diagnostic]:
    if title is None:
        return
    if len(title.lines) > 1:
        second = at_line(
            source,
            title.span.first + 1,
            Rule.LONG_TITLE,
            f"the title runs over {len(title.lines)} lines",
            "join them into one line, or put a blank line below the title",
        )
        yield replace(second, last_line=title.span.last)
    elif len(str(title).strip()) > MAX_TITLE:
        yield at_line(
            source,
            title.span.first,
            Rule.LONG_TITLE,
            f"the title has {len(str(title)):,} characters; a title has at most {MAX_TITLE}",
            "write a short title as the first line, with a blank line below",
        )
    if mark := _BEFORE_TITLE.match(visible(title.lines[0]).lstrip()):
        found = mark[0].strip()
        yield at_line(
            source,
            title.span.first,
            Rule.MARKED_TITLE,
            f"“{found}” is shown as part of the title, which is plain text",
            "delete it; the title is what follows",
            width=len(found),
        )


_BAD_DIFFICULTY = (
    Rule.DIFFICULTY,
    "is not a difficulty",
    "write easy, medium or hard after the label, and nothing else",
)
_BAD_LANGUAGE = (
    Rule.LANGUAGE,
    "is not a language tag",
    "write a tag such as en, ar or zh-Hans after the label, and nothing else",
)


def _check_value(
    source: Source,
    text: Text | None,
    is_valid: Callable[[str], bool],
    finding: tuple[Rule, str, str],
) -> Iterator[Diagnostic]:
    if text is None or is_valid(_value(text).casefold()):
        return
    rule, problem, hint = finding
    found = text.lines[0].strip()
    column = text.column + len(text.lines[0]) - len(text.lines[0].lstrip())
    more = " and what follows" if len(text.lines) > 1 else ""
    yield Diagnostic(
        source.path,
        text.span.first,
        column,
        rule,
        f"“{found[:60]}”{more} {problem}",
        hint,
        source.lines[text.span.first - 1],
        len(found),
        text.span.last,
    )


def _check_titles(source: Source, text: Text | None, part: str) -> Iterator[Diagnostic]:
    for title in _one_a_line(text):
        if len(str(title)) > MAX_TITLE:
            yield at_line(
                source,
                title.span.first,
                Rule.NOT_A_TITLE,
                f"a line of {len(str(title)):,} characters among titles",
                f"“{part}” holds one title per line; move other text out of it",
            )


def _is_difficulty(value: str) -> bool:
    return value in set(Difficulty)


def _is_language(value: str) -> bool:
    # A language's search index is in a folder of its name, and no folder may have a reserved name.
    return LANGUAGE_TAG.fullmatch(value) is not None and value.partition("-")[0] not in RESERVED


def _value(text: Text | None) -> str:
    return visible(str(text)).strip() if text else ""


def _stripped(text: Text) -> Text:
    return replace(text, lines=tuple(line.strip() for line in text.lines))


def _names(text: Text | None) -> Iterator[Text]:
    """Names separated by commas or line breaks, each once, with its place."""
    seen: set[str] = set()
    if text is None:
        return
    for number, line in enumerate(text.lines, text.span.first):
        offset = text.column if number == text.span.first else 1
        for match in re.finditer(r"[^,]+", line):
            name = " ".join(visible(_unmarked(match[0])).split())
            if name and name not in seen:
                seen.add(name)
                blanks = len(match[0]) - len(_unmarked(match[0]).lstrip())
                span = Span(text.span.path, number, number)
                yield Text((name,), span, offset + match.start() + blanks)


def _titles(text: Text | None) -> Iterator[Text]:
    """The lines of a part that can be titles."""
    return (line for line in _one_a_line(text) if len(str(line)) <= MAX_TITLE)


def _one_a_line(text: Text | None) -> Iterator[Text]:
    """The non-blank lines of a part, without the list markers that exports put before them."""
    if text is None:
        return
    for number, line in enumerate(text.lines, text.span.first):
        own = _unmarked(line).strip()
        if not is_blank(own):
            yield Text((own,), Span(text.span.path, number, number))


def _unmarked(line: str) -> str:
    return re.sub(r"^\s*(?:(?:[-*•]|\d{1,3}[.)])(?:\s+|$))?", "", line)
