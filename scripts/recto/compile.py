"""From a project's sources to its bank: each stage in turn, and every problem of every file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from recto.bank import Bank, Surroundings, assemble, check_links, check_links_of
from recto.classify import check_alike, classify
from recto.diagnostics import Diagnostic, in_order
from recto.entry import Entry
from recto.gather import Gathered, Known, gather
from recto.load import identity
from recto.memory import Memory
from recto.permalinks import parse_record
from recto.project import Listing, Project, ProjectError
from recto.rules import Rule
from recto.stamps import Stamp
from recto.tasks import TaskContext
from recto.taxonomy import Taxonomy
from recto.topics_file import parse_taxonomy
from recto.workers import Workers

Progress = Callable[[str, int, int], None]
"""Called with the name of a stage, how much of it is done and how much there is."""


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
    """Report nothing."""


class Compiled(Struct, frozen=True):
    """The bank of all questions without an error, and the problems found, in order.

    `failed` are the paths of the sources with an error.
    """

    bank: Bank
    gathered: Gathered
    sources: Mapping[str, Known]
    """The source of each question of the bank, by path: the present one, or the last good."""
    diagnostics: tuple[Diagnostic, ...]
    failed: frozenset[str]
    context: TaskContext
    memory: Memory
    """What was read, for the next time."""
    record: bytes
    """The record of permalinks as it was read."""
    is_complete: bool
    """Whether every folder, the whole record and the taxonomy could be read.

    If not, a question or topic that still exists would be taken for one that was removed.
    """


class LastGood(Struct, frozen=True):
    """What a preview shows in place of what has an error now: sources by path, and the topics."""

    sources: Mapping[str, Known] = field(default_factory=dict)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)


def compile_project(
    project: Project,
    last_good: LastGood = LastGood(),
    progress: Progress = no_progress,
    *,
    memory: Memory = Memory(),
    workers: Workers = Workers(),  # noqa: B008  (one that does all itself)
    in_folders: bool = True,
    seen: Mapping[str, Stamp] | None = None,
) -> Compiled:
    """Read, parse and join everything. Raises ProjectError if the folders cannot be read.

    A source or topics with an error are replaced by those in `last_good`. `memory` knows what was
    read before; `seen` is as in `gather`.
    """
    try:
        recorded, shown = _read(project, project.permalinks)
        record, diagnostics = parse_record(recorded, shown)
        topics, shown = _read(project, project.topics)
        known = memory.taxonomy_in(topics)
        taxonomy, found = (known, []) if known else parse_taxonomy(topics, shown)
        taxonomy = last_good.taxonomy if found else taxonomy
        context = TaskContext(project.root, project.sources, taxonomy, in_folders)
        folder = project.shown(project.sources)
        gathered = gather(context, memory.sources_with(folder, taxonomy), workers, progress, seen)
    except OSError as error:
        raise ProjectError(f"{error.filename} cannot be read: {error.strerror}") from error
    sources = dict(gathered.sources)
    memory = Memory(folder, None if found else topics, taxonomy.topics, sources)
    diagnostics += [*found, *gathered.diagnostics]
    diagnostics += [d for own in sources.values() for d in own.reading.diagnostics]

    ids = frozenset(
        own.reading.entry.id if own.reading.entry else identity(Path(path).stem)[1]
        for path, own in sources.items()
    )
    bank, found = assemble(_entries(sources), record)
    diagnostics += found
    around = surroundings(project, ids)
    diagnostics += check_links(bank, around)
    diagnostics += check_alike(bank.entries, sources)
    failed = frozenset(d.path for d in diagnostics if d.is_error) & sources.keys()
    if failed:
        stand_ins = {
            path: _in_topics_of(taxonomy, own)
            for path, own in last_good.sources.items()
            if path in failed
            and own.reading.entry
            and not any(d.is_error for d in check_links_of(own.reading.entry, around))
        }
        sources = {path: own for path, own in sources.items() if path not in failed} | stand_ins
        bank, _ = assemble(_entries(sources), record)
        bank = replace(bank, withheld=ids - bank.by_id.keys())
    bank = classify(bank, taxonomy, sources)
    is_complete = gathered.is_complete and not any(d.rule in _OF_THE_WHOLE for d in diagnostics)
    return Compiled(
        bank,
        gathered,
        sources,
        in_order(diagnostics),
        failed,
        context,
        memory,
        recorded,
        is_complete,
    )


def _in_topics_of(taxonomy: Taxonomy, source: Known) -> Known:
    """A source as it was known, without topics removed since it was read."""
    topics = tuple(own for own in source.reading.topics if own[0] in taxonomy)
    return replace(source, reading=replace(source.reading, topics=topics))


def _entries(sources: Mapping[str, Known]) -> Iterator[Entry]:
    return (own.reading.entry for own in sources.values() if own.reading.entry)


def surroundings(project: Project, ids: frozenset[str]) -> Surroundings:
    """What a bank's text may refer to at present. `ids` are those of all questions."""
    listing = Listing(project)
    return Surroundings(ids.__contains__, listing.has_page, listing.has_image)


def read_taxonomy(project: Project) -> tuple[Taxonomy, list[Diagnostic]]:
    """The project's topics, none if it has no such file, and what is wrong with the file."""
    return parse_taxonomy(*_read(project, project.topics))


def _read(project: Project, file: Path) -> tuple[bytes, str]:
    """The bytes of a file, none if it does not exist, and its path as messages show it."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        if file.is_symlink():  # a broken link, which nobody means to have
            raise
        data = b""
    return data, project.shown(file)
