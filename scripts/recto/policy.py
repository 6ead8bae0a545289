"""How the caller wants new questions and problems to be treated."""

from __future__ import annotations

import os

from msgspec import Struct


class Policy(Struct, frozen=True):
    """How to treat new questions and problems. By default nothing is recorded or skipped."""

    record: bool = False
    """Record the permalinks of new questions, as published today."""
    skip_broken: bool = False
    """Publish the good questions even if others have errors."""
    strict: bool = False
    """Let warnings stop publishing as errors do."""
    search: bool = True
    """Update the search index along with the pages."""
    preview: bool = False
    """Show whatever can be shown, under provisional addresses."""


def is_build_server() -> bool:
    """Whether this runs on continuous integration, which must not record anything."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
