"""Builds a site at the cost of what changed.

MkDocs by itself reads, renders and writes every page in each build, one after another, each from
scratch. Here each part of a site has a key (`recto.site.plan`), and a part whose key is the same as
in the last build stays as it is (`recto.site.parts`). The work for each question is done in several
processes (`recto.tasks`), and the frame of a page is rendered once for all pages of its kind
(`recto.site.frames`). MkDocs's own functions build the rest (`recto.site.rest`).

This way is for sites with a `nav` whose pages no other plugin or hook works on
(`recto.site.settings`). With `fast: false` MkDocs builds everything, and the site is the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

from mkdocs.exceptions import Abort
from msgspec import Struct
from msgspec.structs import replace

from recto import checksummed
from recto.compile import LastGood, Progress, compile_project
from recto.diagnostics import Diagnostic
from recto.environment import configuration, software
from recto.memory import Memory, Store
from recto.policy import Policy, is_build_server
from recto.project import Project
from recto.publish import Publication, prepare, save_record
from recto.related import relations
from recto.site.kept import Kept
from recto.site.parts import Parts
from recto.site.searching import IndexChange, Missing, SearchIndex, share
from recto.site.sink import Changes, Sink, Staged
from recto.site.swap import Swap
from recto.site.tree import Change
from recto.site.unchanged import Snapshot, Summary
from recto.site.warned import counting
from recto.stamps import Stamp
from recto.workers import Workers, local

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from recto.site.plugin import RectoPlugin

log = logging.getLogger("mkdocs.plugins.recto")

KEPT = "build"
"""The file of the cache with what is kept of the last build."""

REST = "rest"
"""The folder of the cache into which MkDocs writes."""

BEHIND = 10
"""The niceness of a preview's indexing, so that nobody waits longer for a page."""


class Site(Struct, frozen=True):
    """A site to be built the fast way: its project, settings, and what decides all its pages."""

    project: Project
    config: MkDocsConfig
    plugin: RectoPlugin
    policy: Policy
    progress: Progress
    common: bytes
    cache: Path
    """The folder in which this build works and keeps files; the build holds its lock."""
    seen: Snapshot | None = None
    """The project as it was before the build, if that is known."""
    workers: Callable[[], Workers] = local
    """Starts the workers that do the tasks of each question."""

    @classmethod
    def of(
        cls,
        project: Project,
        config: MkDocsConfig,
        plugin: RectoPlugin,
        policy: Policy,
        progress: Progress,
        cache: Path,
        seen: Snapshot | None = None,
    ) -> Self:
        """The site, with what its settings add to project and policy."""
        return cls(
            replace(project, per_page=plugin.config.per_page),
            config.plugins.on_config(config),
            plugin,
            replace(policy, skip_broken=policy.skip_broken or plugin.config.skip_broken),
            progress,
            seen.configuration if seen else configuration(project),
            cache,
            seen,
        )

    def compile(
        self,
        memory: Memory,
        workers: Workers,
        last_good: LastGood = LastGood(),
        told: frozenset[Diagnostic] = frozenset(),
    ) -> Publication:
        """Compile what is to be published, reading only what `memory` lacks; log its problems.

        Warnings in `told` were logged before, and are not logged again.
        """
        compiled = compile_project(
            self.project,
            last_good,
            self.progress,
            memory=memory,
            workers=workers,
            in_folders=self.config.use_directory_urls,
            seen=self.seen.sources if self.seen else None,
        )
        publication = prepare(self.project, compiled, self.policy)
        self.plugin.report(publication, self.policy, told)
        return publication

    def parts(
        self, publication: Publication, kept: Kept, workers: Workers, *, is_new: bool
    ) -> Parts:
        """The parts of the site, compared with those of the last build unless the site is new."""
        sources = publication.compiled.sources
        self.progress("relate", 0, len(publication.bank.entries))
        found = relations(
            publication.bank, sources, kept.before(publication.bank, sources), workers
        )
        self.progress("relate", len(publication.bank.entries), len(publication.bank.entries))
        return Parts(
            self.project,
            self.config,
            self.plugin,
            publication,
            found,
            Kept() if is_new else kept,
            self.common,
            self.cache / REST,
        )

    def keep(self, made: Kept, fingerprint: str | None) -> Kept:
        """What is kept of a build whose site has this fingerprint."""
        return replace(made, environment=self.common, site=fingerprint)

    @property
    def search_index(self) -> SearchIndex:
        """The search index as it is kept, to be brought up to date."""
        return SearchIndex(self.cache, software(), BEHIND if self.policy.preview else 0)

    def index(self, parts: Parts, site: Path) -> IndexChange:
        """Bring the search index in the folder `site` to the state of the parts."""
        index, searched = self.search_index, parts.searched
        while True:
            change = index.update(
                searched.wanted,
                searched.documents,
                searched.topics,
                searched.url,
                site,
                partial(self.progress, "index"),
            )
            if not isinstance(change, Missing):
                return change
            with self.workers() as workers:
                parts.search(frozenset(change.ids), workers)


def build_fast(site: Site, swap: Swap) -> tuple[Summary, Mapping[str, Stamp]]:
    """Publish the sources, build the site; return how that ended, and generated pages' stamps.

    Raises NotConstantError, and what `build_site` raises.
    """
    project = site.project
    file = project.cache / KEPT
    kept, store = checksummed.load(file, software(), Kept) or Kept(), Store(project.cache)
    site.config.plugins.on_startup(command="build", dirty=False)
    with site.workers() as workers, ThreadPoolExecutor(1) as background:
        publication = site.compile(store.read(), workers)
        remembered = background.submit(store.write, publication.compiled.memory)
        if publication.is_blocked:
            log.error("nothing was published, because of the problems above")
            return summary_of(publication), {}
        is_new = kept.environment != site.common or not swap.is_ours(kept.site)

        def make(sink: Sink, folder: Path, held: ExitStack) -> tuple[Kept, IndexChange | None]:
            with counting() as warned:
                parts = site.parts(publication, kept, workers, is_new=is_new)
                seen = site.seen.made if site.seen else None
                made = parts.run(sink, workers, site.progress, seen)
                made = parts.finish(sink, made)
            if site.config.strict and (counts := warned.get_counts()):
                told = ", ".join(f"{number} {level.lower()}s" for level, number in counts)
                raise Abort(f"Aborted with {told} in strict mode!")
            workers.stop()  # before Pagefind, which takes much memory, too
            index = None
            if site.policy.search:
                index = held.enter_context(site.index(parts, folder))
                for path, new in index.files.items():
                    sink.put(path, new)
            save_record(project, publication)
            return made, index

        with ExitStack() as held:
            if is_new:
                staged = swap.stage()
                held.callback(swap.discard, staged)
                # If the site is as it was left, whatever is still right of its index stays.
                stays = not site.policy.search or swap.is_ours(kept.site)
                shared = share(staged, project.site) if stays else ()
                made, index = make(Staged(staged, shared), staged, held)
                swap.put(staged)
                swap.update(_hidden(kept, made))
                if not is_build_server():
                    swap.prepare()
            else:
                changes = Changes(project.site)
                made, index = make(changes, project.site, held)
                swap.update(changes)
            if index is not None:
                index.commit()
        remembered.result()
    with suppress(OSError):  # what is not kept is made again
        checksummed.save(file, software(), site.keep(made, swap.fingerprint()))
    return summary_of(publication), made.pages


def _hidden(kept: Kept, made: Kept) -> dict[str, Change]:
    """Dotfiles to be removed from a new site, into which all dotfiles have been moved."""
    gone = set(kept.rest.files).difference(made.rest.files)
    return dict.fromkeys(path for path in gone if path.startswith("."))


def summary_of(publication: Publication) -> Summary:
    """How a build ended that published this, or was blocked."""
    return Summary(
        len(publication.bank.entries),
        len(publication.compiled.gathered.sources),
        publication.diagnostics,
        not publication.is_blocked,
        publication.recorded,
    )
