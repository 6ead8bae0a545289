"""`make audit`: has a built site judged by programs of others and by its own limits.

python -m tests.audit.run [markup] [transfer] [shifts] [lighthouse]

Prints a table for each part, writes the figures as JSON, and exits with 1 if anything is wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rich.console import Console

from tests.audit.lighthouse import score
from tests.audit.markup import check_markup
from tests.audit.part import Part
from tests.audit.published import published
from tests.audit.shifts import watch_shifts
from tests.audit.tools import ToolError, Tools, get_tools
from tests.audit.transfer import weigh_visit
from tests.bench.chromium import browser
from tests.bench.serving import Host
from tests.browser.chromium import launch_options
from tests.projects import REPOSITORY

RESULT = REPOSITORY / ".cache" / "recto" / "audit.json"


def main() -> int:
    chosen = _chosen()
    console = Console(width=None if sys.stdout.isatty() else 120)
    try:
        tools = get_tools()
    except ToolError as error:
        console.print(f"error: {error}", markup=False, soft_wrap=True)
        return 2
    parts: dict[str, Part] = {}
    with tempfile.TemporaryDirectory() as folder, published(Path(folder)) as host:
        for name in chosen:
            parts[name] = PARTS[name](tools, host)
            console.print(parts[name].table)
    RESULT.parent.mkdir(parents=True, exist_ok=True)
    record = {name: {"figures": p.figures, "failures": p.failures} for name, p in parts.items()}
    RESULT.write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    failures = [f"{name}: {failure}" for name, part in parts.items() for failure in part.failures]
    for failure in failures:
        console.print(failure, style="red", markup=False, highlight=False, soft_wrap=True)
    return 1 if failures else 0


def _check_markup(tools: Tools, host: Host) -> Part:
    return check_markup(tools.checker, host)


def _score(tools: Tools, host: Host) -> Part:
    return score(tools.lighthouse, launch_options(), host)


def _weigh(_tools: Tools, host: Host) -> Part:
    with browser() as chromium:
        return weigh_visit(chromium, host)


def _watch(_tools: Tools, host: Host) -> Part:
    with browser() as chromium:
        return watch_shifts(chromium, host)


PARTS: dict[str, Callable[[Tools, Host], Part]] = {
    "markup": _check_markup,
    "transfer": _weigh,
    "shifts": _watch,
    "lighthouse": _score,
}


def _chosen() -> list[str]:
    parser = argparse.ArgumentParser(prog="python -m tests.audit.run")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}")
    parts: list[str] = parser.parse_args().parts
    if unknown := set(parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    return parts or list(PARTS)


if __name__ == "__main__":
    sys.exit(main())
