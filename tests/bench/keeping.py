"""`recto build` that also keeps what it gave to the search index, to repeat that step.

python -m tests.bench.keeping build
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from recto import cli
from recto.bank import Bank
from recto.site import build, search_index
from recto.site.searching import Document, Urls
from tests.bench.kept import Kept


def main() -> None:
    original = search_index.write_index

    def write_index(
        bank: Bank, documents: Iterable[Document], urls: Urls, cache: Path, target: Path
    ) -> None:
        asked: dict[str, str] = {}

        def url(path: str) -> str:
            return asked.setdefault(path, urls(path))

        given = tuple(documents)
        original(bank, given, url, cache, target)
        Kept(bank, given, asked).save(Path())

    # Only a build that does everything from the beginning gives the index all at once.
    build.why_not = lambda *_: "what is indexed is kept"  # type: ignore[attr-defined]
    search_index.write_index = write_index
    cli.main()


if __name__ == "__main__":
    main()
