"""What MkDocs builds by itself in a fast build, too: everything except the generated pages.

`mkdocs.commands.build.build` reads every file below the folder of pages, makes a page of each,
renders all of them, and calls plugins at each step. Here the same functions of MkDocs are called in
the same order for hand-written pages, the theme's own files and templates, and everything static.
Of generated pages, only those exist here that hand-written ones or the navigation name.
"""

from __future__ import annotations

import copy
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mkdocs.commands import build as mkdocs
from mkdocs.structure.files import File, Files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from recto.project import GENERATED
from recto.site.addresses import check_included
from recto.site.anchors import AnchorLink
from recto.site.frames import Unknown
from recto.site.named import as_looked_up, named
from recto.site.needed import add_files_of_theme
from recto.site.page import GeneratedPage, edit_uri
from recto.site.sharing import SITEMAP

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.plugins.recto")

INDEXES = tuple(f"{folder}/index.md" for folder in GENERATED)
"""Generated pages that are listed whether the navigation names them or not."""

Meta = dict[str, Any]


class _KnownFiles(Files):
    """Files, and generated ones once they are asked for."""

    def __init__(
        self, files: Collection[File], generated: Collection[str], config: MkDocsConfig
    ) -> None:
        super().__init__(files)
        self._generated = generated
        self._config = config
        self._asked: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        found, path = super().get_file_from_path(path), as_looked_up(path)
        if found is None and path in self._generated:
            found = self._asked.setdefault(path, generated_file(path, self._config))
        return found


class Rest:
    """The hand-written part of a site.

    `generated` are the paths of pages and images. `sources` has the source of each question by the
    path of its page, `heads` the metadata of generated pages that may be in the navigation.
    """

    def __init__(
        self,
        config: MkDocsConfig,
        generated: Collection[str],
        sources: Mapping[str, str],
        heads: Mapping[str, Meta],
    ) -> None:
        self.config = config
        self._generated = generated
        self._sources = sources
        self._titles = named(config)
        files = _handwritten(config)
        self._listed: dict[str, GeneratedPage] = {}
        for path, meta in heads.items():
            page = self._listed[path] = self._new_page(path)
            page.tell(meta)
            if page.title is None:  # as long as it has no text, whatever its metadata
                page.title = page.meta["title"]
            files.append(page.file)
        set_exclusions(files, config)
        self.files: Files = _KnownFiles(files, generated, config)
        self._pages = [
            file
            for file in self.files.documentation_pages()
            if file.src_uri.partition("/")[0] not in GENERATED
        ]

    @property
    def addresses(self) -> dict[str, str]:
        """The URLs of hand-written pages by their paths."""
        return {file.src_uri: file.url for file in self._pages}

    @property
    def linked(self) -> list[str]:
        """The URLs of generated pages in the navigation, except overviews in their own folders.

        Pages in the folder of an overview that are equally deep all link to it in the same way.
        """
        has_folders = self.config.use_directory_urls
        return [
            page.url
            for path, page in self._listed.items()
            if path not in INDEXES or not has_folders
        ]

    @contextmanager
    def shown(self, page: Page) -> Iterator[None]:
        """Mark a generated page as the one that is shown, for the navigation."""
        shown = page, self._listed.get(page.file.src_uri, page)
        for one in shown:
            one.active = True
        try:
            yield
        finally:
            for one in shown:
                one.active = False

    def page(self, path: str) -> GeneratedPage:
        """A generated page, to be filled; if it is in the navigation, with its place there."""
        if path in self._listed:
            return copy.copy(self._listed[path])  # or other pages would see what it holds
        page = self._new_page(path)
        page.file.page = None  # else each keeps the other, and its text, until garbage collection
        return page

    def _new_page(self, path: str) -> GeneratedPage:
        file = generated_file(path, self.config)
        source = self._sources.get(path)
        file.edit_uri = edit_uri(self.config, source) if source else None
        return GeneratedPage(self._titles.get(path), file, self.config)

    def navigation(self, titles: Mapping[str, str], metas: Mapping[str, Meta]) -> Navigation:
        """The navigation, made without reading a page, of titles and metadata known by path."""
        nav = get_navigation(self.files, self.config)
        for file in self._pages:
            page = file.page
            if page is None:
                continue
            page.meta = dict(metas.get(file.src_uri, {}))
            if file.src_uri in titles and page.title is None:
                page.title = titles[file.src_uri]
        return nav

    def read(self) -> Navigation:
        """Read and render hand-written pages. Raises PluginError if a generated one is left out."""
        check_included(self._generated, self.config)
        add_files_of_theme(self.files, self.config)
        set_exclusions(self.files, self.config)
        nav = get_navigation(self.files, self.config)
        for file in self._pages:
            if file.page is None:
                Page(None, file, self.config)
            assert file.page is not None
            mkdocs._populate_page(file.page, self.config, self.files)  # noqa: SLF001
        return nav

    @property
    def anchors(self) -> dict[str, tuple[str, ...]]:
        """The ids that links may lead to on pages that have been read, by path."""
        return {
            file.src_uri: tuple(sorted(file.page.present_anchor_ids or ()))
            for file in self._pages
            if file.page
        }

    @property
    def links(self) -> tuple[AnchorLink, ...]:
        """The links from pages that have been read to places on generated pages."""
        return tuple(
            AnchorLink(file.src_uri, target.src_uri, anchor, url)
            for file in self._pages
            if file.page
            for target, own in (file.page.links_to_anchors or {}).items()
            if target.src_uri in self._generated and target.is_documentation_page()
            for anchor, url in own.items()
        )

    @property
    def titles(self) -> dict[str, str]:
        """The titles of pages that have been read, by path."""
        return {f.src_uri: str(f.page.title) for f in self._pages if f.page and f.page.title}

    @property
    def metas(self) -> dict[str, Meta]:
        """The metadata of pages that have been read, by path."""
        return {f.src_uri: dict(f.page.meta) for f in self._pages if f.page and f.page.meta}

    def write(
        self, environment: Environment, nav: Navigation, date: Callable[[Page], None]
    ) -> None:
        """Write pages, static files and the theme's templates into the site's folder.

        Raises NotConstantError if a template asks for all pages.
        """
        config, files = self.config, self.files
        # MkDocs gives templates all pages; here the generated ones are missing.
        told: Any = Unknown("pages", get_file_from_path=files.get_file_from_path)
        for file in self._pages:
            assert file.page is not None
            date(file.page)
        files.copy_static_files()
        for template in config.theme.static_templates - {SITEMAP}:
            mkdocs._build_theme_template(template, environment, told, config, nav)  # noqa: SLF001
        for template in config.extra_templates:
            mkdocs._build_extra_template(template, told, config, nav)  # noqa: SLF001
        for file in self._pages:
            assert file.page is not None
            mkdocs._build_page(file.page, config, told, nav, environment)  # noqa: SLF001
        for file in self._pages:
            assert file.page is not None
            file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)


def generated_file(path: str, config: MkDocsConfig) -> File:
    """The generated file at a path."""
    return File(path, config.docs_dir, config.site_dir, config.use_directory_urls)


def _handwritten(config: MkDocsConfig) -> list[File]:
    """What `mkdocs.structure.files.get_files` finds, without going into generated folders.

    Raises UnicodeEncodeError if a name is not Unicode.
    """
    found: dict[str, File] = {}
    files: list[File] = []
    docs = Path(config.docs_dir)
    for parent, folders, names in os.walk(docs, followlinks=True):
        place = Path(parent).relative_to(docs)
        skipped = GENERATED if place == Path() else ()
        folders[:] = sorted(name for name in folders if name not in skipped)
        # An index goes before a README, which has the same place in the site.
        for name in sorted(names, key=lambda name: (Path(name).stem != "index", name)):
            path = str(place / name)
            path.encode()  # raises if no URL can hold the name
            file = File(path, config.docs_dir, config.site_dir, config.use_directory_urls)
            other = found.setdefault(file.dest_uri, file)
            if other is file:
                files.append(file)
            else:
                log.warning(
                    "Excluding '%s' from the site because it conflicts with '%s'.",
                    file.src_uri,
                    other.src_uri,
                )
    return files
