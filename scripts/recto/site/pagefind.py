"""Runs Pagefind on a folder of pages, and tells which page got which id."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

# What stands on the page of a question beside the question itself: its facts are told by facets,
# and titles of other questions or names of programming languages would lead astray.
_NOT_SEARCHED = ".recto-facts, .recto-answer > summary, .recto-related, .filename, .headerlink"

# Pagefind comes with user interfaces, which the site does not use.
_NOT_USED = ("*-ui.*", "pagefind-highlight.js")

_CHUNK = "3500"
"""How many places of words Pagefind puts into a file.

Of each shard a reader fetches the list of these files, and those with the words that are searched.
For 10,000 questions in eight shards that came to 422 KB for a first word with this, in the median
of ten searches, and to 569 KB at most; to 451 and 624 KB with 2,000. Pagefind's default is 20,000.
"""

_START = re.compile(rb'pagefind_dcd\{"url":("(?:[^"\\]|\\.)*")')
_ENOUGH = 8192
"""Bytes of a fragment that hold its URL."""


class PagefindError(Exception):
    """Pagefind failed; the message has what it said."""


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
            *(*_command(), "--quiet"),
            *("--site", str(pages), "--output-path", str(target)),
            *("--exclude-selectors", _NOT_SEARCHED),
        ],
        env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        encoding="utf-8",
        errors="replace",
    )
    if process.returncode:
        said = (process.stderr or process.stdout).strip()
        raise PagefindError(f"Pagefind could not index the questions: {said}")
    for pattern in _NOT_USED if is_first else (*_NOT_USED, "*.js", "wasm.*"):
        for file in target.glob(pattern):
            file.unlink()
    return {_url(file): file.stem for file in sorted(target.glob("fragment/*"))}


def _command() -> tuple[str, ...]:
    """Pagefind itself, where it was installed with us: a Python to start it takes 0.1 s."""
    try:
        return (str(import_module("pagefind_bin_extended").get_executable()),)
    except (ImportError, OSError):
        return (sys.executable, "-m", "pagefind")


def _url(fragment: Path) -> str:
    try:
        start = zlib.decompressobj(wbits=31).decompress(fragment.read_bytes(), _ENOUGH)
    except zlib.error as error:
        raise PagefindError(f"Pagefind wrote {fragment.name}, which is damaged: {error}") from error
    if not (found := _START.match(start)):
        raise PagefindError(f"Pagefind wrote {fragment.name}, which names no page")
    return str(json.loads(found[1])).strip("/")
