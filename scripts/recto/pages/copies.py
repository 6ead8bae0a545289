"""Copies of pages in plain Markdown, for programs to read: the text alone, without the site around.

A copy lies beside the page that it is of, and its links lead to other copies.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from recto.bank import Bank, Entry, image_path
from recto.body import Body, write
from recto.body.bars import with_escaped_bars
from recto.pages import lists
from recto.pages.images import image_name
from recto.pages.paths import QUESTIONS, between, page_path, topic_path
from recto.pages.render import Page
from recto.pages.templates import templates

Places = Callable[[str], str]
"""Gives the path of the copy of a page, below the site, by the page's below the folder of pages."""


def copies(bank: Bank, per_page: int, places: Places) -> Iterator[Page]:
    """The copy of every question and of every page of a list."""
    fill = templates()
    for entry in bank.entries:
        path = page_path(bank.permalinks[entry.question.id])
        yield Page(places(path), fill("copy_question.md", **_question(bank, entry, path, places)))
    for name, found in (
        ("copy_questions.md", lists.all_questions(bank, per_page)),
        ("copy_topic.md", lists.topics(bank, per_page)),
        ("copy_topics.md", iter([lists.overview(bank)])),
    ):
        for path, values in found:
            yield Page(places(path), fill(name, link=partial(_from_page, places, path), **values))


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Targets as the copy at a path names them."""

    bank: Bank
    entry: Entry
    copy: str
    places: Places

    def question(self, id_: str) -> str | None:
        return self.to(page_path(self.bank.permalinks[id_])) if id_ in self.bank.by_id else None

    def page(self, path: str) -> str:
        name, mark, anchor = path.partition("#")
        return self.to(name) + mark + anchor

    def image(self, path: str) -> str:
        name = image_name(image_path(self.entry.source, path))
        return between(self.copy, f"{QUESTIONS}/{name}")

    def to(self, path: str) -> str:
        return between(self.copy, self.places(path))


def _question(bank: Bank, entry: Entry, path: str, places: Places) -> dict[str, Any]:
    question, to = entry.question, _Addresses(bank, entry, places(path), places)
    return {
        "question": question,
        "topics": [
            {"name": own.topic.name, "file": to.to(topic_path(own.topic.slug))}
            for own in bank.topics.get(question.id, ())
        ],
        "instruction": _markdown(entry.instruction, to, top_heading=2),
        "context": _markdown(entry.context, to, top_heading=2),
        "answer": _markdown(entry.answer, to, top_heading=3),
        "minutes": entry.minutes,
        "related": [
            {"title": other.title, "file": to.question(other.id) if other.id else None}
            for other in bank.related.get(question.id, ())
        ],
    }


def _from_page(places: Places, page: str, file: str) -> str:
    """A link of a page as its copy names it."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
    return between(places(page), places(target))


def _markdown(body: Body | None, to: _Addresses, *, top_heading: int) -> str:
    return write(with_escaped_bars(body.tokens), to, top_heading=top_heading) if body else ""
