"""Reads `topics.toml`: a table for each topic, whose key is the topic's slug."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from recto.characters import UNFIT_NAME
from recto.diagnostics import Diagnostic, on_line
from recto.rules import Rule
from recto.slugs import Slugs, is_slug, slug_of
from recto.taxonomy import Taxonomy, Topic, keys
from recto.words import words

_TEXTS = ("name", "description", "parent")
_LISTS = ("aliases", "acronyms")
_REQUIRED = ("name", "description")

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = re.compile(r"Cannot declare \('([^']*)'.*\) twice")
_HEADER = re.compile(r"\s*\[\[?([^\]]*)\]")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
"""A key that TOML takes without quotes."""
_IN_NEED_OF_QUOTES = re.compile(r"(?![A-Za-z0-9_-]*$)[^\"'.]+")

MOST_IN_CYCLE = 8
"""Topics of a cycle that is reported in full; of a longer one, each topic is reported by itself."""


def parse_taxonomy(data: bytes, path: str) -> tuple[Taxonomy, list[Diagnostic]]:
    """The topics in a file, and every error in it; with an error there are no topics."""
    try:
        text = data.decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        reason = f"the file is not UTF-8 text: {error.reason} at offset {error.start:,}"
        return Taxonomy(), [
            _File(path, ()).problem(1, Rule.TOPICS_FILE, reason, "save it as UTF-8")
        ]
    except (ValueError, RecursionError) as error:  # not TOML, or too deep or too large
        return Taxonomy(), [_syntax(path, text, error)]
    file = _File(path, tuple(text.splitlines()))
    diagnostics: list[Diagnostic] = []
    topics: dict[str, Topic] = {}
    for slug, table in tables.items():
        topic, found = _read(file, slug, table)
        diagnostics += found
        if topic is not None:
            topics[slug] = topic
    diagnostics += _shared_names(file, topics.values())
    diagnostics += _unknown_parents(file, topics.values(), tables)
    diagnostics += _cycles(file, topics)
    return Taxonomy() if diagnostics else Taxonomy(tuple(topics.values())), diagnostics


class _File(Struct, frozen=True, dict=True):
    path: str
    lines: tuple[str, ...]

    @cached_property
    def _headers(self) -> Mapping[str, int]:
        found: dict[str, int] = {}
        for number, line in enumerate(self.lines, 1):
            if header := _HEADER.match(line):
                key = header[1].strip("\"' \t")
                found.setdefault(key, number)
                found.setdefault(key.partition(".")[0], number)
        return found

    def line_of(self, slug: str) -> int:
        """The line on which a topic's table begins."""
        return self._headers.get(slug, 1)

    def line_with(self, slug: str, key: str) -> int:
        """The line of a key within a topic's table, or else the line where the table begins."""
        topic_line = self.line_of(slug)
        for number, line in enumerate(self.lines[topic_line:], topic_line + 1):
            if line.lstrip().startswith("["):
                break
            if re.match(rf"\s*{re.escape(key)}\s*=", line):
                return number
        return topic_line

    def problem(self, line: int, rule: Rule, message: str, hint: str) -> Diagnostic:
        shown = self.lines[line - 1] if line <= len(self.lines) else ""
        return on_line(self.path, line, shown, rule, message, hint)


def _syntax(path: str, text: str, error: Exception) -> Diagnostic:
    """Before Python 3.14, the parser gives the place only at the end of its message."""
    lines = text.splitlines() or [""]
    place = _PLACE.search(str(error))
    line, column = (int(place[1]), int(place[2])) if place and place[1] else (len(lines), 1)
    message = _TWICE.sub(r"the topic “\1” is defined twice", _PLACE.sub("", str(error)))
    whole = lines[min(line, len(lines)) - 1]
    hint = 'a topic is a table: its slug in brackets, then lines such as name = "…"'
    header = _HEADER.match(whole)
    if header and _IN_NEED_OF_QUOTES.fullmatch(header[1].strip()):
        hint = (
            f"write {_header(header[1])}; "
            "a slug has hyphens instead of blanks, and quotes around it unless it is all ASCII"
        )
    problem = f"this is not TOML: {message[0].lower()}{message[1:]}"
    return Diagnostic(path, line, column, Rule.TOPICS_FILE, problem, hint, whole)


def _header(text: str) -> str:
    """The line that begins the table of a topic whose slug is made from a text."""
    slug = Slugs().take(slug_of(text), "topic")
    return f"[{slug}]" if _BARE.fullmatch(slug) else f'["{slug}"]'


def _read(file: _File, slug: str, table: object) -> tuple[Topic | None, list[Diagnostic]]:
    found: list[Diagnostic] = []

    def problem(key: str, message: str, hint: str) -> None:
        found.append(file.problem(file.line_with(slug, key), Rule.TOPIC_FIELD, message, hint))

    if isinstance(table, list) and all(isinstance(one, dict) for one in table):
        problem("", f"“{slug}” is a list of tables", f"write {_header(slug)}, in single brackets")
        return None, found
    if not isinstance(table, dict):
        problem(slug, f"“{slug}” is outside any topic", "put it below a topic's slug in brackets")
        return None, found
    if not is_slug(slug):
        problem(
            "",
            f"“{slug}” cannot be a topic's address",
            f"write {_header(slug)}",
        )
    for key in _REQUIRED:
        if key not in table:
            problem("", f"the topic “{slug}” has no {key}", f'add a line {key} = "…"')
    for key, value in table.items():
        if key in _TEXTS:
            if not _is_text(value):
                problem(key, f"{key} is not text that can be shown", f'write {key} = "…"')
        elif key in _LISTS:
            if not (isinstance(value, list) and all(map(_is_text, value))):
                problem(
                    key,
                    f"{key} is not a list of texts that can be shown",
                    f'write {key} = ["…", "…"]',
                )
        else:
            known = ", ".join((*_TEXTS, *_LISTS))
            problem(key, f"a topic has no field “{key}”", f"the fields are {known}")
    if found:
        return None, found
    topic = Topic(
        slug,
        " ".join(table["name"].split()),
        " ".join(table["description"].split()),
        tuple(table.get("aliases", ())),
        tuple(table.get("acronyms", ())),
        table.get("parent"),
    )
    return topic, found


def _is_text(value: object) -> bool:
    if not isinstance(value, str) or not words(value):
        return False
    return not UNFIT_NAME.search(" ".join(value.split()))


def _shared_names(file: _File, topics: Iterable[Topic]) -> Iterator[Diagnostic]:
    owners: dict[str, Topic] = {}
    for topic in topics:
        for key, names in (
            ("name", (topic.name,)),
            ("aliases", topic.aliases),
            ("acronyms", topic.acronyms),
        ):
            for name in names:
                owner = next((owners[k] for k in keys(name) if k in owners), topic)
                owners.update(dict.fromkeys(keys(name), owner))
                if owner is not topic:
                    line = file.line_of(owner.slug)
                    yield file.problem(
                        file.line_with(topic.slug, key),
                        Rule.TOPIC_TWICE,
                        f"“{name}” is already a name of {owner.name} on line {line}",
                        "keep it only in the one of the two that it means",
                    )


def _unknown_parents(
    file: _File, topics: Iterable[Topic], tables: Mapping[str, object]
) -> Iterator[Diagnostic]:
    for topic in topics:
        if topic.parent is not None and topic.parent not in tables:
            yield file.problem(
                file.line_with(topic.slug, "parent"),
                Rule.TOPIC_PARENT,
                f"there is no topic with the slug “{topic.parent}”",
                "a parent is named by its slug, the word in brackets",
            )


def _cycles(file: _File, topics: Mapping[str, Topic]) -> Iterator[Diagnostic]:
    for cycle in _loops(topics):
        for at, slug in enumerate(cycle):
            told = (cycle * 2)[at : at + len(cycle)] if len(cycle) <= MOST_IN_CYCLE else [slug, "…"]
            yield file.problem(
                file.line_with(slug, "parent"),
                Rule.TOPIC_CYCLE,
                f"the topic is above itself: {' in '.join([*told, slug])}",
                "remove the parent of one of them",
            )


def _loops(topics: Mapping[str, Topic]) -> Iterator[list[str]]:
    """The slugs of topics that lead to themselves from parent to parent, each cycle once."""
    seen: set[str] = set()
    for topic in topics.values():
        way: dict[str, None] = {}
        slug: str | None = topic.slug
        while slug is not None and slug in topics and slug not in seen:
            seen.add(slug)
            way[slug] = None
            slug = topics[slug].parent
        if slug is not None and slug in way:
            slugs = list(way)
            yield slugs[slugs.index(slug) :]
