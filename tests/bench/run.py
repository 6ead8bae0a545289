"""`make bench`: measures Recto, prints tables and writes the figures as JSON.

python -m tests.bench.run [commands] [topics] [search] [browser] [index]
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from importlib.metadata import version
from pathlib import Path

from rich.console import Console

from tests.bench.browsing import measure_browser
from tests.bench.commands import measure_commands
from tests.bench.indexing import measure_index
from tests.bench.part import Part
from tests.bench.projects import build, fill_with_many
from tests.bench.search.comparison import measure_search
from tests.bench.topics import measure_both
from tests.projects import REPOSITORY

RESULT = REPOSITORY / ".cache" / "recto" / "bench.json"
LARGE = 10_000
PACKAGES = (
    *("recto", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pagefind"),
    *("bm25s", "numpy", "scipy", "playwright"),
)


def main() -> None:
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 120)
    figures: dict[str, object] = {}
    # A folder that is given stays; what was built in it is used again.
    folder = nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
    with folder as place:
        workshop = Path(place).absolute()
        for name in options.parts or PARTS:
            part = PARTS[name](workshop, options.size)
            console.print(*part.tables, *(part.details if options.details else ()))
            figures[name] = part.figures
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(_about() | figures, indent=2) + "\n", encoding="utf-8")


def _browser(workshop: Path, size: int) -> Part:
    return measure_browser(_large(workshop, size) / "site")


def _index(workshop: Path, size: int) -> Part:
    return measure_index(_large(workshop, size))


def _large(workshop: Path, size: int) -> Path:
    """A project with so many questions, built once."""
    project = workshop / f"large-{size}"
    build(project, partial(fill_with_many, size=size), module="tests.bench.keeping")
    return project


PARTS: dict[str, Callable[[Path, int], Part]] = {
    "commands": lambda _workshop, _size: measure_commands(),
    "topics": lambda _workshop, _size: measure_both(),
    "search": lambda workshop, _size: measure_search(workshop),
    "browser": _browser,
    "index": _index,
}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--keep", type=Path, help="build below this folder, or use what is there")
    parser.add_argument("--size", type=int, default=LARGE, help="questions of the large site")
    parser.add_argument("--misses", "--details", dest="details", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def _about() -> dict[str, object]:
    """The machine, and how busy it was at the end."""
    return {
        "machine": {
            "platform": platform.platform(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
            "load": os.getloadavg() if sys.platform != "win32" else None,
        },
        "versions": {name: version(name) for name in PACKAGES},
    }


if __name__ == "__main__":
    main()
