"""The topics of a bank, and how they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from recto.slugs import slug_of, unused
from recto.words import stems, words


@dataclass(frozen=True, slots=True)
class Topic:
    """An entry of the taxonomy. `parent` is a slug; `line` is where the entry begins, from 1."""

    slug: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    parent: str | None = None
    line: int = 0

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the topic is called."""
        return (self.name, *self.aliases, *self.acronyms)


@dataclass(frozen=True)
class Taxonomy:
    """Topics in the order of their file. Parents come to an end, and no two share a name."""

    topics: tuple[Topic, ...] = ()

    @cached_property
    def _by_slug(self) -> Mapping[str, Topic]:
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, ...], Topic]:
        by_name = {
            spelling: topic
            for topic in self.topics
            for name in (*topic.names, *(f"{acronym}s" for acronym in topic.acronyms))
            for spelling in spellings(name)
        }
        return by_name | {name_key(topic.name): topic for topic in self.topics}

    def __getitem__(self, slug: str) -> Topic:
        return self._by_slug[slug]

    def named(self, name: str) -> Topic | None:
        """The topic that has this name, alias, acronym or slug, whatever its case or number."""
        return self._by_name.get(name_key(name)) or self._by_slug.get(name.casefold())

    def ancestors(self, topic: Topic) -> Iterator[Topic]:
        """The topic's parent, its parent's parent and so on."""
        while topic.parent is not None:
            topic = self._by_slug[topic.parent]
            yield topic

    def children(self, slug: str | None) -> tuple[Topic, ...]:
        """The topics right below the one with this slug, or those at the top."""
        return tuple(topic for topic in self.topics if topic.parent == slug)


def name_key(name: str) -> tuple[str, ...]:
    """What two spellings of a name have in common."""
    return tuple(stems(words(name)))


def spellings(name: str) -> Iterator[tuple[str, ...]]:
    """What a name and the same without its hyphens have in common with others: fine-tuning."""
    yield name_key(name)
    if "-" in name:
        yield name_key(name.replace("-", ""))


def taxonomy_of(names: Iterable[str]) -> Taxonomy:
    """A flat taxonomy of these names, for a bank without a file of topics."""
    by_key: dict[tuple[str, ...], str] = {}
    for name in sorted(names):
        by_key.setdefault(name_key(name), name)
    topics: dict[str, Topic] = {}
    for name in by_key.values():
        slug = unused(slug_of(name), "topic", topics)
        topics[slug] = Topic(slug, name)
    return Taxonomy(tuple(topics.values()))
