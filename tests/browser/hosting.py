"""Builds a site of its own project and serves it the way a host of static files does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urljoin

from tests.forks import run
from tests.projects import lay_out


@dataclass(frozen=True, slots=True)
class Site:
    """A served site: the URL of its root, which ends in a slash, and its folder."""

    url: str
    folder: Path

    def at(self, path: str) -> str:
        """The URL of a path below the root; characters outside ASCII may stand as they are."""
        return urljoin(self.url, quote(path, safe="/#?=&+"))

    def question(self, slug: str) -> str:
        return self.at(f"questions/{slug}/")


@contextmanager
def hosted(
    project: Path, sources: Path, base: str, *, per_page: int = 100, **environment: str
) -> Iterator[Site]:
    """Lay out a project with these sources, build it, and serve its site below the path `base`."""
    folder = project / "site"
    with _Server(("127.0.0.1", 0), partial(_Handler, folder, base)) as server:
        url = f"http://127.0.0.1:{server.server_port}{base}"
        lay_out(project, sources, has_manual=True)
        config = project / "mkdocs.yml"
        text = config.read_text(encoding="utf-8")
        config.write_text(text.replace("per_page: 100", f"per_page: {per_page}"), encoding="utf-8")
        built = run("recto", "build", cwd=project, SITE_URL=url, **environment)
        assert built.returncode == 0, built.stdout + built.stderr
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield Site(url, folder)
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """Takes no notice of a browser that leaves a page before it has all of it."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path; for everything else the page 404.html with that status."""

    def __init__(self, folder: Path, base: str, *args: object) -> None:
        self._base = base
        super().__init__(*args, directory=str(folder))  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._base):
            return ""
        return super().translate_path("/" + path.removeprefix(self._base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        if code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        page = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.end_headers()
        self.wfile.write(page)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=600")  # as GitHub Pages does
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (as it is inherited)
        """Say nothing."""
