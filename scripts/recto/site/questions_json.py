"""`questions.json` at the site's root: the bank for other programs.

Its fields are documented for those who write such programs, and only ever added to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from msgspec import Struct

from recto.bank import Bank
from recto.model import Difficulty
from recto.pages import page_path, topic_path
from recto.shelves import by_topic

NAME = "questions.json"
VERSION = 1
"""Goes up only if a program that reads the file would have to be changed."""


class _Topic(Struct):
    slug: str
    name: str
    parent: str | None
    url: str
    questions: int


class _Question(Struct):
    id: str
    number: int | None
    title: str
    url: str
    topics: list[str]
    difficulty: Difficulty | None
    minutes: int
    related: list[str]


class _File(Struct):
    version: int
    topics: list[_Topic]
    questions: list[_Question]


def questions_json(
    bank: Bank, related: Callable[[str], Iterable[str | None]], urls: Callable[[str], str]
) -> str:
    """The file's text.

    `related` gives the ids of the questions related to another, with None for one that has no page;
    `urls` gives the URL of the page at a path below the folder of pages.
    """
    shelves = by_topic(bank)
    topics = [
        _Topic(
            topic.slug,
            topic.name,
            topic.parent,
            urls(topic_path(topic.slug)),
            len(shelves[topic.slug]),
        )
        for topic in bank.taxonomy.topics
    ]
    questions = [
        _Question(
            entry.id,
            entry.number,
            entry.title.text,
            urls(page_path(bank.permalinks[entry.id])),
            [own.topic.slug for own in bank.topics.get(entry.id, ())],
            entry.difficulty,
            entry.minutes,
            [id_ for id_ in related(entry.id) if id_],
        )
        for entry in bank.entries
    ]
    return msgspec.json.encode(_File(VERSION, topics, questions)).decode() + "\n"
