"""What is kept of a shard from one build to the next: two files, in the cache.

The first, which is small, says what Pagefind made of it. The second has its documents, to index it
again when one of them changes, and is named by a digest that the first holds. A file that is
damaged or truncated counts as missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from pathlib import Path

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder

from recto import checksummed
from recto.site.searching.document import Document
from recto.site.searching.shards import Shard


class Question(Struct, frozen=True, array_like=True):
    """A question in the index."""

    id: str
    key: bytes
    digest: bytes
    """Of its document."""
    found: str
    """The id that Pagefind gave it."""
    facets: tuple[str, ...]


class KeptShard(Struct, frozen=True, array_like=True):
    """A shard as it was indexed."""

    shard: Shard
    questions: tuple[Question, ...]
    words: dict[str, int]
    """How many of its questions hold each word."""
    named: tuple[str, ...]
    """Pagefind's files whose names follow from what they hold, below the shard's folder."""
    fixed: dict[str, bytes]
    """Its other files there, with their digests."""
    documents: bytes
    """The digest of the second file."""


class Cache:
    """The files of all shards, in a folder. Those of another `version` count as missing."""

    def __init__(self, folder: Path, version: bytes) -> None:
        self._folder = folder
        self._version = version

    def __iter__(self) -> Iterator[KeptShard]:
        for file in sorted(self._folder.glob("*.shard")):
            kept = checksummed.load(file, self._version, KeptShard)
            if kept is not None and shard_file(kept.shard) == file.name:
                yield kept

    def documents(self, kept: KeptShard) -> Mapping[str, Document] | None:
        """The documents of a shard by id; None if they are missing or damaged."""
        try:
            data = (self._folder / documents_file(kept)).read_bytes()
            if digest_of(data) != kept.documents:
                return None
            return {one.id: one for one in _DOCUMENTS.decode(data)}
        except (OSError, DecodeError):
            return None

    def write(self, kept: KeptShard, file: Path) -> None:
        """Write the first file of a shard to the path `file`, to be moved into the folder later."""
        checksummed.save(file, self._version, kept)


def shard_file(shard: Shard) -> str:
    """The name of the first file of a shard."""
    return f"{shard.name}.shard"


def documents_file(kept: KeptShard) -> str:
    """The name of the second file of a shard."""
    return f"{kept.shard.name}-{kept.documents.hex()}.documents"


def digest_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def encoded(documents: Iterable[Document]) -> bytes:
    return ENCODER.encode(list(documents))


ENCODER = Encoder()
_DOCUMENTS: Decoder[list[Document]] = Decoder(list[Document])
