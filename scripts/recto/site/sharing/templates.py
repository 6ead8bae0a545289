"""The templates of the files that others read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from recto.body import escaped
from recto.strings import decimal, plural, strings


@cache
def templates() -> Callable[..., str]:
    """Fills the template of a name, one that ships with the package; values are escaped in XML."""
    environment = Environment(
        loader=PackageLoader("recto", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=select_autoescape(("xml.j2",)),
    )
    environment.filters |= {"escaped": escaped, "plural": plural, "decimal": decimal}
    environment.globals["t"] = strings()
    return lambda name, /, **values: environment.get_template(f"{name}.j2").render(values)
