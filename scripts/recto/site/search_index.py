"""What is searched of a question, and the search index of a build that makes everything.

`recto.site.searching` says what the index holds, and how a fast build updates it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from recto.bank import Bank
from recto.entry import Entry
from recto.pages import Article
from recto.shelves import with_ancestors
from recto.site import searching
from recto.site.searching import FOLDER, Document, Missing, SearchIndex, Urls, Wanted

__all__ = ["FOLDER", "Document", "document", "write_index"]


def document(
    bank: Bank, entry: Entry, article: Article, language: str, url: str, content: str
) -> Document:
    """What is searched of a question, given its rendered page. `language` is the site's."""
    return searching.document(
        entry.id,
        url,
        entry.language or language,
        content,
        (alias.text for alias in entry.aliases),
        article.words,
        (entry.difficulty or "", *with_ancestors(bank, entry)),
    )


def write_index(
    bank: Bank, documents: Iterable[Document], urls: Urls, cache: Path, target: Path
) -> None:
    """Write the index to `target`. `urls` gives the URL of the page at a path of the bank's pages.

    Temporary files are in `cache`. Raises PagefindError and OSError.
    """
    given = {one.id: one for one in documents}
    questions = [Wanted(one.id, one.language, b"") for one in given.values()]
    cache.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="search-", dir=cache) as folder:
        nothing = Path(folder)
        index = SearchIndex(nothing, b"")
        change = index.update(questions, given, bank.taxonomy.topics, urls, nothing / "site")
        assert not isinstance(change, Missing)
        with change:
            for path, new in change.files.items():
                file = target / Path(path).relative_to(FOLDER)
                file.parent.mkdir(parents=True, exist_ok=True)
                if new is not None:
                    file.write_bytes(new)
