"""Copies in plain Markdown of the pages that list questions, for programs to read."""

from __future__ import annotations

import posixpath
from functools import partial

from recto.pages.addresses import Places
from recto.pages.lists import Values
from recto.pages.paths import copied_path
from recto.pages.templates import fill
from recto.pages.urls import between


def copy_of_list(path: str, template: str, values: Values, places: Places) -> str | None:
    """The copy of the list at a path, whose page this template makes of these values.

    None if the copy of another page serves it, too.
    """
    if copied_path(path) != path:
        return None
    link = partial(_from_page, places, path)
    return fill(f"copy_{template}", link=link, **values)


def _from_page(places: Places, page: str, file: str) -> str:
    """The target of a link on a page, as the copy of that page names it."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page), file))
    return between(places(page), places(target))
