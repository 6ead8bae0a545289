"""The search index, made by Pagefind from the content of question pages alone.

Questions are split by language, since Pagefind stems by it, and a larger language into shards, each
an index by itself: they are built side by side in bounded memory, one can be rebuilt without the
others, and the browser merges what they find. Below the site's `search/`:

- `index.json` lists the languages with their shards, and the topics with all their names;
- `<language>/` is the first shard, with Pagefind's own scripts; `<language>/<n>/` are the others;
- `<language>/words.txt` has the words of the language, the commonest first, and how many questions
  hold each, to correct what a reader types;
- `<language>/facets.json` has the difficulty and the topics of each question, under the id that
  Pagefind gave it, for filters; the question's own entry has them, too, to be shown. Pagefind's
  filters are not used: it writes them in a different order each time, and they count only
  questions that hold every word.
"""

from recto.site.searching.document import Document, document, language_of
from recto.site.searching.document_store import DocumentStore
from recto.site.searching.renewal import FOLDER
from recto.site.searching.shards import Wanted
from recto.site.searching.summary import Urls
from recto.site.searching.update import IndexChange, Missing, SearchIndex, share

__all__ = [
    "FOLDER",
    "Document",
    "DocumentStore",
    "IndexChange",
    "Missing",
    "SearchIndex",
    "Urls",
    "Wanted",
    "document",
    "language_of",
    "share",
]
