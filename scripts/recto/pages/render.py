"""Every page of a bank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from recto.bank import Bank
from recto.pages.article import Article
from recto.pages.lists import list_pages
from recto.pages.paths import page_path, question_path
from recto.pages.templates import fill


class Page(Struct, frozen=True):
    """A Markdown file: its path below the folder of pages, with forward slashes, and its text."""

    path: str
    text: str


def render(bank: Bank, articles: Mapping[str, Article], per_page: int) -> Iterator[Page]:
    """Every page: questions, redirects, absent questions, the list of all, and topics.

    `articles` has what is written of each question, by id.
    """
    for entry in bank.entries:
        yield Page(page_path(bank.permalinks[entry.id]), articles[entry.id].page)
    yield from signposts(bank)
    yield from lists_of(bank, per_page)


def signposts(bank: Bank) -> Iterator[Page]:
    """Pages that only say where a question went: redirects from other titles, absent questions."""
    for slug, id_ in sorted(bank.aliases.items()):
        title, target = str(bank.by_id[id_].title), bank.permalinks[id_].slug
        yield Page(question_path(slug), fill("redirect.md", title=title, target=target))
    for link in bank.absent:
        yield Page(page_path(link), fill("absent.md", is_withheld=link.id in bank.withheld))


def lists_of(bank: Bank, per_page: int) -> Iterator[Page]:
    """Pages that list questions."""
    for one in list_pages(bank, per_page):
        yield Page(one.path, fill(one.template, **one.values))
