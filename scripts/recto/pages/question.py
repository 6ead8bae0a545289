"""What the page of a question says, and its copy in plain Markdown.

A copy is for programs to read: the text alone, without the site around. It lies beside the page
that it is of, and its links lead to other copies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from markdown_it.token import Token

from recto.bank import image_path
from recto.body import Addresses, Body, write
from recto.body.bars import with_escaped_bars
from recto.content import Content
from recto.pages.images import image_name
from recto.pages.paths import QUESTIONS, between, question_path, topic_path
from recto.pages.setting import Setting
from recto.pages.templates import templates

Places = Callable[[str], str]
"""Gives the path of the copy of a page, below the site, by the page's below the folder of pages."""


class _Addresses(Addresses, Protocol):
    """Targets as a file names them."""

    def to(self, path: str) -> str:
        """The page at a path below the folder of pages."""


def question_page(content: Content, setting: Setting) -> str:
    """The Markdown of the page of a question."""
    to = _FromPage(content, setting)
    return templates()(
        "question.md", published=setting.published, **_values(content, setting, to, tuple)
    )


def question_copy(content: Content, setting: Setting, places: Places) -> str:
    """The copy of the page of a question."""
    to = _FromCopy(content, setting, places)
    return templates()("copy_question.md", **_values(content, setting, to, with_escaped_bars))


def _values(
    content: Content,
    setting: Setting,
    to: _Addresses,
    adapt: Callable[[Sequence[Token]], Sequence[Token]],
) -> dict[str, Any]:
    def markdown(body: Body | None, top_heading: int) -> str:
        return write(adapt(body.tokens), to, top_heading=top_heading) if body else ""

    def question_at(slug: str | None) -> str | None:
        return to.to(question_path(slug)) if slug else None

    return {
        "question": content.question,
        "topics": [
            {"name": name, "file": to.to(topic_path(slug))} for name, slug in setting.topics
        ],
        "instruction": markdown(content.instruction, 2),
        "context": markdown(content.context, 2),
        "answer": markdown(content.answer, 3),
        "minutes": setting.minutes,
        "related": [{"title": title, "file": question_at(slug)} for title, slug in setting.related],
    }


@dataclass(frozen=True, slots=True)
class _FromPage:
    """Targets as the page of a question names them."""

    content: Content
    setting: Setting

    def question(self, id_: str) -> str | None:
        slug = self.setting.targets[id_]
        return f"{slug}.md" if slug else None

    def page(self, path: str) -> str:
        return f"../{path}"

    def image(self, path: str) -> str:
        return image_name(image_path(self.content.source.path, path))

    def to(self, path: str) -> str:
        return between(question_path(self.setting.slug), path)


@dataclass(frozen=True, slots=True)
class _FromCopy:
    """Targets as the copy of that page names them."""

    content: Content
    setting: Setting
    places: Places

    def question(self, id_: str) -> str | None:
        slug = self.setting.targets[id_]
        return self.to(question_path(slug)) if slug else None

    def page(self, path: str) -> str:
        name, mark, anchor = path.partition("#")
        return self.to(name) + mark + anchor

    def image(self, path: str) -> str:
        name = image_name(image_path(self.content.source.path, path))
        return between(self._own, f"{QUESTIONS}/{name}")

    def to(self, path: str) -> str:
        return between(self._own, self.places(path))

    @property
    def _own(self) -> str:
        return self.places(question_path(self.setting.slug))
