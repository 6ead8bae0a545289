"""How often a question says each stem, by which it is compared with others.

This needs none of the packages that comparing needs, since each source is read without them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from recto.model import Part
from recto.words import Wording, is_telling

Terms = dict[str, float]

_PART_WEIGHTS = {Part.TITLE: 3.0, Part.INSTRUCTION: 2.0, Part.CONTEXT: 1.0, Part.ANSWER: 1.0}


def terms(worded: Mapping[Part, Wording]) -> Terms:
    """How often a question says each stem, what title and instruction say counting more."""
    counts: dict[str, float] = {}
    for part, wording in worded.items():
        for stem, times in Counter(filter(is_telling, wording.stems)).items():
            counts[stem] = counts.get(stem, 0.0) + times * _PART_WEIGHTS[part]
    return counts
