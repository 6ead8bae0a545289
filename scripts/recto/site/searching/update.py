"""Brings the index of a site to the state of its questions, at the cost of what changed.

What was indexed before is kept in a folder of the cache. A shard is given to Pagefind only if one
of its documents is another than before, if a question came to it or went, or if its files are not
in the site. The result is the same as if all were made anew.
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

    The next update is to be given them beside those that this one was given.
    """

    ids: tuple[str, ...]


class IndexChange:
    """What changes in the site, and then in the cache. To be left (`with`) when the site has it.

    Other processes cannot update the same cache meanwhile.
    """

    def __init__(
        self,
        files: Mapping[str, bytes | None],
        indexed: int,
        cached: Mapping[Path, Path | None],
        held: ExitStack,
    ) -> None:
        self.files = files
        """By path within the site; None for a file that goes. Read from disk when asked for."""
        self.indexed = indexed
        """How many shards Pagefind was given."""
        self._cached = cached
        self._held = held

    def commit(self) -> None:
        """Keep what was made for the next update: the site has all of it now."""
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

    `niceness` is how far indexing stands back behind others, as for the command `nice`.
    """

    def __init__(self, cache: Path, version: bytes, niceness: int = 0) -> None:
        self._niceness = niceness
        self._folder = cache / FOLDER
        self._cache = Cache(self._folder, version)

    def begin_with(self, cache: Path, theirs: Path, site: Path) -> None:
        """Where nothing is kept yet, begin with the index of another site, kept below `cache`.

        `site` is to have the index that `theirs` has. Files are shared by hard links. Those that
        another process changes meanwhile, or that cannot be had, the next update makes again.
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
        """What changes where `questions`, in reading order, are all that are to be found.

        `given` has at least the documents that are not kept; it is asked for them a shard at a
        time, by several threads, so that it may make them then. `urls` gives the URLs of the pages
        of topics. `site` is the site as it stands, which need not be there. `progress` is told how
        many questions are done, of how many.

        Raises PagefindError, OSError, and LockedError while another process or thread has a change
        of the same cache.
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
    """Have a site share the index of another by hard links; the files of that, as paths in it."""
    files = frozenset(f"{FOLDER}/{path}" for path in files_of_index(theirs / FOLDER))
    for path in files:
        level_file(site, theirs, path)
    return files
