"""The templates of pages and of files for others to read.

They hold all markup; the wording is in `strings.toml`.
"""

from __future__ import annotations

import json
from functools import cache, partial

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from recto.body import escaped
from recto.strings import decimal, plural, strings


def fill(name: str, /, **values: object) -> str:
    """The template of a name, one that ships with the package, filled with values.

    In XML these are escaped; in Markdown the filter `escaped` makes text inert.
    """
    return environment().get_template(f"{name}.j2").render(values)


@cache
def environment() -> Environment:
    """The environment that these templates are compiled in."""
    made = Environment(
        loader=PackageLoader("recto", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        autoescape=select_autoescape(("xml.j2",)),
    )
    made.filters |= {"escaped": escaped, "plural": plural, "decimal": decimal}
    made.filters["yaml"] = partial(json.dumps, ensure_ascii=False)
    made.globals["t"] = strings()
    return made
