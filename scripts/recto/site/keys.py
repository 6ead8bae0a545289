"""Keys of parts of a site: digests of everything that decides their bytes."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes) -> bytes:
    """A digest of several texts, which tells where one ends."""
    whole = b"".join([len(part).to_bytes(8, "big") + part for part in parts])
    return hashlib.blake2b(whole, digest_size=16).digest()
