"""Files of the cache behind a seal: one that is damaged or of another version counts as none."""

from __future__ import annotations

import hashlib
from pathlib import Path

from recto.put import put

_DIGEST = 32


def read(file: Path, version: bytes) -> bytes | None:
    """What a file of this version holds; None if there is none that is whole."""
    try:
        data = file.read_bytes()
    except OSError:
        return None
    digest, body = data[:_DIGEST], data[_DIGEST:]
    return body if digest == _seal(version, body) else None


def write(file: Path, version: bytes, body: bytes) -> None:
    """Put it there, in one step."""
    put(file, _seal(version, body) + body)


def _seal(version: bytes, body: bytes) -> bytes:
    return hashlib.blake2b(body, digest_size=_DIGEST, key=version[:64]).digest()
