"""From the bank to Markdown pages: a pure function. The templates hold all wording and markup."""

from __future__ import annotations

import hashlib
import json
import math
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from recto.bank import Bank, Entry, image_path, title_key
from recto.body import Body, escaped, write
from recto.body.targets import is_remote
from recto.model import Permalink
from recto.reading_time import minutes_to_read
from recto.slugs import slug_of

FOLDER = "questions"
"""Where pages live, below the folder of pages and in addresses."""


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: its path below the folder of pages, with forward slashes, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """An image to be copied: its path relative to the project, and below the folder of pages."""

    source: str
    path: str


def render(bank: Bank, per_page: int) -> Iterator[Page]:
    """Every page of the bank: questions, other titles' addresses, the absent, and lists of all."""
    templates = _Templates()
    shelf = _Shelf(bank)
    for entry in bank.entries:
        path = page_path(bank.permalinks[entry.question.id])
        yield Page(path, templates.render("question", **_question(entry, shelf)))
    for slug, id_ in sorted(bank.aliases.items()):
        title, target = str(shelf.by_id[id_].question.title), bank.permalinks[id_].slug
        yield Page(f"{FOLDER}/{slug}.md", templates.render("redirect", title=title, target=target))
    for link in bank.absent:
        is_withheld = link.id in bank.withheld
        yield Page(page_path(link), templates.render("absent", is_withheld=is_withheld))
    pages = max(1, math.ceil(len(bank.entries) / per_page))
    for number in range(1, pages + 1):
        first = (number - 1) * per_page
        rows = [_row(entry, shelf) for entry in bank.entries[first : first + per_page]]
        text = templates.render(
            "questions", rows=rows, number=number, pages=pages, total=len(bank.entries)
        )
        yield Page(list_path(number), text)


def page_path(link: Permalink) -> str:
    """The path of the page of a question, by its permalink."""
    return f"{FOLDER}/{link.slug}.md"


def list_path(number: int) -> str:
    """The path of a page of the list of all questions, counted from 1."""
    return f"{FOLDER}/index.md" if number == 1 else f"{FOLDER}/page/{number}.md"


def images(bank: Bank) -> Iterator[Image]:
    """Every image that a page shows."""
    for entry in bank.entries:
        for body in entry.bodies:
            for image in body.images:
                if not is_remote(image.target):
                    source = image_path(entry.source, image.target)
                    yield Image(source, f"{FOLDER}/{image_name(source)}")


def image_name(source: str) -> str:
    """A name below the folder of questions that no other image has, whatever folder it is from."""
    stem, ending = posixpath.splitext(posixpath.basename(source))
    mark = hashlib.sha256(source.encode()).hexdigest()[:8]
    return f"images/{slug_of(stem) or 'image'}-{mark}{ending.lower()}"


class _Shelf:
    """Where each question of a bank stands: looked up by id and by title or alias."""

    def __init__(self, bank: Bank) -> None:
        self.bank = bank
        self.by_id = {entry.question.id: entry for entry in bank.entries}
        self.by_title: dict[str, str] = {}
        for entry in bank.entries:
            for title in (entry.question.title, *entry.question.aliases):
                self.by_title.setdefault(title_key(title), entry.question.id)

    def file(self, id_: str) -> str:
        return f"{self.bank.permalinks[id_].slug}.md"


@dataclass(frozen=True, slots=True)
class _Addresses:
    """Targets as a page in the folder of questions names them."""

    shelf: _Shelf
    entry: Entry

    def question(self, id_: str) -> str | None:
        return self.shelf.file(id_) if id_ in self.shelf.by_id else None

    def page(self, path: str) -> str:
        return f"../{path}"

    def image(self, path: str) -> str:
        return image_name(image_path(self.entry.source, path))


def _question(entry: Entry, shelf: _Shelf) -> dict[str, Any]:
    question, to = entry.question, _Addresses(shelf, entry)
    related = [
        (str(t), to.question(shelf.by_title.get(title_key(t), ""))) for t in question.related
    ]
    return {
        "question": question,
        "published": shelf.bank.permalinks[question.id].published,
        "instruction": _markdown(entry.instruction, to, top_heading=2),
        "context": _markdown(entry.context, to, top_heading=2),
        "answer": _markdown(entry.answer, to, top_heading=3),
        "minutes": minutes_to_read(str(question.answer)),
        "related": related,
    }


def _markdown(body: Body | None, to: _Addresses, *, top_heading: int) -> str:
    return write(body.tokens, to, top_heading=top_heading) if body else ""


def _row(entry: Entry, shelf: _Shelf) -> dict[str, Any]:
    return {
        "title": str(entry.question.title),
        "file": shelf.file(entry.question.id),
        "difficulty": entry.question.difficulty,
        "minutes": minutes_to_read(str(entry.question.answer)),
    }


class _Templates:
    """The page templates that ship with the package."""

    def __init__(self) -> None:
        self._environment = Environment(
            loader=PackageLoader("recto", "templates"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701  (the output is Markdown; `escaped` makes text inert)
        )
        self._environment.filters["escaped"] = escaped
        self._environment.filters["yaml"] = partial(json.dumps, ensure_ascii=False)

    def render(self, name: str, **values: object) -> str:
        return self._environment.get_template(f"{name}.md.j2").render(values)
