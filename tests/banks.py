"""Banks for tests, made of sources as a build makes them.

What else is made of a bank is up to `Made`, so that tests need not know what is kept of a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from recto.bank import Bank, assemble
from recto.classify import check_alike, classify
from recto.compile import compile_project
from recto.content import Content, read_content
from recto.diagnostics import Diagnostic, in_order
from recto.gather import Known
from recto.load import load_file, text_files
from recto.model import Part, Source
from recto.pages import Article, Page, article, draft, list_pages, render, setting
from recto.pages.copies import copy_of_list
from recto.pages.paths import copy_path
from recto.permalinks import Record
from recto.project import Project
from recto.reading import Reader
from recto.related import relate, relations
from recto.relating import Relations
from recto.stamps import NONE
from recto.taxonomy import Taxonomy
from recto.topics_file import parse_taxonomy
from recto.words import Wording, wording


@dataclass(frozen=True, slots=True)
class Relation:
    """Another question, by id, and how related it is: from 0 to 1 for the same words and topics."""

    id: str
    score: float


def closest(relations: Relations, row: int) -> list[tuple[int, float]]:
    """The places and scores, from 0 to 1, of the questions most related to one."""
    scored = zip(relations.places[row].tolist(), relations.scores[row].tolist(), strict=True)
    return [(place, score / 1000) for place, score in scored if place >= 0]


@dataclass(frozen=True, slots=True)
class Made:
    """A bank, its sources and their text by path, and every problem."""

    bank: Bank
    sources: Mapping[str, Known]
    contents: Mapping[str, Content]
    diagnostics: tuple[Diagnostic, ...]

    def content(self, id_: str) -> Content:
        return self.contents[self.bank.by_id[id_].path]

    def related(self) -> Made:
        """The bank with related questions."""
        return replace(self, bank=relate(self.bank, relations(self.bank, self.sources)))

    def nearest(self) -> Mapping[str, tuple[Relation, ...]]:
        """The most related questions of each, by id."""
        ids = [entry.id for entry in self.bank.entries]
        found = relations(self.bank, self.sources)
        return {
            id_: tuple(Relation(ids[other], score) for other, score in closest(found, row))
            for row, id_ in enumerate(ids)
        }

    def articles(self, *, in_folders: bool = True) -> dict[str, Article]:
        """What is written of each question, by id."""
        return {
            entry.id: article(
                draft(entry, self.contents[entry.path], in_folders=in_folders),
                setting(self.bank, entry),
                in_folders=in_folders,
            )
            for entry in self.bank.entries
        }

    def pages(self, per_page: int) -> Iterator[Page]:
        return render(self.bank, self.articles(), per_page)

    def copies_of_lists(self, per_page: int, *, in_folders: bool) -> dict[str, str]:
        """The copies of pages that list questions, by the paths of the pages."""
        places = partial(copy_path, in_folders=in_folders)
        copies = {
            one.path: copy_of_list(one.path, one.template, one.values, places)
            for one in list_pages(self.bank, per_page)
        }
        return {path: copy for path, copy in copies.items() if copy is not None}


def made(*texts: str, topics: Taxonomy | None = None) -> Made:
    """Made of sources q1, q2, … with these texts, each of which is a question."""
    found = made_of_sources(
        [
            Source(f"sources/{number:03}_q{number}.txt", f"q{number}", number, tuple(lines))
            for number, lines in enumerate((one.split("\n") for one in texts), 1)
        ],
        topics,
    )
    assert len(found.bank.entries) == len(texts)
    return found


def made_of_sources(sources: Iterable[Source], topics: Taxonomy | None = None) -> Made:
    """Made of those among the sources that are questions; links are not checked."""
    topics = topics or Taxonomy()
    reader = Reader(topics)
    read = [reader.read(source) for source in sources]
    known = {reading.path: Known(NONE, b"", reading) for reading, _ in read}
    bank, found = assemble((reading.entry for reading, _ in read if reading.entry), Record())
    found += [problem for reading, _ in read for problem in reading.diagnostics]
    found += check_alike(bank.entries, known)
    return Made(
        classify(bank, topics, known),
        known,
        {content.source.path: content for _, content in read if content},
        in_order(found),
    )


def made_of_project(project: Project) -> Made:
    compiled = compile_project(project)
    read = (read_content(source)[0] for source in sources_below(project.sources, project.root))
    contents = {content.source.path: content for content in read if content}
    return Made(compiled.bank, compiled.sources, contents, compiled.diagnostics)


def sources_below(folder: Path, root: Path) -> Iterator[Source]:
    """Every source below a folder that can be read, in order of path."""

    def refuse(error: OSError) -> None:
        raise error

    for file in map(Path, text_files(folder, refuse)):
        source, _ = load_file(file, folder, root)
        if source is not None:
            yield source


def bank(*texts: str, topics: Taxonomy | None = None) -> Bank:
    """The bank of sources q1, q2, … with these texts."""
    return made(*texts, topics=topics).bank


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


def parts(title: str, answer: str = "", instruction: str = "") -> dict[Part, Wording]:
    """The words of a question's parts."""
    texts = {Part.TITLE: title, Part.INSTRUCTION: instruction, Part.ANSWER: answer}
    return {part: wording(one) for part, one in texts.items() if one}
