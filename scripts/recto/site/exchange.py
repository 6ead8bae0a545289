"""Swaps two folders in one step, where the system can, so that neither is missing for a moment.

Linux can, on most file systems; Python's standard library does not offer it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE, see man 2 renameat2


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two folders; return whether it worked. If not, nothing has changed."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415  (builds that change nothing do without)

    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    rename.argtypes = (
        *(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p),
        ctypes.c_uint,
    )
    failed: int = rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE)
    return not failed
