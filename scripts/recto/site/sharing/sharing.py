"""All that others see of the site, gathered once a build.

Without `site_url` there is nothing that needs an absolute URL: no images, no sitemap and no feed.
"""

from __future__ import annotations

import gzip
import html
import logging
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2.filters import do_striptags

from recto.bank import Bank
from recto.entry import Entry
from recto.pages import TOPICS, list_path, page_path, question_path, topic_path
from recto.pages.lists import OVERVIEW
from recto.pages.templates import fill
from recto.project import GENERATED
from recto.shelves import by_topic
from recto.site.addresses import Addresses
from recto.site.page import is_generated
from recto.site.sharing import feed, llms, sitemap
from recto.site.sharing.breadcrumbs import as_script, breadcrumbs
from recto.site.sharing.card import Card, Flashcard, locale_of, of_question, of_topic
from recto.site.sharing.identity import Identity
from recto.strings import strings
from recto.taxonomy import Topic

if TYPE_CHECKING:
    from datetime import date

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from recto.site.sharing.pictures import Picture, Pictures

log = logging.getLogger("mkdocs.plugins.recto")

ROBOTS = "robots.txt"

_HOME = frozenset({"", "./", "index.html"})
"""URLs of the start page."""

ELSEWHERE = frozenset({"redirect.html", "absent.html"})
"""Templates of pages that only say where a question went: nobody should find or share them."""


class Sharing:
    """What others see of the site whose pages have these addresses.

    `taken` are the paths in the site that are not free, since its owner put files there.
    """

    def __init__(
        self, bank: Bank, config: MkDocsConfig, addresses: Addresses, taken: Collection[str]
    ) -> None:
        self.site = _identity(config)
        self._bank = bank
        self._addresses = addresses
        self._taken = taken
        self._shelves = by_topic(bank)
        self._entries = {page_path(bank.permalinks[entry.id]): entry for entry in bank.entries}

    def card_of(self, page: Page) -> Card | None:
        """What a page says of itself, or None if it only leads elsewhere.

        The page's metadata gets the description escaped, since the theme writes it as it is.
        """
        if page.meta.get("template") in ELSEWHERE:
            return None
        card = self._card(page)
        page.meta["description"] = html.escape(card.description)
        return card

    @cached_property
    def feed(self) -> str | None:
        """The text of the feed."""
        return feed.feed(self._bank, self.site, self._addresses.url)

    def files(self, cache: Path) -> Iterator[tuple[str, bytes]]:
        """Every file by its path in the site, except where the owner put another there."""
        return ((path, data) for path, data in self._files(cache) if path not in self._taken)

    def _card(self, page: Page) -> Card:
        entry = self._entries.get(page.file.src_uri)
        topic = self._closest(entry) if entry else self._topic_of(page)
        return Card(
            title=self._title(page),
            kind="article" if entry else "website",
            description=self._description(page, entry, topic),
            locale=locale_of((entry and entry.language) or self.site.language),
            url=page.canonical_url or None,
            picture=self._picture(topic),
            copy=quote(self._addresses.copy(page.file.src_uri)) if page.markdown else None,
            flashcard=self._flashcard(entry) if entry else None,
        )

    def _title(self, page: Page) -> str:
        # The theme takes titles for HTML. The one in the navigation may be an abbreviation.
        told = page.meta["title"] if is_generated(page.file) else page.title
        title = do_striptags(told or "")
        return title if title and not page.is_homepage else self.site.name

    def _description(self, page: Page, entry: Entry | None, topic: Topic | None) -> str:
        if entry:
            return of_question(entry, topic)
        if topic:
            return of_topic(topic, len(self._shelves[topic.slug]))
        return html.unescape(str(page.meta.get("description") or self.site.description))

    def _flashcard(self, entry: Entry) -> Flashcard:
        return Flashcard(
            language=entry.language or self.site.language,
            topics=tuple(own.topic.name for own in self._bank.topics.get(entry.id, ())),
            difficulty=entry.difficulty,
            breadcrumbs=self._breadcrumbs(entry) if self.site.url else None,
        )

    def _breadcrumbs(self, entry: Entry) -> str:
        closest = self._closest(entry)
        above = (
            (closest.name, topic_path(closest.slug))
            if closest
            else (strings()["list"]["title"], list_path(1))
        )
        trail = (
            (self.site.name, self.site.url),
            (above[0], self.site.url + self._addresses.url(above[1])),
        )
        return as_script(breadcrumbs(trail, str(entry.title)))

    def _closest(self, entry: Entry) -> Topic | None:
        own = self._bank.topics.get(entry.id, ())
        return own[0].topic if own else None

    def _topic_of(self, page: Page) -> Topic | None:
        slug = page.meta.get("topic") if is_generated(page.file) else None
        return self._bank.taxonomy[slug] if slug else None

    def _picture(self, topic: Topic | None) -> Picture | None:
        if self._pictures is None:
            return None
        own = self._pictures.topics.get(topic.slug) if topic else None
        return own or self._pictures.site

    @cached_property
    def _pictures(self) -> Pictures | None:
        if not self.site.url:
            return None
        from recto.site.sharing import drawing  # noqa: PLC0415  (Pillow is slow to import)
        from recto.site.sharing.pictures import pictures  # noqa: PLC0415

        if not drawing.is_able():
            log.warning(
                "there are no social images, since Pillow cannot read their font; "
                "reinstall Pillow from its own wheels"
            )
            return None
        topics = self._bank.taxonomy.topics
        names = {topic.slug: topic.name for topic in topics if self._shelves[topic.slug]}
        return pictures(self.site.name, strings()["sharing"]["line"], names)

    def _files(self, cache: Path) -> Iterator[tuple[str, bytes]]:
        yield llms.NAME, self._llms().encode()
        if self.feed:
            yield feed.NAME, self.feed.encode()
        if self.site.url and sitemap.NAME not in self._taken:
            for name, text in sitemap.sitemap(list(self._places()), self.site.url):
                yield name, text.encode()
                yield f"{name}.gz", gzip.compress(text.encode(), mtime=0)
        if self.site.is_at_root:
            yield ROBOTS, fill(ROBOTS, sitemap=self.site.at(sitemap.NAME)).encode()
        if self._pictures:
            from recto.site.sharing.pictures import drawn  # noqa: PLC0415

            yield from drawn(self._pictures, cache / "social")

    def _llms(self) -> str:
        return llms.llms_txt(
            self._bank,
            self._shelves,
            self.site,
            self._addresses.copy,
            in_folders=self._addresses.in_folders,
            has_feed=bool(self.feed),
        )

    def _places(self) -> Iterator[sitemap.SitemapEntry]:
        elsewhere = set(map(question_path, self._bank.aliases))
        elsewhere |= {page_path(link) for link in self._bank.absent}
        for path in self._addresses.paths:
            if path not in elsewhere:
                url, day = self._addresses.url(path), self.day_of(path)
                yield sitemap.SitemapEntry(
                    self.site.url + url.removeprefix("./"), day.isoformat() if day else None
                )

    def day_of(self, path: str) -> date | None:
        """The day of the newest question on a page; None for hand-written pages but the start."""
        folder, _, rest = path.partition("/")
        if entry := self._entries.get(path):
            return self._bank.permalinks[entry.id].published
        if folder == TOPICS and path != OVERVIEW:
            return self._days[rest.partition("/")[0].removesuffix(".md")]
        is_of_all = folder in GENERATED or self._addresses.url(path) in _HOME
        return self._days[""] if is_of_all else None

    @cached_property
    def _days(self) -> dict[str, date | None]:
        """The day of the newest question on each topic, by slug, and of all under ""."""
        shelves = {**self._shelves, "": self._bank.entries}
        return {slug: self._newest(entries) for slug, entries in shelves.items()}

    def _newest(self, entries: Iterable[Entry]) -> date | None:
        days = (self._bank.permalinks[entry.id].published for entry in entries)
        return max((day for day in days if day), default=None)


def _identity(config: MkDocsConfig) -> Identity:
    name = config.site_name
    return Identity(
        name=name,
        url=config.site_url or "",
        description=" ".join((config.site_description or "").split()),
        author=config.site_author or name,
        language=str(config.theme["language"]),
    )
