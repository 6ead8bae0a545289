"""Keys, which show whether something is unchanged: digests of all that decides its bytes."""

from __future__ import annotations

import hashlib


def digest(*parts: bytes) -> bytes:
    """A digest of several byte strings, which depends on where each of them ends."""
    whole = hashlib.blake2b(digest_size=16)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()
