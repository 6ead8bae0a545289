"""The site that is audited: every kind of page, published as on GitHub Pages."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from tests.bank.starter import FOLDER
from tests.bench.serving import Host, serving
from tests.browser.kinds import KINDS
from tests.projects import BANK, IS_SHIPPED, OWNERS, lay_out, run

BASE = "/questions/"
"""The path of a project's site, which every link has to take into account."""

REPO_URL = "https://github.com/example/questions"


@contextmanager
def published(folder: Path) -> Iterator[Host]:
    """Build the shipped sources and the browser tests' bank below `folder`, and serve them."""
    project = folder / "project"
    with serving(project / "site", BASE) as host:
        lay_out(project, BANK, has_manual=True)
        if IS_SHIPPED:
            shipped = project / "sources" / "shipped"
            shutil.copytree(FOLDER, shipped, ignore=shutil.ignore_patterns("LICENSE"))
            for file in OWNERS:
                shutil.copy(file, shipped)
        built = run("recto", "build", cwd=project, SITE_URL=host.url, REPO_URL=REPO_URL)
        if built.returncode:
            sys.exit(f"the site cannot be built:\n{built.stdout}{built.stderr}")
        yield host


def address(host: Host, kind: str) -> str:
    """The URL of a page of a kind."""
    return host.url + quote(KINDS[kind], safe="/#")


def file_of(host: Host, kind: str) -> Path:
    """The file that such a page is served from; 404.html where there is none."""
    file = host.folder / KINDS[kind].partition("#")[0] / "index.html"
    return file if file.is_file() else host.folder / "404.html"
