"""Finds a question by its title as somebody else wrote it down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import SequenceMatcher

from recto.words import is_telling, plain_form, words

LONG = 7
"""Letters from which on a word may be misspelt; in a shorter one each letter counts."""

ALIKE = 0.85
"""How alike a word and its misspelling are: twice the letters in common, as a share of all."""

TRIED = 8
"""Titles with most words in common that are looked at."""

COMMON = 50
"""Titles looked up by one word at most."""

_SMALL = frozenset({"a", "an", "the", "do", "doe", "does", "is", "are"})
"""Words that come and go with the number of a noun."""

_Key = tuple[str, ...]


class TitleIndex:
    """Titles, each with an id. Case, spacing, punctuation, word forms and slips are forgiven."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a title and an id; of two titles alike the first stays."""
        self._exact: dict[str, str] = {}
        self._joined: dict[str, str] = {}
        self._keys: dict[_Key, str] = {}
        self._holders: dict[str, list[_Key]] = {}
        for title, id_ in titles:
            self._exact.setdefault(_folded(title), id_)
            key = _key(title)
            if key:
                self._joined.setdefault("".join(key), id_)
            if key and key not in self._keys:
                self._keys[key] = id_
                for word in filter(is_telling, dict.fromkeys(key)):
                    self._holders.setdefault(word, []).append(key)

    def find(self, title: str) -> str | None:
        """The id of the question with this title, or with one that differs in spelling alone."""
        key = _key(title)
        found = self._exact.get(_folded(title)) or self._joined.get("".join(key) or " ")
        if found:
            return found
        shared = Counter(
            other
            for word in filter(is_telling, dict.fromkeys(key))
            for other in self._holders.get(word, ())[:COMMON]
        )
        for other, _ in shared.most_common(TRIED):
            if _is_misspelt(key, other):
                return self._keys[other]
        return None


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())


def _key(title: str) -> _Key:
    return tuple(word for word in map(plain_form, words(title)) if word not in _SMALL)


def _is_misspelt(one: _Key, other: _Key) -> bool:
    """Whether the words are the same but for slips, word by word."""
    return len(one) == len(other) and all(
        a == b or _is_slip(a, b) for a, b in zip(one, other, strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether one is the other with a slip. A first letter and a digit are seldom slips."""
    return (
        max(len(one), len(other)) >= LONG
        and one[0] == other[0]
        and abs(len(one) - len(other)) <= 1
        and _digits(one) == _digits(other)
        and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    )


def _digits(word: str) -> list[str]:
    return [char for char in word if char.isdigit()]
