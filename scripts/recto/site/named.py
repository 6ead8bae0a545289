"""What the navigation of `mkdocs.yml` names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath
from typing import TYPE_CHECKING

from mkdocs.structure import pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def named(config: MkDocsConfig) -> dict[str, str | None]:
    """The paths of pages in the navigation, each with the first title it has there, if any."""
    relative = pages._AbsoluteLinksValidationValue.RELATIVE_TO_DOCS  # noqa: SLF001
    has_absolute = config.validation.nav.absolute_links == relative
    found: dict[str, str | None] = {}
    for path, title in _entries(config.nav):
        inner = path.lstrip("/") if has_absolute else path
        found.setdefault(as_looked_up(inner), title)
    return found


def as_looked_up(path: str) -> str:
    """A path as MkDocs looks for it among its files."""
    return PurePath(path).as_posix()


def _entries(nav: object, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    match nav:
        case str():
            yield nav, title
        case list():
            for item in nav:
                yield from _entries(item)
        case dict():
            for name, item in nav.items():
                yield from _entries(item, name)
