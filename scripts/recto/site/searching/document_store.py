"""Documents that wait to be indexed: on disk, since all of a site are made before the first is."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping
from io import BufferedRandom
from pathlib import Path
from tempfile import TemporaryFile
from threading import Lock

from msgspec.msgpack import Decoder, Encoder

from recto.site.searching.document import Document

_BUFFER = 1 << 20


class DocumentStore(Mapping[str, Document]):
    """Documents by id, in a file without a name below `folder`, which goes with this object."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  (closed by the next line)
        # What is not yet written then has no need to be, and there may be no room for it.
        weakref.finalize(self, file.close)
        # Each call to the system would let go of Python's lock, and wait for it behind others.
        self._file = BufferedRandom(file, _BUFFER)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        self._is_at_end = True
        self._alone = Lock()
        """Shards are made side by side, and each asks for its own."""

    def add(self, document: Document) -> None:
        """Take a document. What was given for its id before counts no more."""
        data = _ENCODER.encode(document)
        with self._alone:
            if not self._is_at_end:
                self._file.seek(self._end)
                self._is_at_end = True
            self._file.write(data)
            self._places[document.id] = self._end, len(data)
            self._end += len(data)

    def __getitem__(self, id_: str) -> Document:
        start, length = self._places[id_]
        with self._alone:
            self._is_at_end = False
            self._file.seek(start)
            data = self._file.read(length)
        return _DECODER.decode(data)

    def __contains__(self, id_: object) -> bool:
        return id_ in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


_ENCODER = Encoder()
_DECODER = Decoder(Document)
