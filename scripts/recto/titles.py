"""Finds a question by its title, which somebody may have written slightly differently."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cached_property

from recto.words import is_telling, plain_form, words

LONG = 7
"""Letters that a word must have to count as misspelt; in a shorter one each letter matters."""

ALIKE = 0.85
"""How alike a word and its misspelling are: twice the letters in common, as a share of all."""

TRIED = 8
"""How many titles are tried, those with the most words in common first."""

COMMON = 50
"""How many titles one word leads to at most."""

_SMALL = frozenset({"a", "an", "the", "do", "doe", "does", "is", "are"})
"""Words that come and go as a noun changes between singular and plural."""

_Key = tuple[str, ...]


class TitleIndex:
    """Titles, each with an id. Case, spacing, punctuation, word forms and slips are forgiven."""

    def __init__(self, titles: Iterable[tuple[str, str]]) -> None:
        """Take pairs of a title and an id; of two titles alike, the first is kept."""
        self._titles = tuple(titles)
        self._exact = {title_key(title): id_ for title, id_ in reversed(self._titles)}

    def find(self, title: str) -> str | None:
        """The id of the question with this title, or with one that differs only in spelling."""
        return self._exact.get(title_key(title)) or self._words.find(_key(title))

    @cached_property
    def _words(self) -> _WordIndex:
        return _WordIndex((_key(title), id_) for title, id_ in self._titles)


class _WordIndex:
    """Titles by their words, needed only for a title that is not found as it is written."""

    def __init__(self, keys: Iterable[tuple[_Key, str]]) -> None:
        self._joined: dict[str, str] = {}
        self._keys: dict[_Key, str] = {}
        self._holders = defaultdict[str, list[_Key]](list)
        for key, id_ in keys:
            if key and key not in self._keys:
                self._keys[key] = id_
                self._joined.setdefault("".join(key), id_)
                for word in set(key):
                    self._holders[word].append(key)

    def find(self, key: _Key) -> str | None:
        if found := self._joined.get("".join(key) or " "):
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


def title_key(title: str) -> str:
    """A key that is the same for titles that differ only in case and spacing."""
    return " ".join(title.casefold().split())


def _key(title: str) -> _Key:
    return tuple([word for word in map(plain_form, words(title)) if word not in _SMALL])


def _is_misspelt(one: _Key, other: _Key) -> bool:
    """Whether the words are the same except for slips, word by word."""
    return len(one) == len(other) and all(
        a == b or _is_slip(a, b) for a, b in zip(one, other, strict=True)
    )


def _is_slip(one: str, other: str) -> bool:
    """Whether one is the other with a slip. A wrong first letter or digit is seldom a slip."""
    return (
        max(len(one), len(other)) >= LONG
        and one[0] == other[0]
        and abs(len(one) - len(other)) <= 1
        and _digits(one) == _digits(other)
        and SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
    )


def _digits(word: str) -> list[str]:
    return [char for char in word if char.isdigit()]
