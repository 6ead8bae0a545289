"""The templates of pages, which hold all wording and markup."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from jinja2 import Environment, PackageLoader, StrictUndefined

from recto.body import escaped
from recto.strings import decimal, plural, strings


def templates() -> Callable[..., str]:
    """Fills the page template of a name, one that ships with the package, with values."""
    environment = Environment(
        loader=PackageLoader("recto", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701  (the output is Markdown; `escaped` makes text inert)
    )
    environment.filters["escaped"] = escaped
    environment.filters["yaml"] = partial(json.dumps, ensure_ascii=False)
    environment.filters |= {"plural": plural, "decimal": decimal}
    environment.globals["t"] = strings()
    return lambda name, **values: environment.get_template(f"{name}.md.j2").render(values)
