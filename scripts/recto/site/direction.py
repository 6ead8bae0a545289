"""Which way the text of a language runs."""

from __future__ import annotations

import re
from functools import lru_cache

from babel import Locale, UnknownLocaleError

_WRITTEN = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4}(?![A-Za-z0-9]))?")
"""The language of a tag and, if it names one, its script."""


@lru_cache
def direction_of(tag: str) -> str:
    """As the attribute `dir` says it: `ltr` or `rtl`, or `auto` where that is not known."""
    written = _WRITTEN.match(tag)
    try:
        name = written[0] if written else tag
        return Locale.parse(name, sep="-", resolve_likely_subtags=False).text_direction
    except (ValueError, UnknownLocaleError):
        return "auto"
