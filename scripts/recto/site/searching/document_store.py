"""Documents that wait to be indexed: on disk, since all are made before the first is indexed."""

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
    """Documents by id, in a file without a name in `folder`, which is removed with this object."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        file = TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  (closed by the next line)
        # Closed unbuffered: what is not yet written need not be, and there may be no room for it.
        weakref.finalize(self, file.close)
        # Without a buffer, each write would release the GIL and wait to get it back.
        self._file = BufferedRandom(file, _BUFFER)
        self._places: dict[str, tuple[int, int]] = {}
        self._end = 0
        self._is_at_end = True
        self._alone = Lock()
        """Shards are made side by side, and each asks for its own documents."""

    def add(self, document: Document) -> None:
        """Take a document. It replaces an earlier one of the same id."""
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
