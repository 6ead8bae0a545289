"""Banks made of a few words, on the way that sources take."""

from __future__ import annotations

from recto.bank import Bank, assemble
from recto.classify import classify
from recto.compile import read_entry
from recto.diagnostics import Diagnostic
from recto.model import Part, Source
from recto.permalinks import Record
from recto.taxonomy import Taxonomy
from recto.topics_file import parse_taxonomy
from recto.words import Wording, wording


def text(title: str, answer: str = "An answer.", *related: str, **labels: str) -> str:
    """A source's text; labels by their names in lower case."""
    head = "".join(f"{name.capitalize()}: {value}\n\n" for name, value in labels.items())
    tail = "\n".join(("Related Questions", "", *related))
    return f"{title}\n\n{head}Official Answer\n\n{answer}\n\n{tail}"


def taxonomy(toml: str) -> Taxonomy:
    """The topics of a file, whose topics need no description here."""
    described = toml.replace("]\nname", ']\ndescription = "Text."\nname')
    topics, diagnostics = parse_taxonomy(described.encode(), "topics.toml")
    assert [diagnostic.message for diagnostic in diagnostics] == []
    return topics


def bank_with_diagnostics(
    *texts: str, topics: Taxonomy | None = None
) -> tuple[Bank, list[Diagnostic]]:
    """The bank of sources q1, q2, … with these texts, and what is wrong with its topics."""
    reader = Reader(topics or Taxonomy())
    readings = {
        source.path: reader.read(source)[0] for source in map(_source, *zip(*enumerate(texts, 1)))
    }
    bank, _ = assemble((r.entry for r in readings.values() if r.entry), Record({}))
    found = [d for reading in readings.values() for d in reading.diagnostics]
    found += check_alike(bank.entries, readings)
    return classify(bank, topics or Taxonomy(), readings), found


def bank(*texts: str, topics: Taxonomy | None = None) -> Bank:
    return bank_with_diagnostics(*texts, topics=topics)[0]


def parts(title: str, answer: str = "", instruction: str = "") -> dict[Part, Wording]:
    """The words of a question's parts."""
    texts = {Part.TITLE: title, Part.INSTRUCTION: instruction, Part.ANSWER: answer}
    return {part: wording(one) for part, one in texts.items() if one}
