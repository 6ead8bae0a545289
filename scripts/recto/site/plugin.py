"""The MkDocs plugin `recto`: writes pages before MkDocs looks for any, then helps it show them."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from msgspec.structs import replace

from recto.compile import LastGood, no_progress
from recto.diagnostics import Diagnostic
from recto.pages import page_path
from recto.pages.copies import copy_of_list
from recto.pages.lists import list_pages
from recto.policy import Policy
from recto.project import Project, ProjectError
from recto.publish import Outcome, Publication, publish
from recto.site import search_index
from recto.site.addresses import Addresses, check_included
from recto.site.content_security_policy import with_policy
from recto.site.named import named
from recto.site.needed import leave_out_unneeded
from recto.site.options import RectoConfig
from recto.site.page import GeneratedPage, edit_uri, is_generated
from recto.site.pagefind import PagefindError
from recto.site.questions_json import NAME, questions_json
from recto.site.sharing import SITEMAP
from recto.site.sink import Staged
from recto.site.template_data import TemplateData
from recto.site.watched import watch_handwritten
from recto.strings import SCRIPT, for_scripts
from recto.write import FolderNotOursError

if TYPE_CHECKING:
    from typing import Literal

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from recto.compile import Progress
    from recto.site.search_index import Document

log = logging.getLogger("mkdocs.plugins.recto")


class RectoPlugin(BasePlugin[RectoConfig]):  # type: ignore[no-untyped-call]
    """Helps MkDocs in two places: before it gathers files, and while it renders pages."""

    policy: Policy | None = None
    """Set by `recto build`; without it the policy follows from how MkDocs was started."""
    progress: Progress = staticmethod(no_progress)
    outcome: Outcome | None = None
    """What the last build published."""
    handwritten: dict[str, str]
    """The text of hand-written pages, for their copies, by path."""

    def __init__(self) -> None:
        self._is_preview = False
        self._last_good = LastGood()
        self._told: frozenset[Diagnostic] = frozenset()
        self._documents: dict[str, Document] = {}
        self._built = self._total = 0
        self._template_data: TemplateData

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Having this event makes MkDocs keep the plugin from one build of `serve` to the next."""
        self._is_preview = command == "serve"

    def on_config(self, config: MkDocsConfig) -> None:
        """MkDocs takes `edit_uri` without `repo_url` for a mistake, and warns for each page."""
        if not config.repo_url:
            config.edit_uri = None

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Write the pages. MkDocs has not touched the last site yet: an error leaves it whole."""
        policy = self.policy or Policy(strict=config.strict, preview=self._is_preview)
        skip_broken = policy.skip_broken or self.config.skip_broken
        policy = replace(policy, skip_broken=skip_broken)
        try:
            self.outcome = publish(
                _project(config, self.config),
                policy,
                last_good=self._last_good if policy.preview else LastGood(),
                progress=self.progress,
                in_folders=config.use_directory_urls,
            )
        except (ProjectError, FolderNotOursError, OSError) as error:
            raise PluginError(str(error)) from error
        self.report(self.outcome.publication, policy, self._told if policy.preview else frozenset())
        if self.outcome.publication.is_blocked:
            raise PluginError("nothing was published, because of the problems above")
        bank = self.outcome.bank
        compiled = self.outcome.publication.compiled
        self._last_good = LastGood(compiled.sources, bank.taxonomy)
        self._told = frozenset(self.outcome.publication.diagnostics)
        self._built = self._total = 0

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Turn generated files into generated pages, which `Page.__init__` sets on the files."""
        assert self.outcome is not None
        bank = self.outcome.bank
        root = Path(config.config_file_path).parent
        sources = {
            page_path(bank.permalinks[entry.id]): root / entry.path for entry in bank.entries
        }
        titles = named(config)
        config.theme.static_templates.discard(SITEMAP)  # ours may have several files
        leave_out_unneeded(files, config)
        generated = [file for file in files if is_generated(file)]
        check_included((file.src_uri for file in generated), config)
        for file in generated:
            if file.is_documentation_page():
                source = sources.get(file.src_uri)
                file.edit_uri = edit_uri(config, source) if source else None
                GeneratedPage(titles.get(file.src_uri), file, config)
        return files

    @staticmethod
    def report(
        publication: Publication, policy: Policy, told: frozenset[Diagnostic] = frozenset()
    ) -> None:
        """Log every problem, except warnings in `told`, which were logged before."""
        again = told & {one for one in publication.diagnostics if not one.is_error}
        for diagnostic in publication.diagnostics:
            level = logging.ERROR if diagnostic.is_error else logging.WARNING
            if diagnostic not in again:
                log.log(level, "%s", diagnostic, extra={"diagnostic": diagnostic})
        if again:
            log.info("Warnings as before: %d", len(again))
        failed = [] if publication.is_blocked else sorted(publication.compiled.failed)
        shown = {entry.path for entry in publication.bank.entries} if failed else set()
        for path in failed:
            without = "not shown until it is fixed" if policy.preview else "left out"
            log.warning("%s: %s", "kept as it was" if path in shown else without, path)

    def take(self, data: TemplateData) -> None:
        """Take what templates use in this build."""
        self._template_data = data
        self.handwritten = {}

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the templates what they use of the bank, and date every page by the record."""
        assert self.outcome is not None
        pages = files.documentation_pages()
        addresses = Addresses(
            {file.src_uri: file.url for file in pages if not is_generated(file)},
            {file.src_uri for file in pages if is_generated(file)},
            in_folders=config.use_directory_urls,
        )
        taken = {file.dest_uri for file in files}
        self.take(TemplateData(self.outcome.bank, config, addresses, taken, self.config.report_uri))
        self._built, self._total = 0, len(pages)
        self._documents = {}
        for file in pages:
            if file.page is not None:
                self._template_data.date(file.page)
        return self._template_data.give_to(env)

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Give a page its card, a question its neighbours, and keep what is to be searched."""
        self._built += 1
        if self._total:  # a fast build reports its pages itself
            self.progress("build", self._built, self._total)
        own = self._template_data.neighbours.get(page.file.src_uri)
        article = self.outcome.articles[own.id] if own and self.outcome else None
        if own and article and self.outcome:
            entry = self.outcome.bank.by_id[own.id]
            language = str(config.theme["language"])
            self._documents[own.id] = search_index.document(
                self.outcome.bank, entry, article, language, page.url, page.content or ""
            )
        elif not is_generated(page.file) and page.markdown:
            self.handwritten[page.file.src_uri] = page.markdown.lstrip()
        return {**context, **self._template_data.of(page)}  # type: ignore[typeddict-item]

    @event_priority(-100)
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Give the page its policy, after other plugins have added what they add."""
        untrusted = page.content or "" if is_generated(page.file) else ""
        return self._with_policy(output, untrusted)

    @event_priority(-100)
    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Give the theme's own pages, such as 404.html, their policy; other files have no head."""
        return self._with_policy(output_content)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what belongs to no page: the search index, and what is for other programs."""
        assert self.outcome is not None
        bank, site = self.outcome.bank, Staged(Path(config.site_dir))
        url, copy = self._template_data.addresses.url, self._template_data.addresses.copy
        target = Path(config.site_dir, search_index.FOLDER)
        cache = _project(config, self.config).cache
        in_order = [self._documents[id_] for id_ in bank.by_id if id_ in self._documents]
        if self.policy is None or self.policy.search:
            self.progress("index", 0, len(in_order))
            try:
                search_index.write_index(bank, in_order, url, cache, target)
            except PagefindError as error:
                raise PluginError(str(error)) from error
        listed = questions_json(bank, lambda id_: (own.id for own in bank.related[id_]), url)
        site.put(NAME, listed.encode())
        site.put(SCRIPT, for_scripts().encode())
        copies: dict[str, str | None] = {
            page_path(bank.permalinks[id_]): own.copy for id_, own in self.outcome.articles.items()
        }
        copies |= {
            one.path: copy_of_list(one.path, one.template, one.values, copy)
            for one in list_pages(bank, self.config.per_page)
        }
        for path, text in {**copies, **self.handwritten}.items():
            if text is not None:
                site.put(copy(path), text.encode())
        for path, data in self._template_data.sharing.files(cache):
            site.put(path, data)

    @property
    def origins(self) -> tuple[str, ...] | None:
        """The origins that the policy of pages allows, or None if pages have no policy.

        In a preview they have none: MkDocs puts a script of its own into pages as it serves them.
        """
        if self._is_preview or not self.config.content_security_policy:
            return None
        return tuple(self.config.allowed_origins)

    def _with_policy(self, html: str, untrusted: str = "") -> str:
        return html if self.origins is None else with_policy(html, self.origins, untrusted)

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object
    ) -> LiveReloadServer:
        """Watch what people write, not the pages that each build writes."""
        return watch_handwritten(server, config, Path(self.config.sources))


def _project(config: MkDocsConfig, options: RectoConfig) -> Project:
    return Project(
        root=Path(config.config_file_path).parent,
        sources=Path(options.sources),
        docs=Path(config.docs_dir),
        site=Path(config.site_dir),
        per_page=options.per_page,
    )
