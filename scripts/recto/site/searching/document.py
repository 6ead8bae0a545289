"""What is searched of a question: plain values, made from its rendered page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote

from msgspec import Struct

from recto.mathml import linear


class Document(Struct, frozen=True, array_like=True):
    """What Pagefind reads of a question, and what else the index holds of it."""

    id: str
    url: str
    """Its address within the site, without slashes around it."""
    language: str
    """The first part of its tag, as "en" of "en-GB": only that decides how words are stemmed."""
    content: str
    """HTML."""
    words: str
    """In lower case, each once, separated by blanks: in one text, since there are so many."""
    facets: tuple[str, ...]
    """Its difficulty, or an empty text, then the slugs of its topics and of those above them."""


# Both depend on other questions and on names of topics, and are not searched. If they were left in,
# a question would be indexed again even if its own text has not changed.
_OF_OTHERS = re.compile(r'<div class="recto-(?:facts|related)".*?</div>', re.DOTALL)

# Pagefind finds the same without the elements of formulas, which take it a tenth of its time.
_FORMULA = re.compile(r"<math.*?</math>", re.DOTALL)


def document(
    id_: str,
    url: str,
    language: str,
    content: str,
    aliases: Iterable[str],
    words: Iterable[str],
    facets: Iterable[str],
) -> Document:
    """What is searched of a question. `language` is its tag, `content` the body of its page.

    `facets` are its difficulty, or an empty text, and its topics with those above them.
    """
    also = "".join(f"<p>{html.escape(alias)}</p>" for alias in aliases)
    return Document(
        id_,
        unquote(url).strip("/"),
        language_of(language),
        _FORMULA.sub(_text, _OF_OTHERS.sub("", content)) + also,
        " ".join(words),
        tuple(facets),
    )


def _text(formula: re.Match[str]) -> str:
    return html.escape(linear(formula[0]), quote=False)


def language_of(tag: str) -> str:
    """The language that a question is searched in, by the tag of its own or of the site."""
    return tag.lower().partition("-")[0]
