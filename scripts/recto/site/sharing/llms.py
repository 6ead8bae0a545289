"""`llms.txt` at the site's root (https://llmstxt.org): where programs find what they can read.

It grows with the number of topics, and never with the number of questions.
"""

from __future__ import annotations

from collections.abc import Callable

from recto.bank import Bank
from recto.pages import list_path, topic_path
from recto.pages.lists import OVERVIEW
from recto.pages.paths import QUESTIONS, TOPICS
from recto.pages.templates import fill
from recto.shelves import Shelves
from recto.site.questions_json import NAME as QUESTIONS_JSON
from recto.site.sharing.feed import NAME as FEED
from recto.site.sharing.identity import Identity

NAME = "llms.txt"


def llms_txt(
    bank: Bank,
    shelves: Shelves,
    site: Identity,
    copies: Callable[[str], str],
    *,
    in_folders: bool,
    has_feed: bool,
) -> str:
    """The file's text. `copies` gives the path of the copy of the page at a path.

    `in_folders` says that each page has a folder of its own, in which its copy is, too.
    """
    topics = [
        {
            "name": topic.name,
            "description": topic.description,
            "url": site.at(copies(topic_path(topic.slug))),
            "count": len(shelves[topic.slug]),
        }
        for topic in bank.taxonomy.topics
        if shelves[topic.slug]
    ]
    pattern = "<slug>/index.md" if in_folders else "<slug>.md"
    return fill(
        NAME,
        site=site,
        topics=topics,
        question=f"{site.url}{QUESTIONS}/{pattern}",
        topic=f"{site.url}{TOPICS}/{pattern}",
        overview=site.at(copies(OVERVIEW)),
        list=site.at(copies(list_path(1))),
        json=site.at(QUESTIONS_JSON),
        feed=site.at(FEED) if has_feed else None,
    )
