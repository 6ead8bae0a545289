"""Templates as Jinja compiled them, kept from one build to the next: compiling takes a while."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from recto import checksummed

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Compiled templates in one file of the cache. Jinja checks whether a template has changed."""

    def __init__(self, file: Path, version: bytes) -> None:
        self._file = file
        self._version = version
        self._kept = checksummed.load(file, version, dict[str, bytes]) or {}
        self._is_changed = False

    def load_bytecode(self, bucket: Bucket) -> None:
        if code := self._kept.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._kept[bucket.key] = bucket.bytecode_to_string()
        self._is_changed = True

    def save(self) -> None:
        """Keep what was compiled."""
        if self._is_changed:
            with suppress(OSError):  # what is not kept is compiled again
                checksummed.save(self._file, self._version, self._kept)
