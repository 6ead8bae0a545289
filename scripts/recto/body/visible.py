"""A body as the text that a reader sees, with formulas in TeX between dollar signs.

What `plain` leaves out is here: blocks of code, formulas, and addresses that are links by
themselves. What a browser adds is not: the marks of lists, and the alternative text of images.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token

from recto.body.targets import decoded, is_remote


def visible(tokens: Sequence[Token]) -> str:
    """A line for each block of text; a row of a table is a line with tabs between its cells."""
    return "\n".join(_lines(tokens))


def _lines(tokens: Iterable[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "fence":
                yield token.content.removesuffix("\n")
            case "maths_block":
                yield f"$$\n{token.content}\n$$"
            case "tr_open":
                row = []
            case "tr_close":
                yield "\t".join(row or ())
                row = None
            case "inline":
                text = "".join(_spans(token.children or ()))
                if row is None:
                    yield text
                else:
                    row.append(text)


def _spans(tokens: Sequence[Token]) -> Iterator[str]:
    for index, token in enumerate(tokens):
        match token.type:
            case "text" | "code_inline":
                yield token.content
            case "maths":
                yield f"${token.content}$"
            case "softbreak" | "hardbreak":
                yield " "
            case "link_open" if tokens[index + 1].type == "link_close":
                yield decoded(str(token.attrs["href"]))
            case "image" if is_remote(str(token.attrs["src"])):
                yield token.content or str(token.attrs["src"])
