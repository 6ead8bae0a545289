"""What was read of a project's sources, kept from one command to the next.

It lies in one file of the project's cache, behind a seal. What was read of a source depends on its
bytes and on the topics alone, so any command may go on from what any other read. Removing the file
is always safe.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

import msgspec
from msgspec import Struct

from recto import sealed
from recto.environment import software
from recto.gather import Known
from recto.project import Project
from recto.taxonomy import Taxonomy, Topic

FILE = "sources"


class Memory(Struct, frozen=True):
    """Sources as they were read with the topics of a file; None if that file had an error."""

    topics_file: bytes | None = None
    topics: tuple[Topic, ...] = ()
    sources: dict[str, Known] = {}
    """By path."""

    def taxonomy_in(self, data: bytes) -> Taxonomy | None:
        """The topics that a file with these bytes holds, if that is known."""
        return Taxonomy(self.topics) if data == self.topics_file else None

    def sources_with(self, taxonomy: Taxonomy) -> Mapping[str, Known]:
        """The sources, if they were read with these topics."""
        return self.sources if taxonomy.topics == self.topics else {}


def recall(project: Project) -> Memory:
    """What is known of the project's sources; nothing if there is no file that can be trusted."""
    body = sealed.read(project.cache / FILE, software())
    try:
        return Memory() if body is None else msgspec.msgpack.decode(body, type=Memory)
    except msgspec.DecodeError:  # a ValidationError is one, too
        return Memory()


def remember(project: Project, memory: Memory, recalled: Memory) -> None:
    """Keep it in one step, if it is not what was recalled and there is room."""
    if memory == recalled:
        return
    with suppress(OSError):  # without it sources are read again
        sealed.write(project.cache / FILE, software(), msgspec.msgpack.encode(memory))
