"""Reads one source: all that it gives to the bank, which depends only on it and the taxonomy.

So sources can be read in any order and in other processes, and what was read can be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from msgspec import Struct

from recto.assign import Assigned, Assigner
from recto.body import plain_code
from recto.content import Content, content_of, entry_of
from recto.diagnostics import Diagnostic
from recto.duplicates import sketch
from recto.entry import Entry, Line, at, at_text
from recto.model import Part, Source
from recto.parse import Parsed, parse
from recto.relating import Terms, terms
from recto.rules import Rule
from recto.taxonomy import Taxonomy, Topic
from recto.words import Wording, wording

MOST_GUESSES = 20
"""Unknown names in a source that are compared with those of all topics, to guess what was meant."""


class Reading(Struct, frozen=True, array_like=True, gc=False):
    """What a source gives. Without a question there are only `path` and `diagnostics`."""

    path: str
    diagnostics: tuple[Diagnostic, ...]
    entry: Entry | None = None
    topics: tuple[tuple[str, float | None], ...] = ()
    """Slugs of its topics, the closest first, with scores as `Assigned` has them."""
    sketch: bytes | None = None
    terms: Terms | None = None


class Reader:
    """Reads sources for one taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._assigner = Assigner(taxonomy)

    def read(
        self, source: Source, found: Sequence[Diagnostic] = ()
    ) -> tuple[Reading, Content | None]:
        """What a source gives, and its content for further use.

        `found` is what was wrong with its file.
        """
        return self.read_parsed(source, parse(source), found)

    def read_parsed(
        self, source: Source, parsed: Parsed, found: Sequence[Diagnostic] = ()
    ) -> tuple[Reading, Content | None]:
        """The same for a parsed source."""
        content, in_text = content_of(source, parsed)
        found = (*found, *in_text)
        if content is None:
            return Reading(source.path, found), None
        entry, worded = entry_of(content), content.words
        topics, wrong = self._topics(entry, worded)
        reading = Reading(
            source.path,
            (*found, *wrong),
            entry,
            tuple((own.topic.slug, own.score) for own in topics),
            sketch(_all_stems(content)).tobytes(),
            terms(worded),
        )
        return reading, content

    def _topics(
        self, entry: Entry, worded: Mapping[Part, Wording]
    ) -> tuple[tuple[Assigned, ...], list[Diagnostic]]:
        """The topics that the source names, or else those found in it.

        Without a taxonomy each name is a topic of its own, but that takes the names of all sources.
        """
        if not self._taxonomy.topics:
            return (), []
        topics, found = named(entry, self._taxonomy)
        if not topics:
            topics = self._assigner.assign(worded)
            if not topics and not found:
                found = [_no_topic(entry)]
        return topics, found


def named(entry: Entry, taxonomy: Taxonomy) -> tuple[tuple[Assigned, ...], list[Diagnostic]]:
    """The topics that the source names, except implied ones, and problems with unknown names."""
    found = [(name, taxonomy.named(name.text)) for name in entry.topics]
    known = dict.fromkeys(topic for _, topic in found if topic)
    implied = {above for topic in known for above in taxonomy.ancestors(topic)}
    unknown = [name for name, topic in found if not topic]
    near = [taxonomy.closest(name.text) for name in unknown[:MOST_GUESSES]]
    return (
        tuple(Assigned(topic) for topic in known if topic not in implied),
        [_unknown(entry, *pair) for pair in zip_longest(unknown, near)],
    )


def _all_stems(content: Content) -> Sequence[str]:
    """The stems of a question, including those of its code and formulas."""
    code = "\n".join(plain_code(body.tokens) for body in content.bodies)
    return [*(stem for part in content.words.values() for stem in part.stems), *wording(code).stems]


def _unknown(entry: Entry, name: Line, close: Topic | None) -> Diagnostic:
    return at_text(
        entry,
        name,
        Rule.UNKNOWN_TOPIC,
        f"there is no topic “{name.text[:60]}”",
        f"did you mean {close.name}?" if close else "use a topic from topics.toml, or add this one",
    )


def _no_topic(entry: Entry) -> Diagnostic:
    return at(
        entry,
        entry.title,
        Rule.NO_TOPIC,
        "no topic of the taxonomy was found in this question",
        "name its topics after a label “Topics:”, or add a topic or alias to topics.toml",
    )
