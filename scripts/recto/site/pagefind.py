"""Has Pagefind index pages, and finds out which page got which id.

This talks to Pagefind as its own packages for Node and Python do: requests on its standard input,
answers on its output, each as JSON in Base64, followed by a comma. So neither pages nor the files
of the index have to be written to disk, which would take a fifth as long as the indexing. Those
packages themselves are not used: the one for Python looks for an answer only ten times a second,
and loses the ends of files: https://github.com/Pagefind/pagefind/issues/1272
"""

from __future__ import annotations

import base64
import binascii
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from fnmatch import fnmatch
from importlib import import_module
from itertools import islice
from pathlib import PurePosixPath
from tempfile import TemporaryFile
from typing import IO, NamedTuple

from msgspec import DecodeError, Struct, json

# What is on the page of a question besides the question itself: its facts are in its facets, and
# titles of other questions or names of programming languages would lead to false matches.
_NOT_SEARCHED = ".recto-facts, .recto-answer > summary, .recto-related, .filename, .headerlink"

# Pagefind comes with user interfaces, which the site does not use.
_NOT_USED = ("*-ui.*", "pagefind-highlight.js")

_CHUNK = "3500"
"""How many positions of words Pagefind puts into a file.

From each shard, a reader fetches the list of these files, and the files with the words searched
for. With 10,000 questions in eight shards, that was 422 KB for a first word, as the median of ten
searches, and 569 KB at most; with 2,000 positions, 451 and 624 KB. Pagefind's default is 20,000.
"""

_START = re.compile(rb'pagefind_dcd\{"url":("(?:[^"\\]|\\.)*")')
_ENOUGH = 8192
"""Bytes of a fragment that hold its URL."""


class PagefindError(Exception):
    """Pagefind failed; the message has what it said."""


class IndexedPage(NamedTuple):
    """A page to be indexed: its path within the site, as browsers ask for it, and its HTML."""

    path: str
    html: str


class Index(Struct, frozen=True):
    """What Pagefind made of pages."""

    files: Mapping[str, bytes]
    """By path below the folder of the index, in order."""
    ids: Mapping[str, str]
    """Of pages, by path."""


class _File(Struct, frozen=True):
    path: str
    content: bytes


class _Payload(Struct, frozen=True):
    type: str
    message: str = ""
    files: tuple[_File, ...] = ()


class _Answer(Struct, frozen=True):
    payload: _Payload


_ANSWER = json.Decoder(_Answer)


def index(pages: Sequence[IndexedPage], *, is_first: bool, niceness: int = 0) -> Index:
    """Index pages, which Pagefind numbers in the order given.

    Only the first shard of a language keeps Pagefind's scripts; the others are merged into it.
    `niceness` lowers Pagefind's priority, as the command `nice` does.
    Raises PagefindError and OSError.
    """
    made = _ask(_requests(pages), len(pages) + 2, niceness).files
    not_used = _NOT_USED if is_first else (*_NOT_USED, "*.js", "wasm.*")
    files = {
        file.path: file.content
        for file in sorted(made, key=lambda file: file.path)
        if not any(fnmatch(file.path, pattern) for pattern in not_used)
    }
    ids = {
        _path(name, data): PurePosixPath(name).stem
        for name, data in files.items()
        if name.startswith("fragment/")
    }
    if absent := {page.path for page in pages} - ids.keys():
        raise PagefindError(f"Pagefind left out {min(absent)}")
    return Index(files, ids)


def _requests(pages: Sequence[IndexedPage]) -> Iterator[Mapping[str, object]]:
    yield {"type": "NewIndex", "config": {"exclude_selectors": [_NOT_SEARCHED]}}
    for path, html in pages:
        yield {"type": "AddFile", "index_id": 0, "url": f"/{path}", "file_contents": html}
    yield {"type": "GetFiles", "index_id": 0}


def _ask(requests: Iterator[Mapping[str, object]], number: int, niceness: int) -> _Payload:
    """The answer to the last of `number` requests."""
    with (
        TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603
            [*_command(), "--service"],
            env={**os.environ, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": _CHUNK},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
        ) as process,
        ThreadPoolExecutor(1) as thread,
    ):
        if niceness and sys.platform != "win32":
            os.setpriority(os.PRIO_PROCESS, process.pid, niceness)
        assert process.stdin is not None
        assert process.stdout is not None
        # Pagefind answers while it still gets requests; in one thread, both would wait forever.
        writing = thread.submit(_write, process.stdin, requests)
        try:
            for answer in islice(_answers(process.stdout), number):
                number -= 1
                if answer.type == "Error":
                    raise PagefindError(f"Pagefind could not index: {answer.message}")
            if number:
                process.kill()
                writing.result()  # raises what stopped it
                said.seek(0)
                reason = said.read().decode(errors="replace").strip() or "it ended too early"
                raise PagefindError(f"Pagefind could not index the questions: {reason}")
        except (DecodeError, binascii.Error) as error:
            raise PagefindError(f"Pagefind's answers are not as expected: {error}") from error
        finally:
            process.kill()
            writing.exception()  # waits until it has ended
            with suppress(OSError):  # It may have ended before it had read everything.
                process.stdin.close()
    return answer


def _write(stream: IO[bytes], requests: Iterator[Mapping[str, object]]) -> None:
    try:
        for number, payload in enumerate(requests, 1):
            request = json.encode({"message_id": number, "payload": payload})
            stream.write(base64.b64encode(request) + b",")
        stream.flush()
    except OSError:
        """Pagefind has ended, which the lack of answers shows, too."""
    except BaseException:
        stream.close()  # else Pagefind waits for more, and its reader for answers
        raise


def _answers(stream: IO[bytes]) -> Iterator[_Payload]:
    begun: list[bytes] = []
    while data := os.read(stream.fileno(), 1 << 20):
        *ends, rest = data.split(b",")
        for end in ends:
            yield _ANSWER.decode(base64.b64decode(b"".join((*begun, end)))).payload
            begun = []
        begun.append(rest)


def _command() -> tuple[str, ...]:
    """Pagefind itself, if it was installed with Recto: starting it through Python takes 0.1 s."""
    try:
        return (str(import_module("pagefind_bin_extended").get_executable()),)
    except (ImportError, OSError):
        return (sys.executable, "-m", "pagefind")


def _path(name: str, fragment: bytes) -> str:
    try:
        start = zlib.decompressobj(wbits=31).decompress(fragment, _ENOUGH)
    except zlib.error as error:
        raise PagefindError(f"Pagefind made {name}, which is damaged: {error}") from error
    if not (found := _START.match(start)):
        raise PagefindError(f"Pagefind made {name}, which names no page")
    return json.decode(found[1], type=str).removeprefix("/")
