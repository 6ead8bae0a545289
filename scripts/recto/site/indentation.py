"""Templates without their indentation, and without the lines that only tags stand on.

Both make a template readable and are nothing to a browser, but in a site with a page for each
question they add up: to a tenth of a short page. They are taken from the templates before these are
compiled, so that nothing of a page's content is touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from jinja2.ext import Extension

if TYPE_CHECKING:
    from jinja2 import Environment

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_WITH_MEANING = re.compile(r"<(?:pre|textarea)\b", re.IGNORECASE)
"""Elements in which a browser shows blanks as they are."""


def without_indentation(environment: Environment) -> None:
    """Have an environment that has compiled no template yet leave them out."""
    environment.trim_blocks = True
    environment.add_extension(_Unindented)


class _Unindented(Extension):
    def preprocess(self, source: str, *_: object, **__: object) -> str:
        return source if _WITH_MEANING.search(source) else _INDENTATION.sub("", source)
