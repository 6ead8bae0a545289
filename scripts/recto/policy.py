"""What whoever asks for a site wants to be done with what is new or wrong."""

from __future__ import annotations

import os

from msgspec import Struct


class Policy(Struct, frozen=True):
    """What to do with new questions and with bad ones. By default nothing is fixed or forgiven."""

    record: bool = False
    """Fix the permalinks of new questions, as published today."""
    skip_broken: bool = False
    """Publish the good questions although others have errors."""
    strict: bool = False
    """Let warnings stop publishing as errors do."""
    search: bool = True
    """Bring the search index to the state of the pages."""
    preview: bool = False
    """Show whatever can be shown, under provisional addresses."""


def is_build_server() -> bool:
    """Whether this runs on continuous integration, which must not record anything."""
    return os.environ.get("CI", "").lower() not in {"", "0", "false"}
