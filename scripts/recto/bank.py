"""All questions together: one for each id, with its lasting address and its neighbours.

Problems that no single source shows are found here: two sources with the same id, dead links,
aliases that are taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct, field

from recto.assign import Assigned
from recto.body.targets import is_remote, is_showable, question_id
from recto.diagnostics import Diagnostic
from recto.entry import Entry, Line, at, at_text
from recto.model import Permalink, Related
from recto.permalinks import Record
from recto.rules import Rule
from recto.slugs import RESERVED, slug_of
from recto.taxonomy import Taxonomy
from recto.titles import title_key


class Bank(Struct, frozen=True, dict=True):
    """Entries in reading order, and permalinks of all of them and of questions since removed."""

    entries: tuple[Entry, ...]
    permalinks: Mapping[str, Permalink]
    aliases: Mapping[str, str]
    """Slugs of other titles, each with the id of the question that it leads to."""
    withheld: frozenset[str] = frozenset()
    """Ids of sources that exist but cannot be published."""
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    topics: Mapping[str, tuple[Assigned, ...]] = field(default_factory=dict)
    """The topics of each question by its id, the closest first; their ancestors are implied."""
    related: Mapping[str, tuple[Related, ...]] = field(default_factory=dict)
    """What to read after each question, by its id, in the order in which pages show it."""

    @cached_property
    def by_id(self) -> Mapping[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    @property
    def absent(self) -> tuple[Permalink, ...]:
        """Permalinks of questions that were once published and are not now, in order of id."""
        gone = self.permalinks.keys() - self.by_id.keys()
        return tuple(self.permalinks[id_] for id_ in sorted(gone))


def assemble(entries: Iterable[Entry], record: Record) -> tuple[Bank, list[Diagnostic]]:
    """The bank, in order of number and id.

    Of entries with the same id, the one whose title gives the recorded slug is kept, or else the
    first in order of path.
    """
    diagnostics: list[Diagnostic] = []
    by_id: dict[str, Entry] = {}
    by_title: dict[str, Entry] = {}

    def is_recorded(entry: Entry) -> bool:
        link = record.by_id.get(entry.id)
        return link is not None and link.slug == slug_of(entry.title.text)

    for entry in sorted(entries, key=lambda e: e.path):
        other = by_id.setdefault(entry.id, entry)
        if other is entry:
            continue
        keeps = entry if is_recorded(entry) and not is_recorded(other) else other
        by_id[entry.id] = keeps
        diagnostics.append(_same_id(other if keeps is entry else entry, keeps))
    for entry in sorted(by_id.values(), key=lambda e: e.path):
        namesake = by_title.setdefault(title_key(entry.title.text), entry)
        if namesake is not entry:
            diagnostics.append(_same_title(entry, namesake))
    record = record.with_provisional((entry.id, entry.title.text) for entry in by_id.values())
    ordered = tuple(sorted(by_id.values(), key=_reading_order))
    aliases, taken = _aliases(ordered, record)
    return Bank(ordered, record.by_id, aliases), [*diagnostics, *taken]


class Surroundings(Struct, frozen=True):
    """What a bank's text may refer to, as three yes-or-no functions."""

    has_question: Callable[[str], bool]
    """By id, whether or not it can be published."""
    has_page: Callable[[str], bool]
    """By path below the folder of pages."""
    has_image: Callable[[str], bool]
    """By path relative to the project."""


def check_links(bank: Bank, around: Surroundings) -> Iterator[Diagnostic]:
    """Links of all questions to questions, pages and images that do not exist."""
    for entry in bank.entries:
        yield from check_links_of(entry, around)


def check_links_of(entry: Entry, around: Surroundings) -> Iterator[Diagnostic]:
    """Links of one question to questions, pages and images that do not exist."""
    for link in entry.links:
        id_ = question_id(link.text)
        if id_ is not None and not around.has_question(id_):
            yield at_text(
                entry,
                link,
                Rule.DEAD_QUESTION,
                f"there is no question with the id “{id_[:60]}”",
                "an id is the part of a file's name after the number, without .txt",
            )
        elif not is_remote(link.text) and not around.has_page(link.text):
            yield at_text(
                entry,
                link,
                Rule.DEAD_PAGE,
                f"there is no page “{link.text[:60]}”",
                "give its path below the docs folder; for a question use question:ID",
            )
    for image in entry.images:
        if is_showable(image.text) and not around.has_image(image_path(entry.path, image.text)):
            yield at_text(
                entry,
                image,
                Rule.IMAGE,
                f"there is no image “{image.text[:60]}” beside the source",
                "put the file into the source's folder, or a folder below it",
            )


def image_path(source: str, target: str) -> str:
    """The path, relative to the project, of an image that the source at a path refers to."""
    return str(PurePosixPath(source).parent / target)


def _reading_order(entry: Entry) -> tuple[bool, int, str]:
    number = entry.number
    return number is None, number or 0, entry.id


def _aliases(entries: Iterable[Entry], record: Record) -> tuple[dict[str, str], list[Diagnostic]]:
    owners = {link.slug: id_ for id_, link in record.by_id.items()}
    aliases: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    for entry in entries:
        for alias in entry.aliases:
            slug = slug_of(alias.text)
            if not slug:
                continue
            if slug in RESERVED:
                diagnostics.append(_taken(entry, alias, "is one that the site uses itself"))
                continue
            owner = owners.get(slug) or aliases.setdefault(slug, entry.id)
            if owner != entry.id:
                diagnostics.append(_taken(entry, alias, f"belongs to the question {owner}"))
    return aliases, diagnostics


def _taken(entry: Entry, alias: Line, by: str) -> Diagnostic:
    return at(
        entry,
        alias,
        Rule.ALIAS_TAKEN,
        f"the address of the alias “{alias}” {by}",
        "delete the alias, or reword it",
    )


def _same_id(entry: Entry, other: Entry) -> Diagnostic:
    return at(
        entry,
        entry.title,
        Rule.SAME_ID,
        f"the id “{entry.id}” is also that of {other.path}",
        "rename one of the two files; the question with the recorded permalink keeps its name",
    )


def _same_title(entry: Entry, other: Entry) -> Diagnostic:
    return at(
        entry,
        entry.title,
        Rule.SAME_TITLE,
        f"{other.path} has the same title",
        "say in the title what sets this question apart, or delete one of the two",
    )
