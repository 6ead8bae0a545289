"""Questions of many fields with the topics that readers expect, in two halves.

One half is to work with. The other is to be looked at once the work is done: `held_out.sha256` has
its digest, which a test compares, so that it cannot be fitted to what is measured.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recto.content import Content, read_content
from recto.taxonomy import Taxonomy
from recto.topics_file import parse_taxonomy
from tests.banks import sources_below
from tests.projects import IS_SHIPPED, REPOSITORY

FIELDS = REPOSITORY / "tests" / "bank" / "fields"
STARTER = REPOSITORY / "sources" / "starter"
STARTER_LABELS = REPOSITORY / "tests" / "bank" / "labels.tsv"
DIGEST = REPOSITORY / "tests" / "bank" / "held_out.sha256"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled bank of one field: its questions, and the expected topics of each by id."""

    name: str
    taxonomy: Taxonomy
    contents: tuple[Content, ...]
    labels: dict[str, tuple[str, ...]]

    def half(self, *, held_out: bool) -> Iterator[Content]:
        """The questions of one half, by an even or odd digest of their ids."""
        return (one for one in self.contents if is_held_out(one.question.id) == held_out)


@cache
def fields() -> tuple[Field, ...]:
    """The shipped bank, unless it was cleared, and those kept with the tests."""
    found = [_field(folder, folder / "topics.toml", folder / "labels.tsv") for folder in _folders()]
    if IS_SHIPPED:
        found.append(_field(STARTER, STARTER.parent / "topics.toml", STARTER_LABELS))
    return tuple(found)


def is_held_out(id_: str) -> bool:
    return hashlib.sha256(id_.encode()).digest()[0] % 2 == 1


def digest_of_held_out() -> str:
    """The SHA-256 of all sources and labels that are held out."""
    digest = hashlib.sha256()
    for field in fields():
        for content in sorted(field.half(held_out=True), key=lambda c: c.question.id):
            id_ = content.question.id
            digest.update((REPOSITORY / content.source.path).read_bytes())
            digest.update("\t".join((id_, *field.labels[id_])).encode())
    return digest.hexdigest()


def _folders() -> list[Path]:
    return sorted(path for path in FIELDS.iterdir() if path.is_dir())


def _field(folder: Path, topics: Path, labels: Path) -> Field:
    taxonomy, problems = parse_taxonomy(topics.read_bytes(), topics.name)
    assert not problems, problems
    read = (read_content(source) for source in sources_below(folder, REPOSITORY))
    rows = (row.split("\t") for row in labels.read_text(encoding="utf-8").splitlines())
    return Field(
        folder.name,
        taxonomy,
        tuple(content for content, _ in read if content is not None),
        {id_: tuple(names.split("; ")) for id_, names in rows},
    )
