"""Files of the cache behind a checksum: one damaged, or of another version, counts as none."""

from __future__ import annotations

import hashlib
from pathlib import Path

from recto.put import replacing

_DIGEST = 32


def read(file: Path, version: bytes) -> memoryview | None:
    """What a file of this version holds; None if there is none that is whole."""
    try:
        data = memoryview(file.read_bytes())
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    return body if digest == _checksum(version, body) else None


def write(file: Path, version: bytes, body: bytes | memoryview) -> None:
    """Put it there, in one step."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as stream:
        stream.write(_checksum(version, body))
        stream.write(body)


def _checksum(version: bytes, body: bytes | memoryview) -> bytes:
    whole = hashlib.sha256(hashlib.sha256(version).digest())
    whole.update(body)
    return whole.digest()
