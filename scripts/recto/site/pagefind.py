"""Runs Pagefind on one shard of the questions, and tells which question got which id."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# What stands on the page of a question beside the question itself: its facts are told by facets,
# and titles of other questions or names of programming languages would lead astray.
_NOT_SEARCHED = ".recto-facts, .recto-answer > summary, .recto-related, .filename, .headerlink"

# Pagefind comes with user interfaces, which the site does not use.
_NOT_USED = ("*-ui.*", "pagefind-highlight.js")

_SIGNATURE = b"pagefind_dcd"


class PagefindError(Exception):
    """Pagefind failed; the message has what it said."""


_CHUNK = "5000"
"""How many places of words Pagefind puts into a file: a quarter of its default, for four shards."""


def index(pages: Path, target: Path, *, is_first: bool) -> Mapping[str, str]:
    """Index a folder of HTML files into `target`: the id of each page by its URL within the folder.

    Only the first shard of a language keeps Pagefind's scripts; the others are merged into it.
    Raises PagefindError and OSError.
    """
    # The order in which Pagefind meets files decides how it numbers them, so a folder to be indexed
    # is always filled in the same order. Its own Python interface loses the ends of files:
    # https://github.com/Pagefind/pagefind/issues/1272
    process = subprocess.run(  # noqa: S603
        [
            *(sys.executable, "-m", "pagefind", "--quiet"),
            *("--site", str(pages), "--output-path", str(target)),
            *("--exclude-selectors", _NOT_SEARCHED),
        ],
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    if process.returncode:
        said = (process.stderr or process.stdout).strip()
        raise PagefindError(f"Pagefind could not index the questions: {said}")
    for pattern in _NOT_USED if is_first else (*_NOT_USED, "*.js", "wasm.*"):
        for file in target.glob(pattern):
            file.unlink()
    return dict(_read_fragment(file) for file in sorted(target.glob("fragment/*")))


def _read_fragment(file: Path) -> tuple[str, str]:
    try:
        data = gzip.decompress(file.read_bytes())
        return json.loads(data.removeprefix(_SIGNATURE))["url"].strip("/"), file.stem
    except (EOFError, OSError, ValueError, KeyError) as error:
        raise PagefindError(f"Pagefind wrote {file.name}, which cannot be read: {error}") from error
