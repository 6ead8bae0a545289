"""The way down to a page as structured data for search engines: JSON-LD, as in schema.org."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

Data = dict[str, Any]


def breadcrumbs(trail: Iterable[tuple[str, str]], title: str) -> Data:
    """The way from the start page down to the page of this title, by names and absolute URLs.

    The page itself needs no URL: the data is on it.
    """
    above = [{"name": name, "item": url} for name, url in trail]
    return {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, **step}
            for position, step in enumerate((*above, {"name": title}), 1)
        ],
    }


def as_script(data: Data) -> str:
    """The data as a script holds it: no text in it can end the script, or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c")
