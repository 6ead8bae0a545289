"""How the page of a question, and its copy, link to what their text names.

All questions are in one folder, and all copies equally deep, so that no target depends on the
question that names it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from recto.bank import image_path
from recto.pages.images import image_name
from recto.pages.paths import QUESTIONS, question_path
from recto.pages.urls import between

Places = Callable[[str], str]
"""Gives the path in the site of a page's copy, by the page's path below the folder of pages."""

Targets = Mapping[str, str | None]
"""The slugs of questions that a text links to, by id; None for one without a page."""

ANY = question_path("any")


class FromPage(Struct, frozen=True):
    """Targets as a page names them. `source` is the path of its source."""

    source: str
    targets: Targets

    def question(self, id_: str) -> str | None:
        slug = self.targets[id_]
        return f"{slug}.md" if slug else None

    def page(self, path: str) -> str:
        return f"../{path}"

    def image(self, path: str) -> str:
        return image_name(image_path(self.source, path))

    def to(self, path: str) -> str:
        """The page at a path below the folder of pages."""
        return between(ANY, path)


class FromCopy(Struct, frozen=True):
    """Targets as the copy of that page names them."""

    source: str
    targets: Targets
    places: Places

    def question(self, id_: str) -> str | None:
        slug = self.targets[id_]
        return self.to(question_path(slug)) if slug else None

    def page(self, path: str) -> str:
        name, mark, anchor = path.partition("#")
        return self.to(name) + mark + anchor

    def image(self, path: str) -> str:
        name = image_name(image_path(self.source, path))
        return between(self.places(ANY), f"{QUESTIONS}/{name}")

    def to(self, path: str) -> str:
        """The copy of the page at a path below the folder of pages."""
        return between(self.places(ANY), self.places(path))
