"""How long a text takes to read."""

from __future__ import annotations

import math
import re
from functools import cache

WORDS_A_MINUTE = 238
"""Adults reading English non-fiction: Brysbaert (2019), doi:10.1016/j.jml.2019.104047."""

CHARACTERS_A_MINUTE = 255
"""Adults reading Chinese: Trauzettel-Klosinski and Dietz (2012), doi:10.1167/iovs.11-8284."""

_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")


def minutes_to_read(text: str) -> int:
    """Whole minutes, at least one."""
    characters = 0
    if not text.isascii():
        text, characters = _unspaced().subn(" ", text)
    words = len(_WORD.findall(text))
    return max(1, math.ceil(words / WORDS_A_MINUTE + characters / CHARACTERS_A_MINUTE))


@cache
def _unspaced() -> re.Pattern[str]:
    # Compiled only where it is needed, since that takes as long as an import.
    return re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
