"""`make bench`: measures Recto, prints tables and writes the figures as JSON.

python -m tests.bench.run [build] [topics] [search] [browser] [index]
python -m tests.bench.run build --sizes 1000,10000,100000 --keep FOLDER
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
from tests.bench.building import measure_building
from tests.bench.indexing import measure_index
from tests.bench.part import Part
from tests.bench.projects import build, fill_with_many
from tests.bench.search.comparison import measure_search
from tests.bench.topics import measure_both
from tests.projects import REPOSITORY

RESULT = REPOSITORY / ".cache" / "recto" / "bench.json"
LARGE = 10_000
SIZES = (1_000, LARGE)
PACKAGES = (
    *("recto", "mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "pagefind"),
    *("bm25s", "numpy", "scipy", "playwright"),
)


class Options(argparse.Namespace):
    """What was asked for, and the folder to work in."""

    parts: list[str]
    keep: Path | None
    size: int
    sizes: tuple[int, ...]
    runs: int | None
    details: bool
    workshop: Path


def main() -> None:
    options = _options()
    console = Console(width=None if sys.stdout.isatty() else 120)
    figures: dict[str, object] = {}
    # A given folder is kept; what was built in it is used again.
    folder = nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
    with folder as place:
        options.workshop = Path(place).absolute()
        for name in options.parts or PARTS:
            part = PARTS[name](options)
            console.print(*part.tables, *(part.details if options.details else ()))
            figures[name] = part.figures
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    RESULT.write_text(json.dumps(_about() | figures, indent=2) + "\n", encoding="utf-8")


def _build(options: Options) -> Part:
    return measure_building(options.workshop, options.sizes, options.runs)


def _search(options: Options) -> Part:
    return measure_search(options.workshop)


def _browser(options: Options) -> Part:
    return measure_browser(_large(options) / "site")


def _index(options: Options) -> Part:
    return measure_index(_large(options))


def _large(options: Options) -> Path:
    """A project with so many questions, built once."""
    project = options.workshop / f"large-{options.size}"
    build(project, partial(fill_with_many, size=options.size), module="tests.bench.keeping")
    return project


PARTS: dict[str, Callable[[Options], Part]] = {
    "build": _build,
    "topics": lambda _options: measure_both(),
    "search": _search,
    "browser": _browser,
    "index": _index,
}


def _options() -> Options:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}")
    parser.add_argument("--keep", type=Path, help="build below this folder, or use what is there")
    parser.add_argument("--size", type=int, default=LARGE, help="questions of the site searched")
    parser.add_argument(
        "--sizes",
        type=_numbers,
        default=SIZES,
        help="questions of the sites built, with commas between: 1000,10000,100000",
    )
    parser.add_argument("--runs", type=int, help="how often each build is measured")
    parser.add_argument("--misses", "--details", dest="details", action="store_true")
    options = parser.parse_args(namespace=Options())
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return options


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))


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
