"""Keys, by which is known whether something is as it was: digests of all that decides its bytes."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes) -> bytes:
    """A digest of several texts, which tells where one ends."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
