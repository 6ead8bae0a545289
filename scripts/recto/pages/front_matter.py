"""The front matter of a generated page: lines of a name and a value between two rules."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

_RULE = "---\n"


def front_matter(page: str) -> dict[str, Any]:
    """What the front matter says, read as YAML: quoted texts, dates, and plain words."""
    head = page.split(_RULE, 2)[1]
    rows = (line.partition(": ") for line in head.splitlines())
    return {name: _value(text) for name, _, text in rows}


def without_front_matter(page: str) -> str:
    """The page's text."""
    return page.split(_RULE, 2)[2]


def _value(text: str) -> object:
    if text.startswith('"'):
        return json.loads(text)
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text
