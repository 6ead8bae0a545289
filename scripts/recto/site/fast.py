"""Builds a site at the cost of what changed.

MkDocs by itself reads, renders and writes every page in each build, one after the other, and each
as if there were no other. Here each part of a site has a key (`recto.site.plan`), and a part whose
key is that of the last build stays as it is (`recto.site.parts`). What is to be made of questions
is made in several processes (`recto.tasks`), and a page's frame once for all of its kind
(`recto.site.frames`). MkDocs's own functions build the rest (`recto.site.rest`).

This way is for sites whose pages no other plugin or hook works on; `why_not` tells. With `fast:
false` MkDocs builds all by itself, and the site is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import PluginError
from msgspec.structs import replace

from recto.compile import Progress, compile_project
from recto.environment import configuration, software
from recto.gather import Known
from recto.policy import Policy
from recto.project import Project
from recto.publish import Draft, prepare, save_record
from recto.related import relate
from recto.site import kept as keeping
from recto.site.kept import Kept
from recto.site.parts import Parts
from recto.site.plan import digest
from recto.site.searching import Change, Missing, SearchIndex
from recto.site.sink import Changes, Sink, Staged
from recto.site.swap import Swap
from recto.taxonomy import Taxonomy
from recto.unchanged import Summary
from recto.workers import local

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from recto.site.plugin import RectoPlugin

KEPT = "build"
"""The file of the cache that tells of the last build."""

_OTHERS = {"startup", "shutdown", "serve", "config", "build_error"}
"""Events in which others may take part: they see no page and no file of the site."""


def why_not(config: MkDocsConfig, own: RectoPlugin) -> str | None:
    """What keeps a site from being built the fast way, or None."""
    if config.nav is None:
        return f"{config.config_file_path} has no nav"
    for event, methods in config.plugins.events.items():
        for method in methods:
            if event not in _OTHERS and getattr(method, "__self__", None) is not own:
                where = getattr(method, "__module__", None) or "a hook"
                return f"{where} takes part in building pages (on_{event})"
    return None


def build_fast(
    project: Project,
    config: MkDocsConfig,
    plugin: RectoPlugin,
    swap: Swap,
    policy: Policy,
    progress: Progress,
) -> Summary:
    """Publish the sources and build the site. Raises NotConstantError, and as `build_site` does."""
    file = project.cache / KEPT
    kept = keeping.load(file, software())
    common = configuration(project)
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    with local() as workers:
        compiled = compile_project(
            project,
            progress=progress,
            known=partial(_known, kept),
            workers=workers,
            in_folders=config.use_directory_urls,
        )
        draft = prepare(compiled, policy)
        try:
            plugin.report(draft, policy)
        except PluginError:
            return summary_of(draft)
        progress("relate", 0, len(draft.bank.entries))
        bank = relate(draft.bank, compiled.sources)
        progress("relate", len(bank.entries), len(bank.entries))
        is_new = kept.environment != common or not swap.is_ours(kept.site)
        parts = Parts(project, config, plugin, draft, bank, Kept() if is_new else kept, common)

        def make(sink: Sink, site: Path) -> tuple[Kept, Change]:
            made = parts.run(sink, workers, progress)
            change = _index(parts, SearchIndex(project.cache, software()), site, progress)
            for path, new in change.files.items():
                sink.put(path, new)
            save_record(project, draft)
            return made, change

        if is_new:
            staged = swap.stage()
            try:
                made, change = make(Staged(staged), staged)
                with change:
                    swap.put(staged)
                    change.commit()
            finally:
                swap.discard(staged)
        else:
            changes = Changes(project.site)
            made, change = make(changes, project.site)
            with change:
                swap.update(changes)
                change.commit()
    keeping.save(
        file,
        software(),
        replace(
            made,
            environment=common,
            taxonomy=_digest_of(compiled.room.taxonomy),
            sources=keeping.kept_sources(compiled.gathered.sources),
            site=swap.stamp(),
        ),
    )
    return summary_of(draft)


def summary_of(draft: Draft) -> Summary:
    """How a build ends that publishes this, or does not."""
    return Summary(
        len(draft.bank.entries),
        len(draft.compiled.gathered.sources),
        draft.diagnostics,
        not draft.is_blocked,
        draft.recorded,
    )


def _index(parts: Parts, index: SearchIndex, site: Path, progress: Progress) -> Change:
    """Bring the search index to the state of the parts."""

    def update() -> Change | Missing:
        return index.update(
            parts.wanted,
            parts.documents,
            parts.topics,
            parts.url,
            site,
            partial(progress, "index"),
        )

    change = update()
    while isinstance(change, Missing):
        parts.document(change.ids)
        change = update()
    return change


def _known(kept: Kept, taxonomy: Taxonomy) -> Mapping[str, Known]:
    return kept.known() if kept.taxonomy == _digest_of(taxonomy) else {}


def _digest_of(taxonomy: Taxonomy) -> bytes:
    return digest(repr(taxonomy.topics).encode())
