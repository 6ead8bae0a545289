"""From a project's sources to its bank: each stage in turn, and every problem of every file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recto import body
from recto.bank import Bank, Entry, Surroundings, assemble, check_links, check_links_of
from recto.classify import classify
from recto.diagnostics import Diagnostic, in_order
from recto.load import identity, load
from recto.model import Source, Text
from recto.parse import parse
from recto.permalinks import parse_record
from recto.project import Project, ProjectError
from recto.reading_time import minutes_to_read
from recto.rules import Rule
from recto.taxonomy import Taxonomy
from recto.topics_file import parse_taxonomy

Progress = Callable[[str, int, int], None]
"""Told the name of a stage, how much of it is done and how much there is."""


_OF_THE_WHOLE = frozenset(
    {
        Rule.PERMALINK_ROW,
        Rule.PERMALINK_TWICE,
        Rule.TOPICS_FILE,
        Rule.TOPIC_FIELD,
        Rule.TOPIC_PARENT,
        Rule.TOPIC_CYCLE,
        Rule.TOPIC_TWICE,
    }
)
"""Problems of the record and the taxonomy, which concern every page."""


def no_progress(stage: str, done: int, total: int) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """The bank of all questions without an error, and what was found, in order.

    `failed` are the paths of the sources left out; `sources` is how many there are in all.
    """

    bank: Bank
    diagnostics: tuple[Diagnostic, ...]
    failed: frozenset[str]
    sources: int
    is_complete: bool
    """Whether every folder, the whole record and the taxonomy could be read.

    Without them a question or topic that is there would be taken for one that was removed.
    """


@dataclass(frozen=True, slots=True)
class LastGood:
    """What stands in, in a preview, for what has an error now: entries by path, and the topics."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)


def compile_project(
    project: Project,
    last_good: LastGood = LastGood(),
    progress: Progress = no_progress,
) -> Compiled:
    """Read, parse and join everything. Raises ProjectError if the folders cannot be read.

    What is in `last_good` stands in for the source at its path, or for the topics, in error.
    """
    try:
        loaded = load(project.sources, project.root)
        record, diagnostics = parse_record(*_read(project, project.permalinks))
        taxonomy, found = read_taxonomy(project)
        taxonomy = last_good.taxonomy if found else taxonomy
    except OSError as error:
        raise ProjectError(f"{error.filename} cannot be read: {error.strerror}") from error
    diagnostics += [*found, *loaded.diagnostics]
    entries: list[Entry] = []
    for done, source in enumerate(loaded.sources, 1):
        entry, found = read_entry(source)
        diagnostics += found
        if entry is not None:
            entries.append(entry)
        progress("read", done, len(loaded.sources))

    known = frozenset(identity(Path(path).stem)[1] for path in loaded.paths)
    bank, found = assemble(entries, record)
    diagnostics += found
    around = Surroundings(known.__contains__, project.has_page, project.has_image)
    diagnostics += check_links(bank, around)
    bank, found = classify(bank, taxonomy)
    diagnostics += found
    failed = frozenset(d.path for d in diagnostics if d.is_error) & frozenset(loaded.paths)
    if failed:
        good = [entry for entry in entries if entry.source.path not in failed]
        stand_ins = [
            entry
            for path, entry in last_good.entries.items()
            if path in failed and not any(d.is_error for d in check_links_of(entry, around))
        ]
        bank, _ = assemble((*good, *stand_ins), record)
        bank, _ = classify(bank, taxonomy)
        bank = replace(bank, withheld=known - {e.question.id for e in bank.entries})
    is_complete = loaded.is_complete and not any(d.rule in _OF_THE_WHOLE for d in diagnostics)
    return Compiled(bank, in_order(diagnostics), failed, len(loaded.paths), is_complete)


def read_entry(source: Source) -> tuple[Entry | None, list[Diagnostic]]:
    """A source's question with its bodies read, or None if it has an error."""
    parsed = parse(source)
    diagnostics = list(parsed.diagnostics)
    question = parsed.question
    if question is None:
        return None, diagnostics

    def read(text: Text | None) -> body.Body | None:
        if text is None:
            return None
        result, found = body.read(source, text)
        diagnostics.extend(found)
        return result

    instruction, context = read(question.instruction), read(question.context)
    answer = read(question.answer)
    assert answer is not None
    minutes = minutes_to_read(str(question.answer))
    return Entry(source, question, instruction, context, answer, minutes), diagnostics


def read_taxonomy(project: Project) -> tuple[Taxonomy, list[Diagnostic]]:
    """The project's topics, none if it has no file of them, and what is wrong with the file."""
    return parse_taxonomy(*_read(project, project.topics))


def _read(project: Project, file: Path) -> tuple[bytes, str]:
    """The bytes of a file, none if it is not there, and its path as messages tell it."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        data = b""
    return data, project.shown(file)
