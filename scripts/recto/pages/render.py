"""Every page of a bank."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from recto.bank import Bank
from recto.body import escaped
from recto.pages import lists
from recto.pages.paths import QUESTIONS, page_path
from recto.pages.question import question_page
from recto.strings import decimal, plural, strings


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: its path below the folder of pages, with forward slashes, and its text."""

    path: str
    text: str


def render(bank: Bank, per_page: int) -> Iterator[Page]:
    """Every page: questions, other titles' addresses, the absent, the list of all, and topics."""
    fill = _templates()
    for entry in bank.entries:
        path = page_path(bank.permalinks[entry.question.id])
        yield Page(path, fill("question", **question_page(bank, entry)))
    for slug, id_ in sorted(bank.aliases.items()):
        title, target = str(bank.by_id[id_].question.title), bank.permalinks[id_].slug
        yield Page(f"{QUESTIONS}/{slug}.md", fill("redirect", title=title, target=target))
    for link in bank.absent:
        yield Page(page_path(link), fill("absent", is_withheld=link.id in bank.withheld))
    for path, values in lists.all_questions(bank, per_page):
        yield Page(path, fill("questions", **values))
    for path, values in lists.topics(bank, per_page):
        yield Page(path, fill("topic", **values))
    path, values = lists.overview(bank)
    yield Page(path, fill("topics", **values))


def _templates() -> Callable[..., str]:
    """Fills the page template of a name, one that ships with the package, with values."""
    environment = Environment(
        loader=PackageLoader("recto", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  (the output is Markdown; `escaped` makes text inert)
    )
    environment.filters["escaped"] = escaped
    environment.filters["yaml"] = partial(json.dumps, ensure_ascii=False)
    environment.filters |= {"plural": plural, "decimal": decimal}
    environment.globals["t"] = strings()
    return lambda name, **values: environment.get_template(f"{name}.md.j2").render(values)
