"""`questions.json` at the site's root: the bank for other programs.

Its fields are documented for those who write such programs, and only ever added to.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from recto.bank import Bank
from recto.pages import page_path, topic_path
from recto.shelves import by_topic

NAME = "questions.json"
VERSION = 1
"""Goes up only if a program that reads the file would have to be changed."""


def questions_json(bank: Bank, urls: Callable[[str], str]) -> str:
    """The file's text. `urls` gives the URL of the page at a path below the folder of pages."""
    shelves = by_topic(bank)
    topics: list[dict[str, Any]] = [
        {
            "slug": topic.slug,
            "name": topic.name,
            "parent": topic.parent,
            "url": urls(topic_path(topic.slug)),
            "questions": len(shelves[topic.slug]),
        }
        for topic in bank.taxonomy.topics
    ]
    questions: list[dict[str, Any]] = [
        {
            "id": entry.id,
            "number": entry.number,
            "title": str(entry.title),
            "url": urls(page_path(bank.permalinks[entry.id])),
            "topics": [own.topic.slug for own in bank.topics.get(entry.id, ())],
            "difficulty": entry.difficulty,
            "minutes": entry.minutes,
            "related": [other.id for other in bank.related.get(entry.id, ()) if other.id],
        }
        for entry in bank.entries
    ]
    data = {"version": VERSION, "topics": topics, "questions": questions}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
