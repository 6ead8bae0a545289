"""Gives every question of a bank its topics, and finds those that say nearly the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from recto.assign import Assigned
from recto.bank import Bank
from recto.diagnostics import Diagnostic
from recto.duplicates import joined, near_duplicates
from recto.entry import Entry, at
from recto.gather import Known
from recto.reading import named
from recto.rules import Rule
from recto.taxonomy import Taxonomy, taxonomy_of
from recto.titles import TitleIndex


def classify(bank: Bank, taxonomy: Taxonomy, sources: Mapping[str, Known]) -> Bank:
    """The bank with its topics. `sources` has the source of each question by its path.

    Without a taxonomy, each topic name in a source is a topic of its own.
    """
    if taxonomy.topics:
        topics = {
            entry.id: tuple(
                Assigned(taxonomy[slug], score)
                for slug, score in sources[entry.path].reading.topics
            )
            for entry in bank.entries
        }
    else:
        taxonomy = taxonomy_of(name.text for entry in bank.entries for name in entry.topics)
        topics = {entry.id: named(entry, taxonomy)[0] for entry in bank.entries}
    return replace(bank, taxonomy=taxonomy, topics=topics)


def check_alike(entries: Sequence[Entry], sources: Mapping[str, Known]) -> Iterator[Diagnostic]:
    """Questions too much alike, unless one of the two lists the other as related."""
    sketches = (sources[entry.path].reading.sketch or b"" for entry in entries)
    for pair in near_duplicates(joined(sketches)):
        other, entry = entries[pair.first], entries[pair.second]
        if _lists(entry, other) or _lists(other, entry):
            continue
        yield at(
            entry,
            entry.title,
            Rule.NEAR_DUPLICATE,
            f"its text and that of {other.path}:{other.title.number} are {pair.share:.0%} the same",
            "delete one of the two, or list one among the other's Related Questions",
        )


def _lists(entry: Entry, other: Entry) -> bool:
    titles = TitleIndex((str(line), other.id) for line in (other.title, *other.aliases))
    return any(titles.find(title) is not None for title in entry.related)
