"""The search index, made by Pagefind from the content of question pages alone.

Questions are split by language, since Pagefind stems by it, and a large language into a fixed
number of shards, each an index by itself: they are built side by side in bounded memory, one can
be rebuilt without the others, and the browser merges what they find. Below the site's `search/`:

- `index.json` tells which languages and shards there are, and the topics with all their names;
- `<language>/` is the first shard, with Pagefind's own scripts; `<language>/<n>/` are the others;
- `<language>/words.txt` has the words of the language and in how many questions each stands, the
  commonest first, to correct what a reader types;
- `<language>/facets.json` has the difficulty and the topics of each question, under the id that
  Pagefind gave it, for filters; so has the question's own entry, to be shown. Pagefind's filters
  are not used: it writes them in another order each time, and they count only questions that hold
  every word.
"""

from __future__ import annotations

import html
import json
import os
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import unquote

from recto.bank import Bank
from recto.entry import Entry
from recto.pages import Article, topic_path
from recto.shelves import by_topic, with_ancestors
from recto.site.pagefind import index

FOLDER = "search"
"""The folder of the index, below the site's; the page that searches has the same address."""

SHARDS = 4
LARGE = 2_000
"""Questions of a language from which on its index is split."""

MOST_WORDS = 20_000
"""Words of a language that spelling is corrected by, the commonest."""

Urls = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Document:
    """What is searched of a question: the content of its page, and its address within the site."""

    id: str
    url: str
    language: str
    """The first part of its tag, as "en" of "en-GB": no more decides how words are stemmed."""
    content: str
    words: frozenset[str]
    facets: tuple[str, ...]
    """Its difficulty, or an empty text, then the slugs of its topics and of those above them."""


def document(
    bank: Bank, entry: Entry, article: Article, language: str, url: str, content: str
) -> Document:
    """What is searched of a question, given its rendered page. `language` is the site's."""
    aliases = "".join(f"<p>{html.escape(alias.text)}</p>" for alias in entry.aliases)
    return Document(
        entry.id,
        unquote(url).strip("/"),
        (entry.language or language).lower().partition("-")[0],
        content + aliases,
        frozenset(map(sys.intern, article.words)),
        (entry.difficulty or "", *with_ancestors(bank, entry)),
    )


def write_index(
    bank: Bank, documents: Iterable[Document], urls: Urls, cache: Path, target: Path
) -> None:
    """Write the folder `target`. `urls` gives the URL of the page at a path of the bank's pages.

    What Pagefind reads lies in `cache` meanwhile. Raises PagefindError and OSError.
    """
    languages: dict[str, list[Document]] = {}
    for one in documents:
        languages.setdefault(one.language, []).append(one)
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="search-", dir=cache) as work, _pool() as pool:
        shards = {
            language: _shards(own, Path(work) / language, target / language)
            for language, own in sorted(languages.items())
        }
        ids = {language: pool.map(_Shard.index, own) for language, own in shards.items()}
        for language, own in languages.items():
            by_url = {url: id_ for of_shard in ids[language] for url, id_ in of_shard.items()}
            facets = {by_url[one.url]: one.facets for one in own}
            _write_json(target / language / "facets.json", facets)
            (target / language / "words.txt").write_bytes(_vocabulary(own).encode())
    sizes = {
        language: {"shards": len(own), "questions": len(languages[language])}
        for language, own in shards.items()
    }
    _write_json(target / "index.json", {"languages": sizes, "topics": _topics(bank, urls)})


def _pool() -> ThreadPoolExecutor:
    """As many threads as there are cores, each to wait for a process."""
    return ThreadPoolExecutor(os.cpu_count())


def _topics(bank: Bank, urls: Urls) -> list[dict[str, Any]]:
    questions = by_topic(bank)
    return [
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


@dataclass(frozen=True, slots=True)
class _Shard:
    tag: str
    pages: Path
    target: Path
    is_first: bool

    def add(self, one: Document) -> None:
        # Where MkDocs gives each page a folder, its URL is that of the folder.
        file = self.pages / one.url / ("" if one.url.endswith(".html") else "index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        head = f'<!doctype html><html lang="{html.escape(self.tag)}"><body data-pagefind-body>'
        level, *topics = one.facets
        facts = (
            f'<i data-pagefind-meta="facets:{html.escape(" ".join((level or "-", *topics)))}"></i>'
        )
        file.write_bytes((head + facts + one.content).encode())

    def index(self) -> Mapping[str, str]:
        return index(self.pages, self.target, is_first=self.is_first)


def _shards(documents: list[Document], work: Path, target: Path) -> list[_Shard]:
    """The shards of a language, filled with its documents."""
    count = SHARDS if len(documents) >= LARGE else 1
    language = documents[0].language
    first = _Shard(language, work / "0", target, is_first=True)
    # Pagefind's ids begin with the language, so a tag of its own keeps those of a shard apart.
    others = [
        _Shard(f"{language}-x-{n}", work / str(n), target / str(n), is_first=False)
        for n in range(1, count)
    ]
    shards = [first, *others]
    for one in sorted(documents, key=lambda one: one.url):
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
    file.write_bytes(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
