"""Updates a site again and again, until it is killed: run as `python -m tests.updating PROJECT`.

Each file of the site holds the number of its update. A line is printed at the beginning, and after
each update.
"""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from recto.project import Project
from recto.site import swap

NAMES = ("404.html", "index.html", *(f"questions/{number}/index.html" for number in range(12)))


def project_at(root: Path) -> Project:
    return Project(root, root / "sources", root / "docs", root / "site")


def of(number: int) -> dict[str, bytes | Path | None]:
    """All files of a site; in every other one there is one more."""
    files: dict[str, bytes | Path | None] = dict.fromkeys(NAMES, b"%d" % number * 3000)
    files["odd/index.html"] = b"more" if number % 2 else None
    return files


if __name__ == "__main__":
    if sys.argv[2:] == ["by-renames"]:
        vars(swap).update(exchange=lambda *_: False)
    updated = swap.Swap(project_at(Path(sys.argv[1])))
    for number in count(2):
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        updated.update(of(number))
