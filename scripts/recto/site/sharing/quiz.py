"""A question as structured data: JSON-LD in the words of schema.org, for search engines.

It is what Google calls Education Q&A: a quiz of one flashcard
(https://developers.google.com/search/docs/appearance/structured-data/education-qa). Its texts are
those that the page shows.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from recto.entry import Entry
from recto.strings import strings

Data = dict[str, Any]

_CONTEXT = {"@context": "https://schema.org"}


def quiz(entry: Entry, answer: str, topics: Iterable[str], language: str) -> Data:
    """The question with its answer as a reader sees it. `topics` are names."""
    title = entry.title.text
    about = [{"@type": "Thing", "name": name} for name in topics]
    level = entry.difficulty
    return {
        **_CONTEXT,
        "@type": "Quiz",
        "name": title,
        **({"about": about} if about else {}),
        **({"educationalLevel": strings()["difficulty"][level]} if level else {}),
        "inLanguage": language,
        "hasPart": [
            {
                "@type": "Question",
                "eduQuestionType": "Flashcard",
                "text": title,
                "acceptedAnswer": {"@type": "Answer", "text": answer},
            }
        ],
    }


def breadcrumbs(trail: Iterable[tuple[str, str]]) -> Data:
    """The way from the start page down to a page, by names and whole URLs."""
    return {
        **_CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": url}
            for position, (name, url) in enumerate(trail, 1)
        ],
    }


def as_script(data: Data) -> str:
    """The data as a script holds it: no text in it can end the script, or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
