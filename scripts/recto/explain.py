"""One source by itself: where each of its lines landed, its topics and why, and its problems."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from recto.assign import Assigned, Assigner, Evidence
from recto.bank import check_links_of
from recto.compile import read_taxonomy, surroundings
from recto.content import Content, entry_of
from recto.diagnostics import Diagnostic, in_order
from recto.entry import Entry
from recto.load import identity, load_file, text_files
from recto.parse import parse
from recto.project import Project
from recto.reading import Reader, named
from recto.taxonomy import Taxonomy, taxonomy_of

PROBLEM = "problem"
"""Shown for a line with a problem that belongs to no part."""


class Explained(Struct, frozen=True):
    """What there is to say about a source. Without a question, `topics` is None."""

    lines: tuple[tuple[str, str], ...]
    """Each line, with the part it landed in, PROBLEM or an empty string."""
    topics: list[tuple[Assigned, list[Evidence]]] | None
    diagnostics: tuple[Diagnostic, ...]
    """What a check reports on it and on the topics, except what only other sources show."""


def explain_file(project: Project, file: Path) -> Explained:
    """Explain a file, which may be outside the sources folder.

    Raises OSError if the topics or the sources folder cannot be read.
    """
    # Links are not resolved, since a check reports those that lead out.
    file, folder = (Path(os.path.abspath(path)) for path in (file, project.sources))  # noqa: PTH100
    is_source = file.is_relative_to(folder)
    source, found = load_file(file, folder if is_source else file.parent, project.root)
    if source is None:
        return Explained((), None, in_order(found))
    taxonomy, in_topics = read_taxonomy(project)
    parsed = parse(source)
    reading, content = Reader(taxonomy).read_parsed(source, parsed, found)
    found = [*reading.diagnostics]
    wrong = {line for d in found for line in range(d.line, d.last_line + 1)}
    if reading.entry and is_source:
        found += _dead_links(project, reading.entry)
    return Explained(
        tuple(
            (line, part or (PROBLEM if line.strip() and number in wrong else ""))
            for number, (part, line) in enumerate(zip(parsed.parts, source.lines, strict=True), 1)
        ),
        explain_topics(content, taxonomy) if content else None,
        in_order([*found, *in_topics]),
    )


def explain_topics(content: Content, taxonomy: Taxonomy) -> list[tuple[Assigned, list[Evidence]]]:
    """The topics of one question, and for those that were found the reasons, strongest first."""
    entry = entry_of(content)
    taxonomy = taxonomy if taxonomy.topics else taxonomy_of(name.text for name in entry.topics)
    assigner, worded = Assigner(taxonomy), content.words
    return [(one, []) for one in named(entry, taxonomy)[0]] or [
        (one, assigner.evidence(one.topic, worded)) for one in assigner.assign(worded)
    ]


def _dead_links(project: Project, entry: Entry) -> Iterator[Diagnostic]:
    """Links to what does not exist, judging by the names of files which questions exist."""
    sources = text_files(project.sources, on_error=lambda _: None)
    ids = frozenset(identity(Path(source).stem)[1] for source in sources)
    return check_links_of(entry, surroundings(project, ids))
