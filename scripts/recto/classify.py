"""Gives every question of a bank its topics, and finds those that say nearly the same.

Both need the words of each question, which are read one question at a time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from recto.assign import Assigned, Assigner, Evidence
from recto.bank import Bank, Entry
from recto.body import plain, plain_code
from recto.diagnostics import Diagnostic, at_line
from recto.duplicates import Sketch, near_duplicates, sketch
from recto.model import Part, Text
from recto.rules import Rule
from recto.taxonomy import Taxonomy, taxonomy_of
from recto.titles import TitleIndex
from recto.words import Wording, wording


def classify(bank: Bank, taxonomy: Taxonomy) -> tuple[Bank, list[Diagnostic]]:
    """The bank with its topics, and what is wrong with those and with questions too much alike.

    Without a taxonomy each name in a source is a topic of its own.
    """
    has_taxonomy = bool(taxonomy.topics)
    if not has_taxonomy:
        taxonomy = taxonomy_of(str(t) for entry in bank.entries for t in entry.question.topics)
    assigner = Assigner(taxonomy)
    diagnostics: list[Diagnostic] = []
    topics: dict[str, tuple[Assigned, ...]] = {}
    sketches: list[Sketch] = []
    for entry in bank.entries:
        worded = wordings(entry)
        sketches.append(sketch(_all_stems(entry, worded)))
        named, unknown = _named(entry, taxonomy)
        diagnostics += unknown
        if has_taxonomy and not named:
            named = assigner.assign(worded)
            if not named and not unknown:
                diagnostics.append(_no_topic(entry))
        topics[entry.question.id] = named
    diagnostics += _near_duplicates(bank.entries, sketches)
    return replace(bank, taxonomy=taxonomy, topics=topics), diagnostics


def explain(entry: Entry, taxonomy: Taxonomy) -> list[tuple[Assigned, list[Evidence]]]:
    """The topics of one question, and for those that were found why, what counted most first."""
    taxonomy = taxonomy if taxonomy.topics else taxonomy_of(map(str, entry.question.topics))
    named, _ = _named(entry, taxonomy)
    assigner, worded = Assigner(taxonomy), wordings(entry)
    return [(one, []) for one in named] or [
        (one, assigner.evidence(one.topic, worded)) for one in assigner.assign(worded)
    ]


def _all_stems(entry: Entry, worded: Mapping[Part, Wording]) -> list[str]:
    """The words of a question, those of its code and formulas among them."""
    code = "\n".join(plain_code(body.tokens) for body in entry.bodies)
    return [*(stem for part in worded.values() for stem in part.stems), *wording(code).stems]


def wordings(entry: Entry) -> Mapping[Part, Wording]:
    """The words of each part that tells what a question is about; other titles count as titles."""
    question = entry.question
    bodies = {
        Part.INSTRUCTION: entry.instruction,
        Part.CONTEXT: entry.context,
        Part.ANSWER: entry.answer,
    }
    return {
        Part.TITLE: wording("\n".join(map(str, (question.title, *question.aliases)))),
        **{part: wording(plain(body.tokens)) for part, body in bodies.items() if body},
    }


def _named(entry: Entry, taxonomy: Taxonomy) -> tuple[tuple[Assigned, ...], list[Diagnostic]]:
    """The topics that the source names but for implied ones, and the names that no topic has."""
    found = [(name, taxonomy.named(str(name))) for name in entry.question.topics]
    known = dict.fromkeys(topic for _, topic in found if topic)
    implied = {above for topic in known for above in taxonomy.ancestors(topic)}
    unknown = [_unknown(entry, name, taxonomy) for name, topic in found if not topic]
    return tuple(Assigned(topic) for topic in known if topic not in implied), unknown


def _unknown(entry: Entry, name: Text, taxonomy: Taxonomy) -> Diagnostic:
    close = taxonomy.closest(str(name))
    line = name.span.first
    return Diagnostic(
        entry.source.path,
        line,
        name.column,
        Rule.UNKNOWN_TOPIC,
        f"there is no topic “{str(name)[:60]}”",
        f"did you mean {close.name}?" if close else "name one of topics.toml, or add it there",
        entry.source.lines[line - 1],
        len(str(name)),
    )


def _no_topic(entry: Entry) -> Diagnostic:
    return at_line(
        entry.source,
        entry.question.title.span.first,
        Rule.NO_TOPIC,
        "no topic of the taxonomy was found in this question",
        "name its topics behind a label “Topics:”, or add a topic or alias to topics.toml",
    )


def _near_duplicates(entries: Sequence[Entry], sketches: Sequence[Sketch]) -> Iterator[Diagnostic]:
    """Questions too much alike, unless one of the two lists the other as related."""
    for pair in near_duplicates(sketches):
        other, entry = entries[pair.first], entries[pair.second]
        if _lists(entry, other) or _lists(other, entry):
            continue
        line = other.question.title.span.first
        yield at_line(
            entry.source,
            entry.question.title.span.first,
            Rule.NEAR_DUPLICATE,
            f"{pair.share:.0%} of its text and that of {other.source.path}:{line} is the same",
            "delete one of the two, or list one among the other's Related Questions",
        )


def _lists(entry: Entry, other: Entry) -> bool:
    titles = TitleIndex((str(t), "") for t in (other.question.title, *other.question.aliases))
    return any(titles.find(str(listed)) is not None for listed in entry.question.related)
