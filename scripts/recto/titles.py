"""Finds a question by its title as somebody else wrote it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from recto.words import is_telling, stems, words

ALIKE = 0.9
"""How alike two titles must be: twice the characters in common, as a share of all (Ratcliff and
Obershelp 1988)."""

COMMON = 50
"""A word in more titles than this is not looked up by."""


class TitleIndex:
    """Titles, each with an id. Case, spacing, punctuation, word forms and slips are forgiven."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a title and an id; of two titles alike the first stays."""
        self._ids: dict[tuple[str, ...], str] = {}
        self._holders: dict[str, list[tuple[str, ...]]] = {}
        for title, id_ in titles:
            key = _key(title)
            if key and key not in self._ids:
                self._ids[key] = id_
                for stem in set(filter(is_telling, key)):
                    self._holders.setdefault(stem, []).append(key)

    def find(self, title: str) -> str | None:
        """The id of the question with this title, or with one that differs in spelling alone."""
        key = _key(title)
        if key in self._ids:
            return self._ids[key]
        shared = Counter(
            other
            for stem in set(filter(is_telling, key))
            for other in self._holders.get(stem, ())[:COMMON]
        )
        best = max(shared, key=lambda other: (_likeness(key, other), other), default=None)
        return self._ids[best] if best and _likeness(key, best) >= ALIKE else None


def _key(title: str) -> tuple[str, ...]:
    return tuple(stems(words(title)))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """From 0 to 1; 0 where numbers differ, since GPT-2 is no slip of GPT-3."""
    if [w for w in one if w.isdigit()] != [w for w in other if w.isdigit()]:
        return 0.0
    return SequenceMatcher(None, " ".join(one), " ".join(other), autojunk=False).ratio()
