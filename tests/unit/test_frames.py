"""What a page has of its own is not to be taken for what all pages of its kind have."""

from __future__ import annotations

import pytest
from jinja2 import Environment, Template

from recto.site.frames import NotConstantError, Unknown


@pytest.mark.parametrize(
    "asked",
    [
        "page",
        "page.url",
        "page.title | upper",
        "page.meta",
        "page.meta.title",
        "page.meta.get('title')",
        "page.meta['title']",
        "page.meta.keys() | list",
        "page.meta | length",
        "'title' in page.meta",
        "pages | length",
        "page == 1",
        "pages[0].title",
        "'a' ~ page",
    ],
)
def test_what_pages_do_not_share_is_refused(asked: str) -> None:
    meta = Unknown("page.meta", hide=None)
    page, pages = Unknown("page", meta=meta), Unknown("pages")
    with pytest.raises(NotConstantError, match="a template asks for page"):
        asking(asked).render(page=page, pages=pages)


def asking(expression: str) -> Template:
    return Environment(autoescape=True).from_string(f"{{{{ {expression} }}}}")


def test_what_is_known_is_told() -> None:
    meta = Unknown("page.meta", hide=None)
    template = "{% if page and page.meta and not page.meta.hide %}{{ page.is_homepage }}{% endif %}"
    shown = Environment(autoescape=True).from_string(template)
    assert shown.render(page=Unknown("page", meta=meta, is_homepage=False)) == "False"
