"""Everything that the interface says, from `strings.toml`, the one file to translate.

A string may hold names in braces, to be filled in. One that depends on a number is a table of its
plural forms, by the categories of Unicode's CLDR: `one`, `other` and, in some languages, more.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

Strings = Mapping[str, Any]
"""Tables by name; each has strings, or tables of plural forms, by name."""

_FOR_SCRIPTS = ("count", "difficulty", "search", "study")
"""Tables that the site's scripts read, too."""


@cache
def strings() -> Strings:
    """All strings, and under `language` the tag of the language that they are in."""
    return tomllib.loads((files("recto") / "strings.toml").read_text(encoding="utf-8"))


def plural(forms: Mapping[str, str], number: int) -> str:
    """The form that fits the number, with the number in place of `{n}`."""
    category, shown = _counted(number)
    return forms.get(category, forms["other"]).replace("{n}", shown)


def decimal(number: int) -> str:
    """A number as the language writes it: 12,345."""
    return _counted(number)[1]


SCRIPT = "assets/javascripts/strings.js"
"""Where the site's scripts find their texts."""


def for_scripts() -> str:
    """The strings of scripts as an ES module that exports each table by its name."""
    tables = {"language": strings()["language"]} | {name: strings()[name] for name in _FOR_SCRIPTS}
    lines = (f"export const {name} = {_as_json(table)}\n" for name, table in tables.items())
    return "".join(lines)


@lru_cache(maxsize=1024)
def _counted(number: int) -> tuple[str, str]:
    from babel import Locale  # noqa: PLC0415  (slow to import, and not needed to check sources)
    from babel.numbers import format_decimal  # noqa: PLC0415

    locale = Locale.parse(strings()["language"], sep="-")
    return locale.plural_form(number), format_decimal(number, locale=locale)


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
