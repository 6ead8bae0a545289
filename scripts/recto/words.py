"""Text as words and stems, by which phrases are matched and questions compared."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec import Struct
from Stemmer import Stemmer

# Scripts without blanks between words: each character counts as a word, so that a phrase is
# matched as a sequence of them.
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"

# Vowel signs and other marks on letters, which Python does not count as parts of words. Blocks of
# Indic scripts are included whole.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u0963\u0966-\u0dff\u1000-\u1049\u1050-\u109f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
)
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])"

# C++ and C# are other words than C.
_ASCII_WORD = re.compile(r"[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*(?:(?:\+\+|#)(?!\w))?")

STOP_WORDS = """
    a about after all also am an and any are as at be because been before being between both but by
    can could did do does doing down during each either else etc ever every few for from further get
    had has have having he her here him his how however i if in into is it its itself just let like
    made make many may me might more most much must my no nor not now of off often on once one only
    or other our out over own per same shall she should since so some still such than that the their
    them then there these they this those though through thus to too under until up upon us use used
    using very via was way we well were what when where whether which while who whom whose why will
    with within without would yet you your
    """
"""English words that do not show what a text is about, separated by blanks."""


class Wording(Struct, frozen=True):
    """The words of a text in its own case, and the stem of each."""

    typed: tuple[str, ...]
    stems: tuple[str, ...]


def wording(text: str) -> Wording:
    """How a text is worded."""
    typed = words(text)
    return Wording(tuple(typed), tuple(stems(typed)))


def words(text: str) -> list[str]:
    """The words of a text in its own case, in Unicode's compatibility form."""
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return _any_word().findall(unicodedata.normalize("NFKC", text))


@cache
def _any_word() -> re.Pattern[str]:
    # Compiled only where it is needed, since that takes as long as an import.
    ends = r"(?:(?:\+\+|#)(?!\w))?"
    return re.compile(rf"[{_UNSPACED}]|{_LETTER}+(?:['\u2019]{_LETTER}+)*{ends}")


def stems(typed: Iterable[str]) -> list[str]:
    """The stem of each word, in lower case: one for "network", "Networks" and "networking"."""
    return list(map(_STEMS.__getitem__, typed))


@lru_cache(1 << 16)
def plain_form(word: str) -> str:
    """A word in lower case and, judging by its ending, in the singular."""
    folded = word.casefold().replace("\u2019", "'").removesuffix("'s")
    if word.isupper():  # HTTPS is not the plural of HTTP
        return folded
    if len(folded) > 3 and folded.endswith("ies"):
        return f"{folded[:-3]}y"
    is_plural = len(folded) > 2 and folded.endswith("s") and not folded.endswith("ss")
    return folded[:-1] if is_plural else folded


def is_telling(stem: str) -> bool:
    """Whether a stem can show what a text is about."""
    return stem not in _STOP_STEMS and not stem.isdigit()


class _Stems(dict[str, str]):
    """The stem of each word met so far, since most words recur."""

    def __init__(self) -> None:
        super().__init__()
        # Snowball's English stemmer, also called Porter2:
        # https://snowballstem.org/algorithms/english/stemmer.html
        self._stemmer = Stemmer("english")

    def __missing__(self, word: str) -> str:
        folded = word.casefold().replace("\u2019", "'")
        stem = self[word] = str(self._stemmer.stemWord(folded))
        return stem


_STEMS = _Stems()
_STOP_STEMS = frozenset(stems(STOP_WORDS.split()))
