"""The generated parts of a site and the rest, made where a key is not that of the last build."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from recto.compile import Progress
from recto.environment import handwritten, software
from recto.pages import images, page_path
from recto.pages.front_matter import front_matter
from recto.pages.paths import outputs
from recto.pages.render import signposts
from recto.pages.templates import environment as templates_of_pages
from recto.project import Project
from recto.publish import Publication, to_write
from recto.related import RelatedQuestions
from recto.relating import Relations
from recto.site import search_index
from recto.site.addresses import Addresses
from recto.site.anchors import warn_of_anchors, warn_of_links
from recto.site.background import BackgroundCalls
from recto.site.compiled import CompiledTemplates
from recto.site.faces import Faces
from recto.site.handwritten import Handwritten
from recto.site.kept import Kept, KeptFiles, kept_relations
from recto.site.keys import digest
from recto.site.lists import Lists
from recto.site.named import named
from recto.site.plan import NONE, plan
from recto.site.questions_json import NAME, questions_json
from recto.site.renderer import PageRenderer
from recto.site.rest import Rest
from recto.site.searching import Document, Waiting, Wanted, language_of
from recto.site.sink import Sink
from recto.site.telling import Telling
from recto.stamps import Stamp
from recto.strings import SCRIPT, for_scripts
from recto.tasks import (
    ToWrite,
    Written,
    WrittenPage,
    partition_key,
    render_articles,
    render_lists,
    render_page,
)
from recto.taxonomy import Topic
from recto.workers import Workers
from recto.write import Pages

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

    from recto.site.plugin import RectoPlugin


log = logging.getLogger("mkdocs.plugins.recto")


class Parts:
    """The parts of a site, and which are not as they were.

    `common` decides all its pages. `scratch` is a folder for MkDocs to write into, which no other
    build uses.
    """

    def __init__(
        self,
        project: Project,
        config: MkDocsConfig,
        plugin: RectoPlugin,
        publication: Publication,
        relations: Relations,
        kept: Kept,
        common: bytes,
        scratch: Path,
    ) -> None:
        self._project = project
        self._config = config
        self._kept = kept
        self._plugin = plugin
        self._read = publication.compiled
        self._related = related = RelatedQuestions(publication.bank, relations)
        self._bank = bank = replace(publication.bank, related=related)
        self._in_folders = config.use_directory_urls
        self._environment = config.theme.get_env()
        self._compiled = CompiledTemplates(project.cache / "templates", software())
        self._environment.bytecode_cache = self._compiled
        self._environment.auto_reload = False  # else each use asks for the file's date
        templates_of_pages().bytecode_cache = self._compiled
        # MkDocs writes below the folder that it finds here when it meets a file.
        config.site_dir = str(scratch)

        faces = Faces(bank)
        in_nav = named(config)
        self._lists = Lists(bank, project.per_page, faces.of_lists, kept.lists, in_nav)
        posts = {one.path: one for one in signposts(bank)}
        paths = {page_path(bank.permalinks[entry.id]): entry for entry in bank.entries}
        generated = frozenset((*paths, *self._lists.kept.keys, *posts))
        heads = dict(self._lists.kept.heads)
        for path in in_nav:
            if path in paths:
                heads[path] = {"title": paths[path].title.text}
            elif path in posts:
                heads[path] = front_matter(posts[path].text)
        sources = {path: f"{project.root}/{entry.path}" for path, entry in paths.items()}
        files = generated.union(image.path for image in images(bank))
        self._rest = Rest(config, files, sources, heads)
        addresses = Addresses(self._rest.addresses, generated, in_folders=self._in_folders)
        taken = {file.dest_uri for file in self._rest.files}
        self._telling = Telling(bank, config, addresses, taken, plugin.config.report_uri)
        self._telling.tell(self._environment)
        plugin.tell(self._telling)
        # Warnings of a build that let them pass are wanted again by one that does not.
        told = repr((self._telling.catalogue, config.strict, sorted(files), heads))
        rest_key = digest(common, handwritten(project), told.encode())
        self._handwritten = Handwritten(self._rest, rest_key, kept.rest, scratch)
        self._entries = paths
        self._relations = kept_relations(bank, publication.compiled.sources, relations)
        self._files_key = digest(rest_key, faces.of_all)
        self._json_key = digest(self._files_key, relations.places.tobytes())
        self.documents = Waiting(project.cache)
        """What is to be searched of each question that was written of."""
        self.seen: Mapping[str, Stamp] | None = None
        """The stamps of generated pages and images, if they were looked at."""
        self.plan = plan(
            publication,
            faces,
            related,
            self._lists.kept.keys,
            posts,
            self._telling.neighbours,
            kept.parts,
            digest(
                common,
                self._handwritten.shown.encode(),
                repr(bool(self._telling.sharing.feed)).encode(),
            ),
        )

    @property
    def topics(self) -> tuple[Topic, ...]:
        return self._bank.taxonomy.topics

    @property
    def wanted(self) -> list[Wanted]:
        """All questions that are to be found, in reading order."""
        language = str(self._config.theme["language"])
        return [
            Wanted(entry.id, language_of(entry.language or language), self.plan.keys[path])
            for path, entry in self._entries.items()
            if self.plan.keys[path] != NONE
        ]

    def document(self, ids: frozenset[str], workers: Workers) -> None:
        """Find out what is to be searched of these questions, whose pages are as they were."""
        wanted = self._to_write({path for path, one in self._entries.items() if one.id in ids})
        for articles in workers.each(
            partial(render_articles, self._read.context), wanted, partition_key
        ):
            for one in articles:
                self.documents.add(self._document(one, self.url(one.path)))

    @property
    def url(self) -> Callable[[str], str]:
        """Gives the URL of the page at a path."""
        return self._telling.addresses.url

    def run(self, sink: Sink, workers: Workers, progress: Progress) -> Kept:
        """Make all pages that are not as they were; what is to be kept. Raises NotConstantError.

        What belongs to no page is left to `finish`.
        """
        pages = Pages(self._project, self.seen)
        stamps = dict(pages.stamps)
        changed = self.plan.changed(self._kept, stamps)
        orphans = pages.orphans(self.plan.keys.keys())
        rest = self._handwritten.write(
            sink,
            self._environment,
            self._telling.date,
            lambda: {**self._plugin.handwritten, SCRIPT: for_scripts()},
            self._is_generated,
        )
        self._render(changed, pages, sink, workers, progress)
        for path in orphans | (self._kept.parts.keys() - self.plan.keys.keys()):
            pages.remove(path)
            for output in outputs(path, in_folders=self._in_folders):
                if not self._is_generated(output):  # files of others may lie among these pages
                    sink.put(output, None)
        level = self._config.validation.links.anchors
        warn_of_anchors(self._bank, rest.anchors, level)
        warn_of_links(rest.links, self._project.docs, level)
        self._compiled.save()
        return Kept(
            relations=self._relations,
            parts=dict(self.plan.keys),
            lists=self._lists.kept,
            questions_json=self._kept.questions_json,
            files=self._kept.files,
            pages=pages.stamps,
            rest=rest,
        )

    def finish(self, sink: Sink, made: Kept) -> Kept:
        """Write what belongs to no page, which nobody waits for, once the pages are made."""
        if made.questions_json != self._json_key:
            sink.put(NAME, questions_json(self._bank, self._related.ids, self.url).encode())
            made = replace(made, questions_json=self._json_key)
        if made.files.key != self._files_key or not self._handwritten.is_same:
            files = dict(self._telling.sharing.files(self._project.cache))
            for path, data in files.items():
                sink.put(path, data)
            for path in set(made.files.paths) - {*files, *made.rest.files}:
                sink.put(path, None)
            made = replace(made, files=KeptFiles(self._files_key, tuple(files)))
        return made

    def _is_generated(self, output: str) -> bool:
        return output == NAME or output in self._outputs

    @cached_property
    def _outputs(self) -> frozenset[str]:
        """Where all generated pages and their copies lie in the site."""
        return frozenset(
            output
            for path, key in self.plan.keys.items()
            if key != NONE
            for output in outputs(path, in_folders=self._in_folders)
        )

    def _render(
        self, changed: set[str], pages: Pages, sink: Sink, workers: Workers, progress: Progress
    ) -> None:
        """Write the changed pages, their HTML and their copies."""
        renderer = PageRenderer(
            self._rest,
            self._handwritten.navigation,
            self._environment,
            self._telling,
            self._plugin.origins,
        )
        done = 0
        writing = BackgroundCalls()

        def put(written: WrittenPage) -> Page:
            nonlocal done
            writing.call(pages.put, written.path, written.page)
            page, html = renderer.render(written)
            in_site, *copies = outputs(written.path, in_folders=self._in_folders)
            writing.call(sink.put, in_site, html.encode(errors="xmlcharrefreplace"))
            # What was a question may be none now, at the same address.
            copied = None if written.copy is None else written.copy.encode()
            for copy in copies:
                writing.call(sink.put, copy, copied)
            done += 1
            progress("render", done, len(changed))
            return page

        with writing:
            plan, context = self.plan, self._read.context
            questions = self._to_write(changed)
            for articles in workers.each(
                partial(render_articles, context), questions, partition_key
            ):
                for own in articles:
                    page = put(own.page)
                    self.documents.add(self._document(own, page.url))
            lists = [self._lists.pages[path] for path in self._lists.kept.keys if path in changed]
            for written in workers.each(partial(render_lists, context), lists, partition_key):
                for one in written:
                    put(one)
            for path, post in plan.signposts.items():
                if path in changed:
                    put(render_page(context, path, post.text))
            for path, image in plan.images.items():
                if path in changed:
                    sink.put(path, pages.copy(image))

    def _to_write(self, paths: Collection[str]) -> list[ToWrite]:
        """The questions whose pages are at these paths, each with where it stands."""
        return [
            to_write(self._read, self._bank, entry)
            for path, entry in self._entries.items()
            if path in paths
        ]

    def _document(self, own: Written, url: str) -> Document:
        language = str(self._config.theme["language"])
        return search_index.document(
            self._bank, self._bank.by_id[own.id], own.article, language, url, own.html
        )
