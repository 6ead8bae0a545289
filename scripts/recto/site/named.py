"""What the navigation of `mkdocs.yml` names."""

from __future__ import annotations

from collections.abc import Iterator


def named(nav: object) -> dict[str, str | None]:
    """The paths that stand in a navigation, each with the first title that it has there, if any."""
    found: dict[str, str | None] = {}
    for path, title in _entries(nav):
        found.setdefault(path, title)
    return found


def _entries(nav: object, title: str | None = None) -> Iterator[tuple[str, str | None]]:
    match nav:
        case str():
            yield nav.lstrip("/"), title
        case list():
            for item in nav:
                yield from _entries(item)
        case dict():
            for name, item in nav.items():
                yield from _entries(item, name)
