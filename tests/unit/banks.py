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
    entries = []
    for number, one in enumerate(texts, 1):
        id_ = f"q{number}"
        source = Source(f"sources/{number:03}_{id_}.txt", id_, number, tuple(one.split("\n")))
        entry, _ = read_entry(source)
        assert entry is not None
        entries.append(entry)
    bank, _ = assemble(entries, Record({}))
    return classify(bank, topics or Taxonomy())


def bank(*texts: str, topics: Taxonomy | None = None) -> Bank:
    return bank_with_diagnostics(*texts, topics=topics)[0]


def parts(title: str, answer: str = "", instruction: str = "") -> dict[Part, Wording]:
    """The words of a question's parts."""
    texts = {Part.TITLE: title, Part.INSTRUCTION: instruction, Part.ANSWER: answer}
    return {part: wording(one) for part, one in texts.items() if one}
