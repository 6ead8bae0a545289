"""Search indexes of small banks, made by Pagefind or by a stand-in that takes no time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from recto.site.pagefind import Index, IndexedPage
from recto.site.searching import (
    Document,
    IndexChange,
    Missing,
    SearchIndex,
    Wanted,
    document,
    making,
    shards,
)
from recto.taxonomy import Topic

Questions = Mapping[str, Document]
"""By id, in reading order."""

TOPICS = (Topic("graphs", "Graphs", aliases=("networks",)), Topic("trees", "Trees"))


def question(
    id_: str, text: str = "Nothing.", *, language: str = "en", topics: Sequence[str] = ()
) -> Document:
    content = f"<h1>Question {id_}</h1><p>{text}</p>"
    words = text.strip(".").casefold().split()
    return document(id_, f"questions/{id_}/", language, content, (), words, ("", *topics))


def wanted(questions: Questions) -> list[Wanted]:
    """The questions, each with a key made of all that it says."""
    return [
        Wanted(one.id, one.language, sha256(repr(one).encode()).digest())
        for one in questions.values()
    ]


@dataclass(frozen=True, slots=True)
class Project:
    """A site, and the cache that its search index is updated from."""

    cache: Path
    site: Path

    def update(
        self, questions: Questions, given: Questions, version: bytes = b"1"
    ) -> IndexChange | Missing:
        index = SearchIndex(self.cache, version)
        return index.update(wanted(questions), given, TOPICS, str.upper, self.site)

    def bring(self, questions: Questions, version: bytes = b"1") -> int:
        """Have site and cache hold the questions; return how many shards were indexed for that.

        Only what is missing is given, as in a build that renders only what changed.
        """
        given: dict[str, Document] = {}
        change = self.update(questions, given, version)
        while isinstance(change, Missing):
            given |= {id_: questions[id_] for id_ in change.ids}
            change = self.update(questions, given, version)
        with change:
            self.take(change)
            change.commit()
            return change.indexed

    def take(self, change: IndexChange) -> None:
        for path, data in change.files.items():
            file = self.site / path
            if data is None:
                file.unlink()
            else:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the index holds."""
        return {
            file.relative_to(self.site).as_posix(): file.read_bytes()
            for file in sorted(self.site.rglob("*"))
            if file.is_file()
        }


def made_anew(folder: Path, questions: Questions) -> Mapping[str, bytes]:
    """The files of an index that is made from scratch."""
    project = Project(folder / "cache", folder / "site")
    project.bring(questions)
    return project.files


def stand_in(pages: Sequence[IndexedPage], *, is_first: bool, niceness: int = 0) -> Index:  # noqa: ARG001
    """Files that depend, as Pagefind's do, on all pages and their order."""
    files: dict[str, bytes] = {}
    ids: dict[str, str] = {}
    for number, (path, html) in enumerate(pages):
        ids[path] = f"en_{sha256((path + html).encode()).hexdigest()[:7]}"
        files[f"fragment/{ids[path]}.pf_fragment"] = html.encode()
        chunk = f"{number} {html}".encode()
        files[f"index/en_{sha256(chunk).hexdigest()[:7]}.pf_index"] = chunk
    listed = " ".join(ids.values()).encode()
    files[f"pagefind.en_{sha256(listed).hexdigest()[:7]}.pf_meta"] = listed
    files["pagefind-entry.json"] = listed
    if is_first:
        files["pagefind.js"] = b"search()"
    return Index(dict(sorted(files.items())), ids)


@contextmanager
def quickly(smallest: int = 1) -> Iterator[list[int]]:
    """Have the stand-in make indexes, in many shards; gives the sizes of those that it made."""
    sizes: list[int] = []

    def index(pages: Sequence[IndexedPage], *, is_first: bool, niceness: int = 0) -> Index:
        sizes.append(len(pages))
        return stand_in(pages, is_first=is_first, niceness=niceness)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(making, "index", index)
        patch.setattr(shards, "SMALLEST", smallest)
        yield sizes
