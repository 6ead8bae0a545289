"""The topics of a bank, and how they are looked up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache

from msgspec import Struct

from recto.slugs import Slugs, slug_of
from recto.words import plain_form, words


class Topic(Struct, frozen=True):
    """An entry of the taxonomy. `parent` is a slug."""

    slug: str
    name: str
    description: str = ""
    aliases: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    parent: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that the topic is called."""
        return (self.name, *self.aliases, *self.acronyms)


class Taxonomy(Struct, frozen=True, dict=True):
    """Topics in the order of their file. None is above itself, and no two share a name."""

    topics: tuple[Topic, ...] = ()

    @cached_property
    def _by_slug(self) -> Mapping[str, Topic]:
        return {topic.slug: topic for topic in self.topics}

    @cached_property
    def _by_name(self) -> Mapping[str, Topic]:
        by_name: dict[str, Topic] = {}
        # A name as written takes precedence over the keys made from names.
        for keys_of in (_as_written, keys):
            for topic in self.topics:
                for name in topic.names:
                    for key in keys_of(name):
                        by_name.setdefault(key, topic)
        return by_name

    @cached_property
    def _by_parent(self) -> Mapping[str | None, tuple[Topic, ...]]:
        by_parent: dict[str | None, tuple[Topic, ...]] = {}
        for topic in self.topics:
            by_parent[topic.parent] = (*by_parent.get(topic.parent, ()), topic)
        return by_parent

    def __contains__(self, slug: str) -> bool:
        return slug in self._by_slug

    def __getitem__(self, slug: str) -> Topic:
        return self._by_slug[slug]

    def named(self, name: str) -> Topic | None:
        """The topic that has this name, alias, acronym or slug, whatever its case or number."""
        found = (self._by_name.get(key) for key in (*_as_written(name), *keys(name.casefold())))
        return next(filter(None, found), None) or self._by_slug.get(name.casefold())

    def closest(self, name: str) -> Topic | None:
        """The topic with the name closest to one that no topic has, if any is close."""
        if name not in self._guesses:
            near = get_close_matches(name.casefold(), self._by_typed_name, 1)
            self._guesses[name] = self._by_typed_name[near[0]] if near else None
        return self._guesses[name]

    @cached_property
    def _by_typed_name(self) -> Mapping[str, Topic]:
        return {name.casefold(): topic for topic in self.topics for name in topic.names}

    @cached_property
    def _guesses(self) -> dict[str, Topic | None]:
        return {}

    def ancestors(self, topic: Topic) -> Iterator[Topic]:
        """The topic's parent, its parent's parent and so on."""
        while topic.parent is not None:
            topic = self._by_slug[topic.parent]
            yield topic

    def with_ancestors(self, slugs: tuple[str, ...]) -> tuple[str, ...]:
        """The slugs of topics, then of those above; remembered, as many questions have the same."""
        found = self._with_ancestors.get(slugs)
        if found is None:
            above = (topic.slug for slug in slugs for topic in self.ancestors(self[slug]))
            found = self._with_ancestors[slugs] = tuple(dict.fromkeys((*slugs, *above)))
        return found

    @cached_property
    def _with_ancestors(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        return {}

    def children(self, slug: str | None) -> tuple[Topic, ...]:
        """The topics right below the one with this slug, or those at the top."""
        return self._by_parent.get(slug, ())

    def depth_first(self) -> Iterator[Topic]:
        """All topics, each right before those below it."""
        left = [*reversed(self.children(None))]
        while left:
            yield (topic := left.pop())
            left += reversed(self.children(topic.slug))

    def common(self, one: Topic, other: Topic) -> Topic | None:
        """The closest topic that is each of the two or above it, if any is."""
        if one.slug == other.slug:
            return one
        above = {one.slug, *(topic.slug for topic in self.ancestors(one))}
        return next((t for t in (other, *self.ancestors(other)) if t.slug in above), None)


@lru_cache(maxsize=16_384)
def name_key(name: str) -> str:
    """A key that is the same for spellings that differ only in case, number or punctuation."""
    return " ".join(map(plain_form, words(name))) or name.strip().casefold()


def keys(name: str) -> Iterator[str]:
    """The keys of a name as it is written and without hyphens: fine-tuning, finetuning."""
    yield name_key(name)
    if "-" in name:
        yield name_key(name.replace("-", ""))


def _as_written(name: str) -> Iterator[str]:
    if key := " ".join(word.casefold() for word in words(name)):
        yield key


def taxonomy_of(names: Iterable[str]) -> Taxonomy:
    """A flat taxonomy of these names, for a bank without a file of topics."""
    by_key: dict[str, str] = {}
    for name in sorted(names):
        by_key.setdefault(name_key(name), name)
    slugs = Slugs()
    return Taxonomy(
        tuple(Topic(slugs.take(slug_of(name), "topic"), name) for name in by_key.values())
    )
