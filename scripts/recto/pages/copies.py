"""Copies in plain Markdown of the pages that list questions, for programs to read."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial

from recto.bank import Bank
from recto.pages import lists
from recto.pages.paths import between
from recto.pages.addresses import Places
from recto.pages.render import Page
from recto.pages.templates import templates


def copies(bank: Bank, per_page: int, places: Places) -> Iterator[Page]:
    """The copy of every page of a list, by the path of that page."""
    fill = templates()
    for name, found in (
        ("copy_questions.md", lists.all_questions(bank, per_page)),
        ("copy_topic.md", lists.topics(bank, per_page)),
        ("copy_topics.md", iter([lists.overview(bank)])),
    ):
        for path, values in found:
            yield Page(path, fill(name, link=partial(_from_page, places, path), **values))


def _from_page(places: Places, page: str, file: str) -> str:
    """A link of a page as its copy names it."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
    return between(places(page), places(target))
