"""Templates without their indentation, and without the lines that hold only tags.

Both make a template readable and mean nothing to a browser, but they add up to a tenth of a short
page, and a site has one for each question. They are removed from the templates before these are
compiled, so that the content of pages is not touched.
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
    """Have an environment leave both out. It must not have compiled a template yet."""
    environment.trim_blocks = True
    environment.add_extension(_Unindented)


class _Unindented(Extension):
    def preprocess(self, source: str, *_: object, **__: object) -> str:
        return source if _WITH_MEANING.search(source) else _INDENTATION.sub("", source)
