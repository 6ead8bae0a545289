"""The generated parts of a site and the rest, made if their keys changed since the last build."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from recto.compile import Progress
from recto.environment import handwritten, software
from recto.keys import digest
from recto.pages.paths import outputs
from recto.pages.templates import environment as templates_of_pages
from recto.project import Project
from recto.publish import Publication, to_write
from recto.related import RelatedQuestions
from recto.relating import Relations
from recto.site.addresses import Addresses
from recto.site.anchors import warn_of_anchors, warn_of_links
from recto.site.background import BackgroundCalls
from recto.site.compiled import CompiledTemplates
from recto.site.contents import Contents
from recto.site.faces import Faces
from recto.site.handwritten import Handwritten
from recto.site.kept import Kept, KeptFiles, kept_relations
from recto.site.named import named
from recto.site.plan import NONE, plan
from recto.site.questions_json import NAME, questions_json
from recto.site.renderer import PageRenderer
from recto.site.rest import Rest
from recto.site.searched import Searched
from recto.site.sink import Sink
from recto.site.template_data import TemplateData
from recto.stamps import Stamp
from recto.strings import SCRIPT, for_scripts
from recto.tasks import (
    Written,
    WrittenPage,
    partition_key,
    render_articles,
    render_lists,
    render_page,
)
from recto.workers import Workers
from recto.write import Pages

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from recto.site.plugin import RectoPlugin


class Parts:
    """The parts of a site, and which of them have changed.

    `common` is a digest of what decides all its pages. `scratch` is a folder for MkDocs to write
    into, which no other build uses.
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
        self._compiled = publication.compiled
        self._related = related = RelatedQuestions(publication.bank, relations)
        self._bank = bank = replace(publication.bank, related=related)
        self._in_folders = config.use_directory_urls
        self._templates = CompiledTemplates(project.cache / "templates", software())
        self._environment = _environment(config, self._templates)
        # MkDocs notes with each file where to write it: below what this is when it finds the file.
        config.site_dir = str(scratch)

        faces = Faces(bank)
        self._contents = contents = Contents(
            bank, project.per_page, faces.of_lists, kept.lists, named(config)
        )
        heads = contents.heads
        sources = {
            path: os.path.join(project.root, one.path)  # noqa: PTH118  (there are many)
            for path, one in contents.questions.items()
        }
        self._rest = Rest(config, contents.files, sources, heads)
        addresses = Addresses(self._rest.addresses, contents.pages, in_folders=self._in_folders)
        taken = {file.dest_uri for file in self._rest.files}
        self._template_data = TemplateData(bank, config, addresses, taken, plugin.config.report_uri)
        self._template_data.give_to(self._environment)
        plugin.take(self._template_data)

        # A strict build has to see again the warnings of a build that let them pass.
        told = repr((self._template_data.catalogue, config.strict, sorted(contents.files), heads))
        rest_key = digest(common, handwritten(project), told.encode())
        self._handwritten = Handwritten(self._rest, rest_key, kept.rest, scratch)
        self._relations = kept_relations(bank, self._compiled.sources, relations)
        self._files_key = digest(rest_key, faces.of_all)
        self._json_key = digest(self._files_key, relations.places.tobytes())
        of_pages = digest(
            common,
            self._handwritten.shown.encode(),
            repr(bool(self._template_data.sharing.feed)).encode(),
        )
        self._plan = plan(
            publication,
            contents,
            faces,
            related,
            self._template_data.neighbours,
            self._template_data.sharing.day_of,
            kept.parts,
            of_pages,
        )
        self.searched = Searched(
            bank, contents, self._plan.keys, addresses, str(config.theme["language"]), project.cache
        )

    def search(self, ids: frozenset[str], workers: Workers) -> None:
        """Find out what is to be searched of these questions, whose pages have not changed.

        A question whose source has an error now is not found until that is fixed.
        """
        paths = {path for path, one in self._contents.questions.items() if one.id in ids}
        self.searched.leave_out(paths & self._plan.broken)
        paths -= self._plan.broken
        for articles in self._rendered(paths, workers):
            for own in articles:
                self.searched.add(own)

    def run(
        self,
        sink: Sink,
        workers: Workers,
        progress: Progress,
        seen: Mapping[str, Stamp] | None = None,
    ) -> Kept:
        """Make all pages that have changed; return what to keep. Raises NotConstantError.

        What belongs to no page is left to `finish`. `seen` are the stamps of generated pages and
        images, if they are known.
        """
        pages = Pages(self._project, seen)
        stamps = dict(pages.stamps)
        changed = self._plan.changed(self._kept, stamps)
        orphans = pages.orphans(self._plan.keys.keys())
        rest = self._handwritten.write(
            sink,
            self._environment,
            self._template_data.date,
            lambda: {**self._plugin.handwritten, SCRIPT: for_scripts()},
            self._is_generated,
        )
        self._render(changed, pages, sink, workers, progress)
        for path in orphans | (self._kept.parts.keys() - self._plan.keys.keys()):
            pages.remove(path)
            for output in outputs(path, in_folders=self._in_folders):
                if not self._is_generated(output):  # another page may be there now
                    sink.put(output, None)
        level = self._config.validation.links.anchors
        warn_of_anchors(self._bank, rest.anchors, level)
        warn_of_links(rest.links, self._project.docs, level)
        self._templates.save()
        return Kept(
            relations=self._relations,
            parts=dict(self._plan.keys),
            lists=self._contents.lists.kept,
            questions_json=self._kept.questions_json,
            files=self._kept.files,
            pages=pages.stamps,
            rest=rest,
        )

    def finish(self, sink: Sink, made: Kept) -> Kept:
        """Write what belongs to no page, once the pages are made: nobody waits for it."""
        if made.questions_json != self._json_key:
            url = self._template_data.addresses.url
            sink.put(NAME, questions_json(self._bank, self._related.ids, url).encode())
            made = replace(made, questions_json=self._json_key)
        if made.files.key != self._files_key or not self._handwritten.is_same:
            files = dict(self._template_data.sharing.files(self._project.cache))
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
        """The paths in the site of all generated pages, images and copies."""
        return frozenset(
            output
            for path, key in self._plan.keys.items()
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
            self._template_data,
            self._plugin.origins,
        )
        done = 0
        writing = BackgroundCalls()

        def tell() -> None:
            nonlocal done
            done += 1
            progress("render", done, len(changed))

        def put(written: WrittenPage) -> None:
            writing.call(pages.put, written.path, written.page)
            html = renderer.render(written)
            in_site, *copies = outputs(written.path, in_folders=self._in_folders)
            writing.call(sink.put, in_site, html.encode(errors="xmlcharrefreplace"))
            # At the address of a question, which had a copy, there may be none now.
            copied = None if written.copy is None else written.copy.encode()
            for copy in copies:
                writing.call(sink.put, copy, copied)
            tell()

        with writing:
            contents, context = self._contents, self._compiled.context
            for articles in self._rendered(changed, workers):
                for own in articles:
                    put(own.page)
                    self.searched.add(own)
            lists = contents.lists
            outdated = [lists.pages[path] for path in lists.kept.keys if path in changed]
            for written in workers.each(partial(render_lists, context), outdated, partition_key):
                for one in written:
                    put(one)
            for path, post in contents.signposts.items():
                if path in changed:
                    put(render_page(context, path, post.text))
            for path, image in contents.images.items():
                if path in changed:
                    sink.put(path, pages.copy(image))
                    tell()

    def _rendered(self, paths: Collection[str], workers: Workers) -> Iterator[list[Written]]:
        """What is written of the questions whose pages are at these paths, in batches."""
        wanted = [
            to_write(self._compiled, self._bank, entry)
            for path, entry in self._contents.questions.items()
            if path in paths
        ]
        render = partial(render_articles, self._compiled.context)
        return workers.each(render, wanted, partition_key)


def _environment(config: MkDocsConfig, compiled: CompiledTemplates) -> Environment:
    """The theme's templates, which like those of pages are compiled once."""
    environment = config.theme.get_env()
    environment.bytecode_cache = compiled
    environment.auto_reload = False  # else each use asks for the file's date
    templates_of_pages().bytecode_cache = compiled
    return environment
