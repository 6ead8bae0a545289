"""What a build gave to the search index."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recto.bank import Bank
from recto.site.searching import Document

FILE = "documents.pickle"
"""The file in the folder of the project."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The arguments of `write_index`; `urls` has those that it asked for."""

    bank: Bank
    documents: tuple[Document, ...]
    urls: Mapping[str, str]

    def save(self, project: Path) -> None:
        (project / FILE).write_bytes(pickle.dumps(self))


def load(project: Path) -> Kept:
    kept = pickle.loads((project / FILE).read_bytes())
    assert isinstance(kept, Kept)
    return kept
