"""From a project to its bank, under the policy that the caller gives, and to its pages on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from recto.bank import Bank
from recto.compile import Compiled, LastGood, Progress, compile_project, no_progress
from recto.diagnostics import Diagnostic, in_order
from recto.entry import Entry, at
from recto.pages import Article, images, render, setting
from recto.permalinks import Record, as_tsv
from recto.policy import Policy
from recto.project import Project, ProjectError
from recto.put import put
from recto.related import relate, relations
from recto.rules import Rule
from recto.tasks import ToWrite, write_articles
from recto.write import write


class Publication(Struct, frozen=True):
    """What is to be published: the bank with its record, before anything is related or written."""

    compiled: Compiled
    bank: Bank
    diagnostics: tuple[Diagnostic, ...]
    is_blocked: bool
    """Whether problems keep it from being published."""
    recorded: int = 0
    """How many permalinks are new, and recorded by `save_record`."""


class Outcome(Struct, frozen=True):
    """What was published, unless errors kept the pages as they were."""

    publication: Publication
    bank: Bank
    articles: Mapping[str, Article] = field(default_factory=dict)
    """What was written for each question, by id."""


def prepare(
    project: Project, compiled: Compiled, policy: Policy, today: Callable[[], date] = date.today
) -> Publication:
    """Apply the policy to what was compiled."""
    bank, diagnostics = compiled.bank, compiled.diagnostics
    if not policy.record and not policy.preview:
        diagnostics = in_order(
            (*diagnostics, *_not_recorded(bank, project.shown(project.permalinks)))
        )
    if _is_blocked(compiled, policy) or (policy.strict and diagnostics):
        return Publication(compiled, bank, diagnostics, is_blocked=True)
    recorded = 0
    if policy.record:
        recorded = sum(link.published is None for link in bank.permalinks.values())
        if recorded:
            record = Record(bank.permalinks).published_on(today())
            bank = replace(bank, permalinks=record.by_id)
    return Publication(compiled, bank, diagnostics, is_blocked=False, recorded=recorded)


def publish(
    project: Project,
    policy: Policy,
    *,
    last_good: LastGood = LastGood(),
    today: Callable[[], date] = date.today,
    progress: Progress = no_progress,
    in_folders: bool = True,
) -> Outcome:
    """Compile the project and write its pages.

    `last_good` stands in for what has an error now. `in_folders` says whether each page of the
    site has a folder of its own.
    Raises ProjectError, FolderNotOursError and OSError.
    """
    compiled = compile_project(project, last_good, progress, in_folders=in_folders)
    publication = prepare(project, compiled, policy, today)
    if publication.is_blocked:
        return Outcome(publication, publication.bank)
    progress("relate", 0, len(publication.bank.entries))
    bank = relate(publication.bank, relations(publication.bank, compiled.sources))
    progress("relate", len(bank.entries), len(bank.entries))
    wanted = [to_write(compiled, bank, entry) for entry in bank.entries]
    articles = {own.id: own.article for own in write_articles(compiled.context, wanted)}
    write(project, render(bank, articles, project.per_page), images(bank))
    return Outcome(publication, bank, articles)


def to_write(compiled: Compiled, bank: Bank, entry: Entry) -> ToWrite:
    """A question to be written, with its setting in the bank."""
    return ToWrite(
        entry.id,
        Path(compiled.gathered.files[entry.path]),
        compiled.sources[entry.path].digest,
        setting(bank, entry),
    )


def save_record(project: Project, publication: Publication) -> None:
    """Record the new permalinks of what was published. To be called once the build has succeeded.

    Raises ProjectError if the record was changed after it was read.
    """
    if publication.recorded:
        file = project.permalinks
        if (file.read_bytes() if file.exists() else b"") != publication.compiled.record:
            raise ProjectError(f"{project.shown(file)} was changed meanwhile; build again")
        put(file.resolve(), as_tsv(Record(publication.bank.permalinks)).encode())


def _is_blocked(compiled: Compiled, policy: Policy) -> bool:
    if policy.preview:
        return False
    return not compiled.is_complete or (bool(compiled.failed) and not policy.skip_broken)


def _not_recorded(bank: Bank, record: str) -> Iterator[Diagnostic]:
    for entry in bank.entries:
        link = bank.permalinks[entry.id]
        if link.published is None:
            yield at(
                entry,
                entry.title,
                Rule.NOT_RECORDED,
                f"the address questions/{link.slug}/ is not recorded yet",
                f"run recto build on your own machine and commit {record}",
            )
