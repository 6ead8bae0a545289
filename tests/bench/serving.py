"""Serves a folder as GitHub Pages does, text compressed, and counts what goes over the wire.

It counts what is sent, headers and all, since the browser's own protocol does not report requests
that come from a worker.
"""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".txt", ".xml"}


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer that was sent: the path asked for, and the bytes of its head and body."""

    path: str
    size: int


class Host(ThreadingHTTPServer):
    """A running server; `url` ends in a slash, and `sent` grows with each answer.

    The folder is served below the path `base`; for a missing file, its 404.html is sent.
    """

    daemon_threads = True

    def __init__(self, folder: Path, base: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.folder = folder
        self.base = base
        self.sent: list[Sent] = []
        self.url = f"http://127.0.0.1:{self.server_port}{base}"


@contextmanager
def serving(folder: Path, base: str = "/") -> Iterator[Host]:
    with Host(folder, base) as host:
        thread = Thread(target=host.serve_forever)
        thread.start()
        try:
            yield host
        finally:
            host.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    server: Host
    protocol_version = "HTTP/1.1"
    # Head and body in one go: two small writes would wait for each other (Nagle's algorithm).
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.folder / path.removeprefix(self.server.base)
        if file.is_dir():
            file /= "index.html"
        is_there = path.startswith(self.server.base) and file.is_file()
        status = HTTPStatus.OK if is_there else HTTPStatus.NOT_FOUND
        if not is_there:
            file = self.server.folder / "404.html"
        body = _body(file) if file.is_file() else b""
        self.send_response(status)
        self.send_header("Content-Type", mimetypes.guess_type(file.name)[0] or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if file.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Vary", "Accept-Encoding")
        lines: list[bytes] = self._headers_buffer  # type: ignore[attr-defined]
        size = sum(map(len, lines)) + len(b"\r\n") + len(body)
        self.server.sent.append(Sent(path, size))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as it is inherited)
        """Say nothing."""


@cache
def _body(file: Path) -> bytes:
    """A file as it is sent; compressed once, as by a host that many readers ask."""
    data = file.read_bytes()
    return gzip.compress(data, mtime=0) if file.suffix in COMPRESSED else data
