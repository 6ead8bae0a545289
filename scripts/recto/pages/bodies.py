"""The bodies of a question in Markdown."""

from __future__ import annotations

from msgspec import Struct

from recto.body import Addresses, Body, write
from recto.body.bars import with_escaped_bars
from recto.content import Content


class Bodies(Struct, frozen=True):
    """The Markdown of each, empty where the question has none."""

    instruction: str
    context: str
    answer: str


def bodies(content: Content, to: Addresses, *, for_programs: bool = False) -> Bodies:
    """The bodies in Markdown, with links to what `to` gives. Copies are `for_programs`."""

    def markdown(body: Body | None, top_heading: int) -> str:
        if body is None:
            return ""
        tokens = with_escaped_bars(body.tokens) if for_programs else body.tokens
        return write(tokens, to, top_heading=top_heading)

    return Bodies(
        markdown(content.instruction, 2), markdown(content.context, 2), markdown(content.answer, 3)
    )
