"""The search index, made by Pagefind from the content of question pages alone.

Questions are split by language, since Pagefind stems by it, and a large language into a fixed
number of shards, each an index by itself: they are built side by side in bounded memory, one can
be rebuilt without the others, and the browser merges what they find. Below the site's `search/`:

- `index.json` tells which languages and shards there are, and the topics with all their names;
- `<language>/` is the first shard, with Pagefind's own scripts; `<language>/<n>/` are the others;
- `<language>/words.txt` has the words of the language and in how many questions each stands, the
  commonest first, to correct what a reader types;
- `<language>/facets.json` has the difficulty and the topics of each question, under the id that
  Pagefind gave it. Pagefind's own filters are not used: it writes them in another order each time,
  and they count only questions that hold every word.
"""

from __future__ import annotations

import html
import json
import os
import shutil
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recto.bank import Bank, Entry
from recto.classify import wordings
from recto.pages import topic_path
from recto.shelves import by_topic, with_ancestors
from recto.site.pagefind import index

FOLDER = "search"
"""The folder of the index, below the site's; the page that searches has the same address."""

SHARDS = 4
LARGE = 2_000
"""Questions of a language from which on its index is split."""

MOST_WORDS = 20_000
"""Words of a language that spelling is corrected by, the commonest."""

LONGEST_WORD = 30


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of a question: the content of its page, and its address within the site."""

    id: str
    url: str
    language: str
    content: str
    words: frozenset[str]
    facets: tuple[str, ...]
    """Its difficulty, or an empty text, and the slugs of its topics and of those above them."""


def document(bank: Bank, entry: Entry, language: str, url: str, content: str) -> Document:
    """What is searched of a question, given its rendered page. `language` is the site's."""
    question = entry.question
    typed = (word.casefold() for part in wordings(entry).values() for word in part.typed)
    return Document(
        question.id,
        url.strip("/"),
        (question.language or language).lower(),
        content,
        frozenset(word for word in typed if word.isalpha() and len(word) <= LONGEST_WORD),
        (question.difficulty or "", *sorted(with_ancestors(bank, entry))),
    )


def write_index(documents: Iterable[Document], work: Path, target: Path) -> Mapping[str, int]:
    """Index documents into the folder `target`; how many shards each language has.

    `work` is a folder of its own for this, which is removed. Raises PagefindError and OSError.
    """
    shutil.rmtree(work, ignore_errors=True)
    languages: dict[str, list[Document]] = {}
    for one in sorted(documents, key=lambda one: one.url):
        languages.setdefault(one.language, []).append(one)
    shards = [
        shard
        for language, own in sorted(languages.items())
        for shard in _shards(own, work / language, target / language)
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        facets = list(pool.map(_Shard.index, shards))
    shutil.rmtree(work, ignore_errors=True)
    for language, own in languages.items():
        folder = target / language
        of_language = [
            found for shard, found in zip(shards, facets, strict=True) if shard.language == language
        ]
        _write_json(
            folder / "facets.json", {k: v for found in of_language for k, v in found.items()}
        )
        (folder / "words.txt").write_text(_vocabulary(own), encoding="utf-8")
    return Counter(shard.language for shard in shards)


def write_summary(
    bank: Bank, shards: Mapping[str, int], urls: Callable[[str], str], target: Path
) -> None:
    """Write `index.json`. `urls` gives the URL of the page at a path below the folder of pages."""
    questions = by_topic(bank)
    topics: list[dict[str, Any]] = [
        {
            "slug": topic.slug,
            "name": topic.name,
            "aliases": topic.aliases,
            "acronyms": topic.acronyms,
            "parent": topic.parent,
            "url": urls(topic_path(topic.slug)),
            "count": len(questions[topic.slug]),
        }
        for topic in bank.taxonomy.topics
        if questions[topic.slug]
    ]
    _write_json(target / "index.json", {"languages": shards, "topics": topics})


@dataclass(frozen=True, slots=True)
class _Shard:
    language: str
    number: int
    pages: Path
    target: Path
    facets: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, one: Document) -> None:
        # Pagefind's ids begin with the language, so a tag of its own keeps those of shards apart.
        tag = f"{self.language}-x-{self.number}" if self.number else self.language
        file = self.pages / one.url / "index.html"
        file.parent.mkdir(parents=True)
        text = (
            f'<!doctype html><html lang="{html.escape(tag)}"><body data-pagefind-body>{one.content}'
        )
        file.write_text(text, encoding="utf-8")
        self.facets[one.url] = one.facets

    def index(self) -> dict[str, tuple[str, ...]]:
        """The facets of each question by the id that Pagefind gave it."""
        ids = index(self.pages, self.target, is_first=not self.number)
        return {id_: self.facets[url] for url, id_ in ids.items()}


def _shards(documents: list[Document], work: Path, target: Path) -> list[_Shard]:
    language = documents[0].language
    count = SHARDS if len(documents) >= LARGE else 1
    shards = [
        _Shard(language, number, work / str(number), target / str(number) if number else target)
        for number in range(count)
    ]
    for one in documents:
        shards[zlib.crc32(one.id.encode()) % count].add(one)
    return shards


def _vocabulary(documents: list[Document]) -> str:
    """A line for each word, with the number of questions that hold it.

    In a large bank a word that stands in one question alone is more often a slip than a word.
    """
    holders = Counter(word for one in documents for word in one.words)
    least = 2 if len(documents) >= LARGE else 1
    known = [(word, number) for word, number in holders.items() if number >= least]
    known.sort(key=lambda item: (-item[1], item[0]))
    return "".join(f"{word} {number}\n" for word, number in known[:MOST_WORDS])


def _write_json(file: Path, data: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
