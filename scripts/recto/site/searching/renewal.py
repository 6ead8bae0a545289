"""One update of the index: which shards are made again, and what follows for site and cache."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from recto.put import bytes_of
from recto.site.searching.document import Document
from recto.site.searching.kept import Cache, KeptShard, digest_of, documents_file, shard_file
from recto.site.searching.making import digest_of_document, make
from recto.site.searching.shards import Shard, Wanted, layout
from recto.site.searching.spool import Files, Spool
from recto.workers import cores

FOLDER = "search"
"""The folder of the index, below the site's; the search page has the same address."""

AT_ONCE = 8_000
"""Questions that are indexed at a time, however many cores there are: they take 2 GB."""

_OURS = re.compile(
    r"index\.json|[a-z]{2,8}/(?:\d+/)?(?:fragment/[^/]+|index/[^/]+|[^/]+\.pf_meta"
    r"|wasm\.[^/]+|pagefind[^/]*|facets\.json|words\.txt)"
)
"""Files of an index. Its folder may have others: the search page is there."""

Progress = Callable[[int, int], None]


class _Missing(Struct, frozen=True):
    ids: tuple[str, ...]


class Renewal:
    """Compares what is wanted with what is kept. `site` is the folder of the present index."""

    def __init__(
        self,
        cache: Cache,
        questions: Sequence[Wanted],
        given: Mapping[str, Document],
        site: Path,
        work: Path,
        niceness: int,
    ) -> None:
        self._niceness = niceness
        self._cache, self._given, self._site, self._work = cache, given, site, work
        self._questions, self._layout = questions, layout(questions)
        self._kept = {kept.shard: kept for kept in cache}
        # Where each question's document is kept, if it is the one wanted.
        keys = {one.id: one.key for one in questions}
        self._places = {
            own.id: kept
            for kept in self._kept.values()
            for own in kept.questions
            if keys.get(own.id) == own.key
        }
        self._shards: dict[Shard, KeptShard] = {}
        self._spools: dict[Shard, Spool] = {}

    @property
    def shards(self) -> Sequence[KeptShard]:
        """All shards as they are now, in order."""
        return tuple(self._shards[shard] for shard in self._layout)

    @property
    def indexed(self) -> int:
        """How many shards Pagefind was given."""
        return len(self._spools)

    def missing(self) -> tuple[str, ...]:
        """The questions whose documents are neither kept nor given."""
        ids = (one.id for one in self._questions)
        return tuple(id_ for id_ in ids if id_ not in self._places and id_ not in self._given)

    def run(self, progress: Progress) -> tuple[str, ...]:
        """Make the shards that have to be; return questions whose kept documents are damaged."""
        sizes = {shard: len(members) for shard, members in self._layout.items()}
        done, total = 0, sum(sizes.values())
        missing: list[str] = []
        pool = ThreadPoolExecutor(_at_a_time(max(sizes.values(), default=1)))
        try:
            futures = {
                pool.submit(self._renew, shard, members): shard
                for shard, members in self._layout.items()
            }
            for future in as_completed(futures):
                shard, result = futures[future], future.result()
                if isinstance(result, KeptShard):
                    self._shards[shard] = result
                else:
                    missing += result.ids
                done += sizes[shard]
                progress(done, total)
        finally:
            pool.shutdown(cancel_futures=True)
        return tuple(missing)

    def files(self, summary: Mapping[str, bytes]) -> Files:
        """What changes in the site, by path within it."""
        wanted = {path for kept in self._shards.values() for path in _paths(kept)}
        changes: dict[str, bytes | Spool | None] = {
            f"{FOLDER}/{path}": None for path in sorted(self._present - wanted - summary.keys())
        }
        for spool in self._spools.values():
            changes |= dict.fromkeys(spool, spool)
        changes |= self._changed(summary)
        return Files(changes)

    def write_aside(self, folder: Path) -> Mapping[Path, Path | None]:
        """Write what is to be kept; return the cache's changes, a file before any that names it."""
        changes: dict[Path, Path | None] = {
            folder / documents_file(kept): self._work / documents_file(kept)
            for shard, kept in self._shards.items()
            if shard in self._spools
        }
        for shard, kept in self._shards.items():
            if kept is not self._kept.get(shard):
                file = self._work / shard_file(shard)
                self._cache.write(kept, file)
                changes[folder / file.name] = file
        now = self._shards.values()
        names = {name for kept in now for name in (shard_file(kept.shard), documents_file(kept))}
        for file in sorted((*folder.glob("*.shard"), *folder.glob("*.documents"))):
            if file.name not in names:
                changes[file] = None
        return changes

    def _renew(self, shard: Shard, members: Sequence[Wanted]) -> KeptShard | _Missing:
        given = {one.id: self._given[one.id] for one in members if one.id in self._given}
        keys = {one.id: one.key for one in members}
        old = self._kept.get(shard)
        if old is not None and self._is_same(old, keys, given) and self._is_whole(old):
            if not given:
                return old
            return replace(
                old, questions=tuple(replace(one, key=keys[one.id]) for one in old.questions)
            )
        documents = [*given.values()]
        places = {one.id: self._places[one.id] for one in members if one.id not in given}
        for place in {kept.shard: kept for kept in places.values()}.values():
            own = [id_ for id_, kept in places.items() if kept is place]
            found = self._cache.documents(place)
            if found is None or not found.keys() >= set(own):
                return _Missing(tuple(own))
            documents += (found[id_] for id_ in own)
        made = make(shard, keys, documents, self._niceness)
        (self._work / documents_file(made.kept)).write_bytes(made.documents)
        files = {f"{shard.folder}/{name}": data for name, data in made.files.items()}
        self._spools[shard] = Spool(self._work / shard.name, self._changed(files))
        return made.kept

    def _is_same(
        self, old: KeptShard, keys: Mapping[str, bytes], given: Mapping[str, Document]
    ) -> bool:
        """Whether a shard would be made of the same documents again."""
        if {one.id for one in old.questions} != keys.keys():
            return False
        digests = {id_: digest_of_document(own) for id_, own in given.items()}
        return all(
            one.digest == digests[one.id] if one.id in digests else one.key == keys[one.id]
            for one in old.questions
        )

    def _is_whole(self, old: KeptShard) -> bool:
        """Whether the site has the files of a shard."""
        folder = old.shard.folder
        return self._present.issuperset(_paths(old)) and all(
            digest_of(bytes_of(self._site / folder / name) or b"") == digest
            for name, digest in old.fixed.items()
        )

    def _changed(self, files: Mapping[str, bytes]) -> Mapping[str, bytes]:
        """Those of `files` that change the site, by path in it; given by path in the index."""
        return {
            f"{FOLDER}/{path}": data
            for path, data in files.items()
            if path not in self._present or bytes_of(self._site / path) != data
        }

    @cached_property
    def _present(self) -> frozenset[str]:
        """The files of the index that are in the site."""
        return frozenset(files_of_index(self._site))


def files_of_index(folder: Path) -> Iterator[str]:
    """The paths of an index's files within its folder."""
    return filter(_OURS.fullmatch, _files(folder, ""))


def _paths(kept: KeptShard) -> Iterator[str]:
    """Below the index's folder."""
    return (f"{kept.shard.folder}/{name}" for name in (*kept.named, *kept.fixed))


def _files(folder: Path, prefix: str) -> Iterator[str]:
    try:
        found = [*os.scandir(folder)]
    except OSError:
        return
    for one in found:
        if one.is_dir(follow_symlinks=False):
            yield from _files(folder / one.name, f"{prefix}{one.name}/")
        else:
            yield prefix + one.name


def _at_a_time(largest: int) -> int:
    """How many shards are made side by side if the largest has this many questions."""
    return max(1, min(cores(), AT_ONCE // largest))
