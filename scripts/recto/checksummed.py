"""Values kept in files of the cache that begin with a checksum.

A file that is damaged, truncated, from another version or not Recto's counts as missing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TypeVar

import msgspec

from recto.put import bytes_of, replacing

T = TypeVar("T")

_DIGEST = 32


def load(file: Path, version: bytes, kind: type[T]) -> T | None:
    """What a file of this version holds; None if it is missing or damaged."""
    data = memoryview(bytes_of(file) or b"")
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if digest != _checksum(version, body):
        return None
    try:
        return msgspec.msgpack.decode(body, type=kind)
    except msgspec.DecodeError:  # a ValidationError is one, too
        return None


def save(file: Path, version: bytes, value: object) -> None:
    """Write a value to a file, in one step."""
    body = msgspec.msgpack.encode(value)
    file.parent.mkdir(parents=True, exist_ok=True)
    with replacing(file) as stream:
        stream.write(_checksum(version, body))
        stream.write(body)


def _checksum(version: bytes, body: bytes | memoryview) -> bytes:
    whole = hashlib.sha256(hashlib.sha256(version).digest())
    whole.update(body)
    return whole.digest()
