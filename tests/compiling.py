"""Templates as Jinja compiled them, kept for all projects of a test run.

Otherwise it would compile the same sixty for each project, which takes half the time of a small
build.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2

kept: dict[tuple[str, ...], CodeType] = {}
"""By name and text of the template, and by what distinguishes the environments of a build."""


def keep() -> None:
    """Have this process, and any that is forked from it, compile each template once."""
    compile_: Callable[..., Any] = jinja2.Environment.compile

    def compile_once(
        self: jinja2.Environment,
        source: str,
        name: str | None = None,
        filename: str | None = None,
        *others: Any,
    ) -> Any:
        if name is None or filename is None or others:
            return compile_(self, source, name, filename, *others)
        escapes = self.autoescape(name) if callable(self.autoescape) else self.autoescape
        settings = repr((escapes, self.trim_blocks, self.lstrip_blocks))
        key = name, source, settings, *sorted(self.extensions)
        if key not in kept:
            kept[key] = compile_(self, source, name, filename)
        return kept[key].replace(co_filename=filename)

    setattr(jinja2.Environment, "compile", compile_once)  # noqa: B010  (or mypy objects)


def tell(file: Path, known: int) -> None:
    """Write down the templates that were compiled since there were this many."""
    if len(kept) > known:
        unfinished = file.with_suffix(".new")
        unfinished.write_bytes(marshal.dumps([*islice(kept.items(), known, None)]))
        unfinished.rename(file)


def learn(file: Path) -> None:
    """Take over the templates that another process wrote down, if it did."""
    if file.exists():
        kept.update(marshal.loads(file.read_bytes()))
