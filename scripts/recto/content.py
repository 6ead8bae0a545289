"""A question with all its text: what its page and its entry in the bank are made from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from recto import body
from recto.body.targets import Link
from recto.body.visible import visible
from recto.diagnostics import Diagnostic
from recto.entry import Entry, Line, line_of
from recto.model import Part, Question, Source, Text
from recto.parse import Parsed, parse
from recto.reading_time import minutes_to_read
from recto.words import Wording, wording


class Content(Struct, frozen=True):
    """A question with its parsed bodies. Diagnostics show lines of `source`."""

    source: Source
    question: Question
    instruction: body.Body | None
    context: body.Body | None
    answer: body.Body
    texts: Mapping[Part, str]
    """Each part that shows what the question is about, without markup; aliases count as titles."""
    words: Mapping[Part, Wording]
    """The words of these texts."""

    @property
    def bodies(self) -> tuple[body.Body, ...]:
        return tuple(b for b in (self.instruction, self.context, self.answer) if b)


def read_content(source: Source) -> tuple[Content | None, list[Diagnostic]]:
    """A source's question with its bodies, or None if an error leaves no question."""
    return content_of(source, parse(source))


def content_of(source: Source, parsed: Parsed) -> tuple[Content | None, list[Diagnostic]]:
    """The same for a parsed source."""
    diagnostics = list(parsed.diagnostics)
    question = parsed.question
    if question is None:
        return None, diagnostics

    def read(text: Text | None) -> body.Body | None:
        if text is None:
            return None
        result, found = body.read(source, text)
        diagnostics.extend(found)
        return result

    instruction, context = read(question.instruction), read(question.context)
    answer = read(question.answer)
    assert answer is not None
    bodies = {Part.INSTRUCTION: instruction, Part.CONTEXT: context, Part.ANSWER: answer}
    texts = {
        Part.TITLE: "\n".join(map(str, (question.title, *question.aliases))),
        **{part: body.plain(own.tokens) for part, own in bodies.items() if own},
    }
    words = {part: wording(text) for part, text in texts.items()}
    return Content(source, question, instruction, context, answer, texts, words), diagnostics


def entry_of(content: Content) -> Entry:
    """What the bank keeps of a question."""
    source, question = content.source, content.question

    def lines(texts: tuple[Text, ...]) -> tuple[Line, ...]:
        return tuple(line_of(source, text) for text in texts)

    def targets(links: tuple[Link, ...]) -> tuple[Line, ...]:
        return tuple(
            Line(link.target, link.line, link.column, source.lines[link.line - 1]) for link in links
        )

    return Entry(
        path=source.path,
        id=question.id,
        number=question.number,
        title=line_of(source, question.title),
        difficulty=question.difficulty,
        language=question.language,
        minutes=minutes_to_read(str(question.answer)),
        aliases=lines(question.aliases),
        topics=lines(question.topics),
        related=tuple(map(str, question.related)),
        links=tuple(line for own in content.bodies for line in targets(own.links)),
        images=tuple(line for own in content.bodies for line in targets(own.images)),
        asked=visible(content.instruction.tokens) if content.instruction else "",
    )
