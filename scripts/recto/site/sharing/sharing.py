"""All that the site tells those outside, gathered once a build.

Without `site_url` nothing is told that needs a whole URL: no images, no sitemap and no feed.
"""

from __future__ import annotations

import gzip
import html
import logging
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from jinja2.filters import do_striptags

from recto.bank import Bank
from recto.entry import Entry
from recto.pages import Article, list_path, page_path, topic_path
from recto.pages.copies import copies
from recto.pages.templates import templates
from recto.shelves import by_topic
from recto.site.page import is_generated
from recto.site.sharing import drawing, feed, llms, sitemap
from recto.site.sharing.card import Card, locale_of, of_question, of_topic
from recto.site.sharing.identity import Identity
from recto.site.sharing.pictures import Picture, Pictures, drawn, pictures
from recto.site.sharing.quiz import as_script, breadcrumbs, quiz
from recto.strings import strings
from recto.taxonomy import Topic

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.recto")

ROBOTS = "robots.txt"

ELSEWHERE = frozenset({"redirect.html", "absent.html"})
"""Templates of pages that only say where a question went: nobody should find or share them."""


class Sharing:
    """What is told of the site that these files become."""

    def __init__(
        self, bank: Bank, articles: Mapping[str, Article], config: MkDocsConfig, files: Files
    ) -> None:
        self._articles = articles
        self.site = _identity(config)
        self._bank = bank
        self._in_folders = config.use_directory_urls
        self._pages = files.documentation_pages()
        self._others = {file.dest_uri for file in files}
        self._copies = {file.src_uri: _path_of_copy(file) for file in self._pages}
        self._urls = {file.src_uri: file.url for file in self._pages}
        self._shelves = by_topic(bank)
        self._entries = {page_path(bank.permalinks[entry.id]): entry for entry in bank.entries}

    def card_of(self, page: Page) -> Card | None:
        """What a page tells of itself, or None if it only leads elsewhere.

        The theme, which writes descriptions as they are, is given the page's escaped.
        """
        if page.meta.get("template") in ELSEWHERE:
            return None
        card = self._card(page)
        page.meta["description"] = html.escape(card.description)
        return card

    @cached_property
    def feed(self) -> str | None:
        """The text of the feed."""
        return feed.feed(self._bank, self.site, self._urls.__getitem__)

    def write(self, folder: Path, cache: Path, per_page: int) -> None:
        """Write every file into the site's folder, but where its owner has put one of that name."""
        for path, data in self._files(cache, per_page):
            if path not in self._others:
                target = folder / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(data)

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
            copy=quote(self._copies[page.file.src_uri]) if page.markdown else None,
            data=tuple(self._data(entry, page)) if entry else (),
        )

    def _title(self, page: Page) -> str:
        # The theme takes titles to be HTML.
        title = do_striptags(page.title or "")
        return title if title and not page.is_homepage else self.site.name

    def _description(self, page: Page, entry: Entry | None, topic: Topic | None) -> str:
        if entry:
            return of_question(entry, topic)
        if topic:
            return of_topic(topic, len(self._shelves[topic.slug]))
        return html.unescape(str(page.meta.get("description") or self.site.description))

    def _data(self, entry: Entry, page: Page) -> Iterator[str]:
        topics = [own.topic.name for own in self._bank.topics.get(entry.id, ())]
        yield as_script(
            quiz(
                entry,
                self._articles[entry.id].answer,
                topics,
                entry.language or self.site.language,
            )
        )
        if self.site.url:
            closest = self._closest(entry)
            above = (
                (closest.name, topic_path(closest.slug))
                if closest
                else (strings()["list"]["title"], list_path(1))
            )
            trail = (
                (self.site.name, self.site.url),
                (above[0], self.site.url + self._urls[above[1]]),
                (str(entry.title), self.site.url + page.url),
            )
            yield as_script(breadcrumbs(trail))

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
        if not drawing.is_able():
            log.warning(
                "there are no social images, since Pillow cannot read their font; "
                "install Pillow anew, from its own wheels"
            )
            return None
        topics = self._bank.taxonomy.topics
        names = {topic.slug: topic.name for topic in topics if self._shelves[topic.slug]}
        return pictures(self.site.name, strings()["sharing"]["line"], names)

    def _files(self, cache: Path, per_page: int) -> Iterator[tuple[str, bytes]]:
        for entry in self._bank.entries:
            path = self._copy_of(page_path(self._bank.permalinks[entry.id]))
            yield path, self._articles[entry.id].copy.encode()
        for copy in copies(self._bank, per_page, self._copy_of):
            yield copy.path, copy.text.encode()
        for file in self._pages:
            if not is_generated(file) and file.page and file.page.markdown:
                yield self._copy_of(file.src_uri), file.page.markdown.lstrip().encode()
        yield llms.NAME, self._llms().encode()
        if self.feed:
            yield feed.NAME, self.feed.encode()
        if self.site.url and sitemap.NAME not in self._others:
            for name, text in sitemap.sitemap(list(self._places()), self.site.url):
                yield name, text.encode()
                yield f"{name}.gz", gzip.compress(text.encode(), mtime=0)
        if self.site.is_at_root:
            yield ROBOTS, templates()(ROBOTS, sitemap=self.site.at(sitemap.NAME)).encode()
        if self._pictures:
            yield from drawn(self._pictures, cache / "social")

    def _copy_of(self, path: str) -> str:
        return self._copies.get(path, path)

    def _llms(self) -> str:
        return llms.llms_txt(
            self._bank,
            self._shelves,
            self.site,
            self._copy_of,
            in_folders=self._in_folders,
            has_feed=bool(self.feed),
        )

    def _places(self) -> Iterator[sitemap.Place]:
        for file in self._pages:
            page = file.page
            if page and page.canonical_url and page.meta.get("template") not in ELSEWHERE:
                yield sitemap.Place(page.canonical_url, self._day_of(page))

    def _day_of(self, page: Page) -> str | None:
        """The day of the newest question on a page; of what people write there is no record."""
        entry, topic = self._entries.get(page.file.src_uri), self._topic_of(page)
        if entry:
            return self._newest([entry])
        if topic:
            return self._days[topic.slug]
        return self._days[""] if page.is_homepage or is_generated(page.file) else None

    @cached_property
    def _days(self) -> dict[str, str | None]:
        """The day of the newest question on each topic, by slug, and of all under ""."""
        shelves = {**self._shelves, "": self._bank.entries}
        return {slug: self._newest(entries) for slug, entries in shelves.items()}

    def _newest(self, entries: Iterable[Entry]) -> str | None:
        days = (self._bank.permalinks[entry.id].published for entry in entries)
        newest = max((day for day in days if day), default=None)
        return newest.isoformat() if newest else None


def _identity(config: MkDocsConfig) -> Identity:
    name = config.site_name
    return Identity(
        name=name,
        url=config.site_url or "",
        description=" ".join((config.site_description or "").split()),
        author=config.site_author or name,
        language=str(config.theme["language"]),
    )


def _path_of_copy(file: File) -> str:
    """Where the copy of a page goes: beside it, if it was generated.

    What people write is copied as it is, so it keeps its place, from where its links lead.
    """
    if is_generated(file):
        return str(PurePosixPath(file.dest_uri).with_suffix(".md"))
    return file.src_uri
