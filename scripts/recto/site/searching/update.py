"""Brings the index of a site to the state of its questions, at the cost of what changed.

What was indexed before is kept in a folder of the cache. A shard is given to Pagefind only if one
of its documents has changed, if a question was added or removed, or if its files are not in the
site. The result is the same as if all were made from scratch.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from msgspec import Struct

from recto.lock import exclusive
from recto.site.searching.document import Document
from recto.site.searching.kept import Cache
from recto.site.searching.renewal import FOLDER, Progress, Renewal, files_of_index
from recto.site.searching.shards import Wanted
from recto.site.searching.summary import Urls, summary
from recto.site.tree import level_file
from recto.taxonomy import Topic


class Missing(Struct, frozen=True):
    """Questions whose documents are neither given nor kept as they were, by id in reading order.

    The next update needs them as well as those that this one was given.
    """

    ids: tuple[str, ...]


class IndexChange:
    """What changes in the site, and then in the cache: a context to be left once the site has it.

    Until then, nobody else can update the same cache.
    """

    def __init__(
        self,
        files: Mapping[str, bytes | None],
        indexed: int,
        cached: Mapping[Path, Path | None],
        held: ExitStack,
    ) -> None:
        self.files = files
        """By path in the site; None for a file to be removed. Read from disk when asked for."""
        self.indexed = indexed
        """How many shards Pagefind was given."""
        self._cached = cached
        self._held = held

    def commit(self) -> None:
        """Keep what was made, for the next update; the site has to have all of it now."""
        for target, made in self._cached.items():
            if made is None:
                target.unlink(missing_ok=True)
            else:
                made.replace(target)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._held.close()


class SearchIndex:
    """The index of a site, kept below the folder `cache` by this `version` of all software.

    `niceness` lowers the priority of indexing, as the command `nice` does.
    """

    def __init__(self, cache: Path, version: bytes, niceness: int = 0) -> None:
        self._niceness = niceness
        self._folder = cache / FOLDER
        self._cache = Cache(self._folder, version)

    def begin_with(self, cache: Path, theirs: Path, site: Path) -> None:
        """If nothing is kept yet, begin with the index of another site, kept below `cache`.

        `site` gets the index of `theirs`, sharing its files by hard links. The next update makes
        again those that another process changes meanwhile, or that cannot be shared.
        """
        folder = cache / FOLDER
        if any(self._cache) or not (folder.is_dir() and (theirs / FOLDER).is_dir()):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            share(site, theirs)
            for file in (*folder.glob("*.documents"), *folder.glob("*.shard")):
                level_file(self._folder, folder, file.name)

    def update(
        self,
        questions: Sequence[Wanted],
        given: Mapping[str, Document],
        topics: Iterable[Topic],
        urls: Urls,
        site: Path,
        progress: Progress = lambda _done, _total: None,
    ) -> IndexChange | Missing:
        """What changes if `questions`, in reading order, are all that are to be found.

        `given` has at least the documents that are not kept; several threads ask it for them, a
        shard at a time, so that it may make them then. `urls` gives the URLs of the pages of
        topics. `site` is the folder of the present site, which need not exist. `progress` is called
        with the numbers of questions that are done, and of all.

        Raises PagefindError, OSError, and LockedError while another process or thread holds a
        change of the same cache.
        """
        held = ExitStack()
        try:
            held.enter_context(exclusive(self._folder / "lock"))
            for left in self._folder.glob("work-*"):
                shutil.rmtree(left, ignore_errors=True)
            work = held.enter_context(TemporaryDirectory(prefix="work-", dir=self._folder))
            renewal = Renewal(
                self._cache, questions, given, site / FOLDER, Path(work), self._niceness
            )
            if missing := renewal.missing() or renewal.run(progress):
                return Missing(missing)
            files = renewal.files(summary(questions, renewal.shards, topics, urls))
            return IndexChange(
                files, renewal.indexed, renewal.write_aside(self._folder), held.pop_all()
            )
        finally:
            held.close()


def share(site: Path, theirs: Path) -> frozenset[str]:
    """Have a site share another's index by hard links; return the paths of its files in a site."""
    files = frozenset(f"{FOLDER}/{path}" for path in files_of_index(theirs / FOLDER))
    for path in files:
        level_file(site, theirs, path)
    return files
