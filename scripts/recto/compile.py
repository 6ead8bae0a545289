"""From a project's sources to its bank: each stage in turn, and every problem of every file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recto.bank import Bank, Surroundings, assemble, check_links, check_links_of
from recto.classify import check_alike, classify
from recto.content import Content
from recto.diagnostics import Diagnostic, in_order
from recto.load import identity, load
from recto.permalinks import parse_record
from recto.project import Project, ProjectError
from recto.reading import Reader, Reading
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
    readings: Mapping[str, Reading]
    """What was read of each question of the bank, by path."""
    contents: Mapping[str, Content]
    diagnostics: tuple[Diagnostic, ...]
    failed: frozenset[str]
    sources: int
    is_complete: bool
    """Whether every folder, the whole record and the taxonomy could be read.

    Without them a question or topic that is there would be taken for one that was removed.
    """


@dataclass(frozen=True, slots=True)
class LastGood:
    """What stands in, in a preview, for what has an error now: by path, and the topics."""

    readings: Mapping[str, Reading] = field(default_factory=dict)
    contents: Mapping[str, Content] = field(default_factory=dict)
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
    reader = Reader(taxonomy)
    readings: dict[str, Reading] = {}
    contents: dict[str, Content] = {}
    for done, source in enumerate(loaded.sources, 1):
        reading, content = reader.read(source)
        readings[source.path] = reading
        diagnostics += reading.diagnostics
        if content is not None:
            contents[source.path] = content
        progress("read", done, len(loaded.sources))

    known = frozenset(identity(Path(path).stem)[1] for path in loaded.paths)
    bank, found = assemble((r.entry for r in readings.values() if r.entry), record)
    diagnostics += found
    around = Surroundings(known.__contains__, project.has_page, project.has_image)
    diagnostics += check_links(bank, around)
    diagnostics += check_alike(bank.entries, readings)
    failed = frozenset(d.path for d in diagnostics if d.is_error) & frozenset(loaded.paths)
    if failed:
        good = [r.entry for path, r in readings.items() if r.entry and path not in failed]
        stand_ins = [
            reading.entry
            for path, reading in last_good.readings.items()
            if path in failed
            and reading.entry
            and not any(d.is_error for d in check_links_of(reading.entry, around))
        ]
        bank, _ = assemble((*good, *stand_ins), record)
        bank = replace(bank, withheld=known - bank.by_id.keys())
        for entry in stand_ins:
            readings[entry.path] = last_good.readings[entry.path]
            contents[entry.path] = last_good.contents[entry.path]
    bank = classify(bank, taxonomy, readings)
    is_complete = loaded.is_complete and not any(d.rule in _OF_THE_WHOLE for d in diagnostics)
    return Compiled(
        bank, readings, contents, in_order(diagnostics), failed, len(loaded.paths), is_complete
    )


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
