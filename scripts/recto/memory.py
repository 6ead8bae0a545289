"""What was read of a project's sources, kept from one command to the next.

What was read of a source depends only on its bytes, its folder and the topics, so any command can
use what another one read. It is kept in two files of the project's cache, each with a checksum:
what was known at one time, and what has changed since, so that an edit does not rewrite all of it.
Removing either is always safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from recto import checksummed
from recto.environment import software
from recto.gather import Known
from recto.stamps import NONE, stamp
from recto.taxonomy import Taxonomy, Topic

FILE = "sources"
CHANGES = "sources.changes"

SHARE = 16
"""Everything is written again when more than one source in this many has changed since."""


class Memory(Struct, frozen=True):
    """Sources as they were read with these topics; `topics_file` is None if it had an error."""

    folder: str = ""
    """Where they are in the project; a link out of it is a problem, so it affects what is read."""
    topics_file: bytes | None = None
    topics: tuple[Topic, ...] = ()
    sources: dict[str, Known] = {}
    """By path."""

    def taxonomy_in(self, data: bytes) -> Taxonomy | None:
        """The topics that a file with these bytes holds, if that is known."""
        return Taxonomy(self.topics) if data == self.topics_file else None

    def sources_with(self, folder: str, taxonomy: Taxonomy) -> Mapping[str, Known]:
        """The sources, if they were read in this folder with these topics."""
        return self.sources if (self.folder, self.topics) == (folder, taxonomy.topics) else {}


class _Changes(Struct, frozen=True):
    """Sources read since, and the paths of those removed since."""

    read: dict[str, Known] = {}
    gone: frozenset[str] = frozenset()


class Store:
    """Keeps the memory of a project in its cache. Not for several threads at once."""

    def __init__(self, cache: Path) -> None:
        self._file = cache / FILE
        self._changes = cache / CHANGES
        self._base = self._last = Memory()
        self._stamp = NONE

    def read(self) -> Memory:
        """What is known; nothing if there is no file that can be trusted."""
        self._stamp = stamp(self._file)
        self._base = checksummed.load(self._file, software(), Memory) or Memory()
        since = checksummed.load(self._changes, self._since, _Changes) or _Changes()
        sources = {
            path: own
            for path, own in (self._base.sources | since.read).items()
            if path not in since.gone
        }
        self._last = replace(self._base, sources=sources)
        return self._last

    def write(self, memory: Memory) -> None:
        """Keep what is known now, unless it was read or written last or there is no room."""
        if memory == self._last:
            return
        self._last = memory
        changes = _changes(self._base, memory)
        with suppress(OSError):  # what is not kept is read again
            # Another command may have rewritten all of it meanwhile.
            if changes is not None and stamp(self._file) == self._stamp:
                checksummed.save(self._changes, self._since, changes)
            else:
                checksummed.save(self._file, software(), memory)
                self._stamp, self._base = stamp(self._file), memory

    @property
    def _since(self) -> bytes:
        """The version of changes, which are relative to the other file as last read or written."""
        return software() + repr(self._stamp).encode()


def _changes(old: Memory, new: Memory) -> _Changes | None:
    """What differs in the new memory; None if that is much."""
    if replace(old, sources={}) != replace(new, sources={}):
        return None
    known = old.sources
    read = {path: own for path, own in new.sources.items() if known.get(path) is not own}
    gone = known.keys() - new.sources.keys()
    is_much = SHARE * (len(read) + len(gone)) > len(known)
    return None if is_much else _Changes(read, frozenset(gone))
