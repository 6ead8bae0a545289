"""Gives questions their topics from the words of both alone: no labels, no training.

A question is about a topic when it says one of the topic's names. What the title says counts most,
a phrase more than a word, and a name inside a longer one not at all. Single words of a topic's
names and description are weaker evidence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from recto.model import Part
from recto.taxonomy import Taxonomy, Topic
from recto.words import Wording, is_telling, stems, words

MOST = 4
"""Topics that a question is given at most."""

FLOOR = 5.0
"""The score that the best topic must reach; few questions from other fields reach it."""

FURTHER_FLOOR = 6.0
"""The score that any further topic must reach."""

SHARE = 0.4
"""The share of the best topic's score that any further topic must reach."""

_NAME_WEIGHTS = {Part.TITLE: 6.0, Part.INSTRUCTION: 3.0, Part.CONTEXT: 1.5, Part.ANSWER: 1.0}
_WORD_WEIGHTS = {Part.TITLE: 1.8, Part.INSTRUCTION: 0.9, Part.CONTEXT: 0.45, Part.ANSWER: 0.2}
_DESCRIPTION_WEIGHT = 0.4
"""What a word of a topic's description counts, compared with one of its names."""


class Evidence(Struct, frozen=True):
    """A name or word of a topic that a part of the question holds, and the score for that."""

    part: Part
    name: str
    times: int
    score: float


class Assigned(Struct, frozen=True, gc=False):
    """A topic that a question was given; `score` is None if the source itself names it."""

    topic: Topic
    score: float | None = None


class _Name(Struct, frozen=True):
    topic: Topic
    text: str
    tokens: tuple[str, ...]

    def weight(self, times: int) -> float:
        """What occurring so often in a text counts: a phrase more, and less each further time."""
        return min(2.0, 0.5 + 0.5 * len(self.tokens)) * math.log2(1 + times)


class Assigner:
    """Finds the topics of one taxonomy in questions."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._names = _Finder(
            _Name(topic, text, tokens)
            for topic in taxonomy.topics
            for text in (topic.name, *topic.aliases)
            for tokens in _spellings(text)
        )
        self._acronyms = _Finder(
            _Name(topic, text, tokens)
            for topic in taxonomy.topics
            for text in topic.acronyms
            for tokens in _numbers(text)
        )
        self._words = _words_of_topics(taxonomy)

    def assign(self, parts: Mapping[Part, Wording]) -> tuple[Assigned, ...]:
        """The topics of a question with these parts, the best first; ancestors are implied."""
        scores: defaultdict[str, float] = defaultdict(float)
        for part, wording in parts.items():
            for name, times in self._named(wording).items():
                scores[name.topic.slug] += _NAME_WEIGHTS[part] * name.weight(times)
            for stem in [stem for stem in dict.fromkeys(wording.stems) if stem in self._words]:
                for slug, _, weight in self._words[stem]:
                    scores[slug] += _WORD_WEIGHTS[part] * weight
        best = max(scores.values(), default=0.0)
        bar = max(FLOOR, min(best, max(FURTHER_FLOOR, SHARE * best)))
        ranked = sorted(
            (slug for slug, score in scores.items() if score >= bar),
            key=lambda slug: (-scores[slug], slug),
        )
        return tuple(
            Assigned(self._taxonomy[slug], scores[slug]) for slug in self._most_specific(ranked)
        )

    def _most_specific(self, ranked: list[str]) -> list[str]:
        """The first of the topics, leaving out any that is above another of them."""
        while True:
            first = ranked[:MOST]
            implied = {
                above.slug
                for slug in first
                for above in self._taxonomy.ancestors(self._taxonomy[slug])
            }
            if implied.isdisjoint(first):
                return first
            ranked = [slug for slug in ranked if slug not in implied]

    def evidence(self, topic: Topic, parts: Mapping[Part, Wording]) -> list[Evidence]:
        """The evidence for a topic in a question with these parts, strongest first.

        A name of one word also counts as a word, but is listed once.
        """
        told: dict[tuple[Part, tuple[str, ...]], Evidence] = {}

        def tell(part: Part, name: str, times: int, score: float, *, again: int) -> None:
            key = part, tuple(stems(words(name)))
            own = told.get(key)
            told[key] = (
                replace(own, times=own.times + again, score=own.score + score)
                if own
                else Evidence(part, name, times, score)
            )

        for part, wording in parts.items():
            for name, times in self._named(wording).items():
                if name.topic is topic:
                    score = _NAME_WEIGHTS[part] * name.weight(times)
                    tell(part, name.text, times, score, again=times)
            for stem, times in Counter(wording.stems).items():
                for slug, word, weight in self._words.get(stem, ()):
                    if slug == topic.slug:
                        tell(part, word, times, _WORD_WEIGHTS[part] * weight, again=0)
        return sorted(told.values(), key=lambda evidence: -evidence.score)

    def _named(self, wording: Wording) -> Counter[_Name]:
        """How often each name occurs in a text, except inside a longer name."""
        found = [*self._names.find(wording.stems), *self._acronyms.find(wording.typed)]
        found.sort(key=lambda place: (place[0], -len(place[1].tokens)))
        named: Counter[_Name] = Counter()
        begin = end = 0
        for at, name in found:
            until = at + len(name.tokens)
            if until > end or (at, until) == (begin, end):
                begin, end = at, until
                named[name] += 1
        return named


class _Finder:
    """Finds names in a sequence of tokens, by the first token and, if there is one, the second."""

    def __init__(self, names: Iterable[_Name]) -> None:
        self._names: dict[str, dict[str | None, list[_Name]]] = {}
        for name in {(name.topic.slug, name.tokens): name for name in names}.values():
            if name.tokens:  # none in a name of signs alone
                first, second = (*name.tokens, None)[:2]
                self._names.setdefault(str(first), {}).setdefault(second, []).append(name)

    def find(self, tokens: tuple[str, ...]) -> Iterator[tuple[int, _Name]]:
        """Each name that occurs in the tokens, and where."""
        if self._names.keys().isdisjoint(tokens):
            return
        for at in [at for at, token in enumerate(tokens) if token in self._names]:
            names = self._names[tokens[at]]
            for second in (None, *tokens[at + 1 : at + 2]):
                for name in names.get(second, ()):
                    if tokens[at : at + len(name.tokens)] == name.tokens:
                        yield at, name


def _spellings(name: str) -> Iterator[tuple[str, ...]]:
    """The stems of a name, and of the name without hyphens: fine-tuning, finetuning."""
    yield tuple(stems(words(name)))
    if "-" in name:
        yield tuple(stems(words(name.replace("-", ""))))


def _numbers(acronym: str) -> Iterator[tuple[str, ...]]:
    """The words of an acronym, and of its plural: RNN, RNNs."""
    yield tuple(words(acronym))
    yield tuple(words(f"{acronym}s"))


def _words_of_topics(taxonomy: Taxonomy) -> Mapping[str, Sequence[tuple[str, str, float]]]:
    """For each stem the topics that it is a word of: slug, word and weight, more if it is rarer."""
    found: dict[str, dict[str, tuple[str, float]]] = {}
    for topic in taxonomy.topics:
        names = ((word, 1.0) for name in (topic.name, *topic.aliases) for word in words(name))
        description = ((word, _DESCRIPTION_WEIGHT) for word in words(topic.description))
        for word, weight in (*names, *description):
            (stem,) = stems([word])
            if is_telling(stem) and (len(stem) > 1 or stem.isascii()):
                found.setdefault(stem, {}).setdefault(topic.slug, (word, weight))
    total = len(taxonomy.topics)
    return {
        stem: [
            (slug, word, weight * math.log(total / len(own), total))
            for slug, (word, weight) in own.items()
        ]
        for stem, own in found.items()
        if len(own) < total
    }
