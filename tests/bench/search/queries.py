"""The queries of the search benchmark, each with the sources that rightly answer it.

They were written by reading the sources and without asking any search engine.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from pathlib import Path

from tests.bench.search.prose import id_of

FILE = Path(__file__).with_name("queries.tsv")
STARTER_ID = re.compile("[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types, and the ids of the sources that answer it, the best first.

    The kind says in what way text and source differ: keywords of the title, a paraphrase of it,
    words of the answer alone, an acronym, a misspelling, or a prefix of the last word.
    """

    kind: str
    text: str
    expected: tuple[str, ...]


def queries() -> tuple[Query, ...]:
    """All queries, in the order of the file."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, dialect="excel-tab", strict=True)
        return tuple(
            Query(row["kind"], row["query"], tuple(map(_id, row["expected"].split())))
            for row in rows
        )


def _id(expected: str) -> str:
    """The id of a source: as written for a shipped question, else that of a qualified name."""
    return expected if STARTER_ID.fullmatch(expected) else id_of(expected)
