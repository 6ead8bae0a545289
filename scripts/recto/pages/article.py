"""All that is written of one question: a pure function of its text and its place in the bank."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from msgspec import Struct

from recto.pages.addresses import FromCopy, FromPage
from recto.pages.bodies import Bodies
from recto.pages.draft import Draft, both_bodies
from recto.pages.paths import copy_path, question_path, topic_path
from recto.pages.setting import Setting
from recto.pages.templates import fill


class Article(Struct, frozen=True):
    """The page of a question in Markdown, its copy, and the words to correct searches by."""

    page: str
    copy: str
    words: tuple[str, ...]


def article(draft: Draft, setting: Setting, *, in_folders: bool) -> Article:
    """What is written of a question. `in_folders` says that each page has a folder of its own."""
    page, copy = draft.page, draft.copy
    if draft.content is not None:
        page, copy = both_bodies(draft.content, setting.targets, in_folders=in_folders)
    source, places = draft.entry.path, partial(copy_path, in_folders=in_folders)
    of_page = FromPage(source, setting.targets).to
    of_copy = FromCopy(source, setting.targets, places).to
    return Article(
        fill(
            "question.md",
            published=setting.published,
            **_values(draft, setting, page, of_page),
        ),
        fill("copy_question.md", **_values(draft, setting, copy, of_copy)),
        draft.words,
    )


def _values(
    draft: Draft, setting: Setting, bodies: Bodies, to: Callable[[str], str]
) -> dict[str, Any]:
    return {
        "question": draft.entry,
        "topics": [{"name": name, "file": to(topic_path(slug))} for name, slug in setting.topics],
        "instruction": bodies.instruction,
        "context": bodies.context,
        "answer": bodies.answer,
        "minutes": setting.minutes,
        "related": [
            {"title": title, "file": to(question_path(slug)) if slug else None}
            for title, slug in setting.related
        ],
    }
