"""Writes the search index of a project once more and prints the seconds that this took.

    python -m tests.bench.reindex PROJECT TARGET

The project must have been built by `tests.bench.keeping`.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from recto.site.search_index import write_index
from tests.bench.kept import load


def main() -> None:
    project, target = map(Path, sys.argv[1:])
    kept = load(project)
    start = time.perf_counter()
    write_index(kept.bank, kept.documents, kept.urls.__getitem__, target.with_name("work"), target)
    sys.stdout.write(f"{time.perf_counter() - start}\n")


if __name__ == "__main__":
    main()
