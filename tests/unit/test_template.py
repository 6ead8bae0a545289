"""The project that tests lay out has the settings and pages that are shipped.

`pytest --update-golden` writes the pages anew.
"""

from __future__ import annotations

import pytest

from recto.project import parse_config
from tests.projects import IS_SHIPPED, REPOSITORY, TEMPLATE

SETTINGS = ("theme", "extra", "extra_css", "extra_javascript", "markdown_extensions", "validation")
"""Those that no page tells an owner to change."""

PAGES = sorted(page.relative_to(TEMPLATE).as_posix() for page in TEMPLATE.rglob("*.md"))

pytestmark = pytest.mark.skipif(not IS_SHIPPED, reason="they are the owner's")


def test_its_settings_are_those_shipped() -> None:
    shipped, own = (
        parse_config((folder / "mkdocs.yml").read_text(encoding="utf-8"))
        for folder in (REPOSITORY, TEMPLATE)
    )
    assert {key: own[key] for key in SETTINGS} == {key: shipped[key] for key in SETTINGS}


@pytest.mark.parametrize("page", PAGES)
def test_its_pages_are_those_shipped(page: str, request: pytest.FixtureRequest) -> None:
    shipped = (REPOSITORY / page).read_bytes()
    if request.config.getoption("--update-golden"):
        (TEMPLATE / page).write_bytes(shipped)
    assert (TEMPLATE / page).read_bytes() == shipped
