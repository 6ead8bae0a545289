"""Files that wait to be put into a site, those of a shard one after another in one file on disk.

So they take no memory, and no time to make and remove a file for each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path


class Spool(Mapping[str, bytes]):
    """Files by name, written to one file at `path` and read from it when they are asked for."""

    def __init__(self, path: Path, files: Mapping[str, bytes]) -> None:
        self._path = path
        self._places: dict[str, tuple[int, int]] = {}
        start = 0
        with path.open("wb") as stream:
            for name, data in files.items():
                stream.write(data)
                self._places[name] = start, len(data)
                start += len(data)

    def __getitem__(self, name: str) -> bytes:
        start, length = self._places[name]
        with self._path.open("rb") as stream:
            stream.seek(start)
            return stream.read(length)

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


class Files(Mapping[str, bytes | None]):
    """Files by name, some of them spooled, some to be removed."""

    def __init__(self, files: Mapping[str, bytes | Spool | None]) -> None:
        self._files = files

    def __getitem__(self, name: str) -> bytes | None:
        file = self._files[name]
        return file[name] if isinstance(file, Spool) else file

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)
