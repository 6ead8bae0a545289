"""The search in another language: all that it says comes from the strings that the build wrote."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import many
from tests.browser.hosting import Site

STRINGS = "assets/javascripts/strings.js"

OTHERS: dict[str, Any] = {
    "language": "pl",
    "count": {"questions": {"one": "{n} pyt.", "few": "{n} pytania", "many": "{n} pytań"}},
    "search": {
        "corrected": "{instead}? Tu: {corrected}!",
        "instead": "Dosłownie „{query}”",
        "page_of": "{page}. strona z {pages}, {questions}",
    },
}


@pytest.mark.own_page
def test_sentences_have_the_order_of_their_language(page: Page, site: Site) -> None:
    translate(page, site)
    page.goto(site.at("search/?q=hevyball+mometnum"))
    link = page.get_by_role("link", name="Dosłownie „hevyball mometnum”")
    expect(link.locator("..")).to_have_text(
        "Dosłownie „hevyball mometnum”? Tu: heavyball momentum!"
    )


@pytest.mark.own_page
@pytest.mark.parametrize(
    ("searched", "shown"),
    [
        ("q=lantern", "1 pyt."),
        ("topic=algorithms", "22 pytania"),
        (f"q={many.EVERYWHERE}&page=2", "2. strona z 3, 46 pytań"),
    ],
)
def test_a_number_of_questions_has_the_form_of_its_language(
    page: Page, large_site: Site, searched: str, shown: str
) -> None:
    translate(page, large_site)
    page.goto(large_site.at(f"search/?{searched}"))
    expect(page.get_by_role("status")).to_have_text(shown)


def translate(page: Page, site: Site) -> None:
    """Give the page some strings in another language, the others as they are."""

    def answer(route: Route) -> None:
        script = (site.folder / STRINGS).read_text(encoding="utf-8")
        tables = dict(re.findall(r"^export const (\w+) = (.*)$", script, re.MULTILINE))
        kept = {name: json.loads(table) for name, table in tables.items()}
        inner = {name: kept[name] | table for name, table in OTHERS.items() if name != "language"}
        changed = kept | OTHERS | inner
        lines = (f"export const {name} = {json.dumps(table)}\n" for name, table in changed.items())
        route.fulfill(body="".join(lines), content_type="text/javascript")

    page.route(f"**/{STRINGS}", answer)
