"""Where pages are below the folder of pages, and so what their addresses are."""

from __future__ import annotations

from urllib.parse import unquote

from recto.model import Difficulty, Permalink
from recto.pages.urls import url_of
from recto.project import GENERATED

QUESTIONS, TOPICS = GENERATED
"""The folders of questions with the list of all, and of topics with their overview."""

_LEVELS = frozenset(level.value for level in Difficulty)


def page_path(link: Permalink) -> str:
    """The path of the page of a question, by its permalink."""
    return question_path(link.slug)


def question_path(slug: str) -> str:
    """The path of the page of the question with this slug."""
    return f"{QUESTIONS}/{slug}.md"


def list_path(number: int) -> str:
    """The path of a page of the list of all questions, counted from 1."""
    return f"{QUESTIONS}/index.md" if number == 1 else f"{QUESTIONS}/page/{number}.md"


def topic_path(slug: str, level: Difficulty | None = None, number: int = 1) -> str:
    """The path of a page of the list of a topic, or of its questions of one difficulty."""
    place = "/".join((TOPICS, slug, *([level] if level else [])))
    return f"{place}.md" if number == 1 else f"{place}/page/{number}.md"


def site_path(path: str, *, in_folders: bool) -> str:
    """The path, below the site, of the generated page at a path."""
    url = unquote(url_of(path, in_folders=in_folders))
    return f"{url}index.html" if in_folders else url


def copied_path(path: str) -> str:
    """The path of the page whose copy serves the page at a path, too: mostly that page itself.

    The copy of a topic also covers the pages of its questions of one difficulty.
    """
    folder, *names = path.split("/")
    is_of_level = folder == TOPICS and len(names) > 1 and names[1].removesuffix(".md") in _LEVELS
    return topic_path(names[0]) if is_of_level else path


def copy_path(path: str, *, in_folders: bool) -> str:
    """The path, below the site, of the copy of the page at a path.

    `in_folders` says that each page has a folder of its own. What people write is copied as it is,
    and so to the same path, since its links are relative to that.
    """
    path = copied_path(path)
    if path.partition("/")[0] not in GENERATED or not in_folders:
        return path
    return path if path.endswith("/index.md") else f"{path.removesuffix('.md')}/index.md"


def outputs(path: str, *, in_folders: bool) -> tuple[str, ...]:
    """The paths in the site of the page at a path, and of its copy if it has one of its own.

    For an image, only its own.
    """
    if not path.endswith(".md"):
        return (path,)
    in_site = site_path(path, in_folders=in_folders)
    if copied_path(path) != path:
        return (in_site,)
    return in_site, copy_path(path, in_folders=in_folders)
