"""The files of the index that cover all questions of a language, or all languages.

They are made of what is kept of the shards, so that no documents have to be read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import json

from recto.pages import topic_path
from recto.site.searching.kept import KeptShard
from recto.site.searching.shards import Wanted
from recto.taxonomy import Topic

Urls = Callable[[str], str]
"""Gives the URL of the page at a path below the folder of pages."""

LARGE = 2_000
"""The number of questions of a language from which a word in only one of them is left out."""

MOST_WORDS = 20_000
"""The most words of a language, the commonest, by which spelling is corrected."""


def summary(
    questions: Sequence[Wanted], shards: Sequence[KeptShard], topics: Iterable[Topic], urls: Urls
) -> Mapping[str, bytes]:
    """The files by path below the index's folder. `questions` are in reading order."""
    facets = {one.id: (one.found, one.facets) for shard in shards for one in shard.questions}
    files: dict[str, bytes] = {}
    languages: dict[str, Mapping[str, int]] = {}
    for language in sorted({shard.shard.language for shard in shards}):
        own = [shard for shard in shards if shard.shard.language == language]
        in_order = [one.id for one in questions if one.language == language]
        files[f"{language}/facets.json"] = json.encode(dict(facets[id_] for id_ in in_order))
        files[f"{language}/words.txt"] = _vocabulary(own, len(in_order)).encode()
        languages[language] = {"shards": len(own), "questions": len(in_order)}
    counts = Counter(slug for _, (_, *slugs) in facets.values() for slug in slugs)
    told = [_told(one, counts[one.slug], urls) for one in topics if counts[one.slug]]
    return {**files, "index.json": json.encode({"languages": languages, "topics": told})}


def _told(topic: Topic, count: int, urls: Urls) -> Mapping[str, object]:
    return {
        "slug": topic.slug,
        "name": topic.name,
        "aliases": topic.aliases,
        "acronyms": topic.acronyms,
        "parent": topic.parent,
        "url": urls(topic_path(topic.slug)),
        "count": count,
    }


def _vocabulary(shards: Iterable[KeptShard], questions: int) -> str:
    """A line for each word, with the number of questions that hold it.

    In a large bank, what is in only one question is more often a slip than a word.
    """
    holders = Counter[str]()
    for shard in shards:
        holders.update(shard.words)
    least = 2 if questions >= LARGE else 1
    known = [(word, number) for word, number in holders.items() if number >= least]
    known.sort(key=lambda item: (-item[1], item[0]))
    return "".join(f"{word} {number}\n" for word, number in known[:MOST_WORDS])
