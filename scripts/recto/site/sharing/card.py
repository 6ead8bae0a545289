"""What a page says of itself to those who link to it, and how that is put in few words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from babel.core import get_global
from msgspec import Struct

from recto.entry import Entry
from recto.strings import plural, strings
from recto.taxonomy import Topic

if TYPE_CHECKING:
    from recto.site.sharing.pictures import Picture

LONGEST = 155
"""Characters of a description that search engines show."""

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<territory>[a-z]{2}))?(?:-|$)",
    re.IGNORECASE,
)


class Flashcard(Struct, frozen=True):
    """What structured data says of a question, besides the text that the page shows."""

    language: str
    topics: tuple[str, ...]
    """Their names."""
    difficulty: str | None
    breadcrumbs: str | None
    """The way down to the page, as a script's text."""


class Card(Struct, frozen=True):
    """What a page's HTML head says, as plain text. URLs are absolute; None if the site has none."""

    title: str
    kind: Literal["article", "website"]
    description: str
    locale: str | None
    url: str | None
    picture: Picture | None
    copy: str | None
    """The copy of the page in Markdown, relative to the site's root."""
    flashcard: Flashcard | None = None
    """What structured data says, if the page is that of a question."""


def of_question(entry: Entry, topic: Topic | None) -> str:
    """The description of a question, which never reveals anything of its answer."""
    if entry.asked.strip():
        return cut(entry.asked)
    texts = strings()["sharing"]
    return str(texts["question_on"].format(topic=topic.name) if topic else texts["question"])


def of_topic(topic: Topic, count: int) -> str:
    """The description of a topic."""
    if topic.description:
        return cut(topic.description)
    questions = plural(strings()["count"]["questions"], count)
    return str(strings()["sharing"]["topic"].format(questions=questions, topic=topic.name))


def cut(text: str, longest: int = LONGEST) -> str:
    """The text on one line, and no longer than this; it is cut after a word, with an ellipsis.

    If no blank is near enough, as in Chinese, it is cut anywhere.
    """
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    head, blank, _ = text[:longest].rpartition(" ")
    if not blank or len(head) < longest // 2:
        head = text[: longest - 1]
    return head.rstrip(" ,;:.–—-") + "…"


def locale_of(tag: str) -> str | None:
    """A language tag as Open Graph writes it: with a territory, the likeliest if it names none."""
    match = _TAG.match(tag)
    if match is None:
        return None
    language, script, territory = match["language"].lower(), match["script"], match["territory"]
    if territory is None:
        likely = get_global("likely_subtags")
        of_script = likely.get(f"{language}_{script.title()}") if script else None
        territory = (of_script or likely.get(language, "")).rpartition("_")[2]
    return f"{language}_{territory.upper()}" if territory else None
