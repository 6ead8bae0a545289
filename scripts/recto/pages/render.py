"""Every page of a bank."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from recto.bank import Bank
from recto.pages import lists
from recto.pages.paths import QUESTIONS, page_path
from recto.pages.question import question_page
from recto.pages.templates import templates


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: its path below the folder of pages, with forward slashes, and its text."""

    path: str
    text: str


def render(bank: Bank, per_page: int) -> Iterator[Page]:
    """Every page: questions, other titles' addresses, the absent, the list of all, and topics."""
    fill = templates()
    for entry in bank.entries:
        path = page_path(bank.permalinks[entry.question.id])
        yield Page(path, fill("question.md", **question_page(bank, entry)))
    for slug, id_ in sorted(bank.aliases.items()):
        title, target = str(bank.by_id[id_].question.title), bank.permalinks[id_].slug
        yield Page(f"{QUESTIONS}/{slug}.md", fill("redirect.md", title=title, target=target))
    for link in bank.absent:
        yield Page(page_path(link), fill("absent.md", is_withheld=link.id in bank.withheld))
    for path, values in lists.all_questions(bank, per_page):
        yield Page(path, fill("questions.md", **values))
    for path, values in lists.topics(bank, per_page):
        yield Page(path, fill("topic.md", **values))
    path, values = lists.overview(bank)
    yield Page(path, fill("topics.md", **values))
