"""Pages of a built site, as they are read by those who share, list or follow it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import html5lib

from tests.microdata import Item, items


@cache
def parsed(page: Path) -> ET.Element:
    """A page as browsers read it."""
    tree = html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)
    assert isinstance(tree, ET.Element)
    return tree


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def is_elsewhere(page: Path) -> bool:
    """Whether a page only says where a question went, or that there is none."""
    robots = parsed(page).find("head/meta[@name='robots']")
    return page.name == "404.html" or robots is not None


def shared(site: Path) -> list[Path]:
    return [page for page in pages(site) if not is_elsewhere(page)]


def metas(page: Path) -> dict[str, str]:
    """The content of each named `meta` of a page; there must be only one of each name."""
    found = [
        (name, element.get("content", ""))
        for element in parsed(page).iterfind("head/meta")
        for name in (element.get("property"), element.get("name"))
        if name
    ]
    assert [name for name, count in Counter(name for name, _ in found).items() if count > 1] == []
    return dict(found)


def link(page: Path, rel: str, kind: str | None = None) -> str | None:
    """The target of the only link of a relation and media type; None if there is none."""
    found = [
        element.get("href", "")
        for element in parsed(page).iterfind("head/link")
        if rel in element.get("rel", "").split() and element.get("type") == kind
    ]
    assert len(found) < 2
    return found[0] if found else None


def scripts(page: Path) -> dict[str, dict[str, Any]]:
    """The structured data in the scripts of a page, by type."""
    elements = parsed(page).iterfind("head/script[@type='application/ld+json']")
    found = [json.loads("".join(script.itertext())) for script in elements]
    return {one["@type"]: one for one in found}


def quiz_of(page: Path) -> Item:
    """The structured data in the text of a question's page."""
    (quiz,) = items(parsed(page))
    assert quiz.type == "Quiz"
    return quiz


def questions(site: Path) -> list[Path]:
    """The pages of questions."""
    return [page for page in shared(site) if answer_of(page) is not None]


def answer_of(page: Path) -> ET.Element | None:
    return parsed(page).find(".//details[@id='official-answer']")


def squeezed(text: str) -> str:
    """The text with one blank between words, and without the zero-width space of empty items."""
    return " ".join(text.replace("\u200b", "").split())


def shown(element: ET.Element) -> str:
    """What an element shows, with a sign for each formula."""

    def texts(part: ET.Element) -> Iterator[str]:
        classes = part.get("class", "").split()
        if part.tag.endswith("math") or "arithmatex" in classes:
            yield "¤"
        elif part.tag != "summary" and "filename" not in classes:
            yield part.text or ""
            for child in part:
                yield from texts(child)
                yield child.tail or ""

    return squeezed("".join(texts(element)))


def file_at(site: Path, site_url: str, url: str) -> Path:
    """The file that a host serves at a URL of the site."""
    assert url.startswith(site_url)
    file = site / unquote(url.removeprefix(site_url))
    return file / "index.html" if file.is_dir() else file
