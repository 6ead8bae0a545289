"""Builds the site beside the last one, which it replaces only once it is complete.

`mkdocs build` by itself empties the site's folder first and fills it page by page.
"""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

# Material prints a notice about other software when it is imported, unless told not to.
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as build_with_mkdocs
from msgspec.structs import replace

from recto.diagnostics import has
from recto.generated import made
from recto.lock import LockedError, exclusive
from recto.project import Project, ProjectError
from recto.publish import save_record
from recto.rules import Rule
from recto.site.errors import SiteError, told
from recto.site.fast import Site, build_fast, summary_of
from recto.site.frames import NotConstantError
from recto.site.handwritten import reads_more
from recto.site.searching import share
from recto.site.settings import load, outsider, why_not
from recto.site.swap import Swap
from recto.site.unchanged import Snapshot, Summary, after, inputs, keep, snapshot
from recto.site.warned import counting
from recto.stamps import Stamp
from recto.workers import Workers, local

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from recto.compile import Progress
    from recto.policy import Policy
    from recto.publish import Outcome
    from recto.site.plugin import RectoPlugin


log = logging.getLogger("mkdocs.plugins.recto")


def build_site(
    project: Project,
    policy: Policy,
    progress: Progress,
    seen: Snapshot | None = None,
    workers: Callable[[], Workers] = local,
) -> Summary:
    """Publish the sources and build the site; the last one stays if anything is wrong.

    `seen` is a snapshot taken just before. `workers` starts the workers that do the tasks of each
    question: by default, processes on this machine.
    Raises SiteError if MkDocs fails, and ProjectError if the project is faulty or another build is
    running.
    """
    try:
        with exclusive(project.cache / "lock"):
            seen = seen or snapshot(project)
            config, plugin = load(project, strict=policy.strict)
            heeding = replace(policy, strict=config.strict)
            with counting() as warned:
                summary, pages = _build_alone(
                    project, config, plugin, heeding, progress, seen, workers
                )
            summary = replace(summary, is_strict=config.strict)
            if summary.is_published:
                seen = after(project, seen, summary, pages)
                # No snapshot shows what other plugins read, or who may read a file. And a build
                # that warned has to run again, to repeat its warnings.
                is_all = (
                    not warned.get_counts()
                    and outsider(config, plugin) is None
                    and not reads_more(config)
                    and not has(summary.diagnostics, Rule.UNREADABLE)
                )
                keep(project, inputs(project, policy, seen) if is_all else None, summary)
            return summary
    except LockedError as error:
        raise ProjectError("another recto build is running here; wait for it") from error


def serve_site(project: Project, host: str, port: int) -> None:
    """Build, serve the site at `host:port`, and rebuild on each change.

    Raises SiteError if MkDocs fails or the port is taken.
    """
    from mkdocs.commands.serve import serve as serve_with_mkdocs  # noqa: PLC0415  (a build needs no server)

    from recto.site.serve import serve_fast  # noqa: PLC0415

    _check_free(host, port)
    config, plugin = load(project, strict=False)
    reason = why_not(config, plugin)
    with told():
        if reason is None:
            try:
                serve_fast(project, config.site_url, host, port)
            except NotConstantError as error:
                reason = str(error)
            else:
                return
        address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        log.info("every page is built from scratch on each change, since %s", reason)
        serve_with_mkdocs(str(project.config), dev_addr=address)


def _build_alone(
    project: Project,
    config: MkDocsConfig,
    plugin: RectoPlugin,
    policy: Policy,
    progress: Progress,
    seen: Snapshot,
    workers: Callable[[], Workers],
) -> tuple[Summary, Mapping[str, Stamp]]:
    """Build under the lock; return how that ended, and the stamps of generated pages."""
    plugin.policy, plugin.progress = policy, progress
    swap = Swap(project)
    if plugin.config.fast:
        reason = why_not(config, plugin)
        if reason is None:
            try:
                with told():
                    cache = project.cache
                    site = Site.of(project, config, plugin, policy, progress, cache, seen)
                    return build_fast(replace(site, workers=workers), swap)
            except NotConstantError as error:
                reason = str(error)
        # `diagnostic` keeps it from being counted: it is no reason to build again without a change.
        told_once = (
            "every page is built from scratch, since %s; "
            "if that is intended, set fast: false under plugins: recto in mkdocs.yml"
        )
        log.warning(told_once, reason, extra={"diagnostic": None})
    return _build_plainly(project, config, plugin, swap), made(project)


def _build_plainly(
    project: Project, config: MkDocsConfig, plugin: RectoPlugin, swap: Swap
) -> Summary:
    staged = swap.stage()
    try:
        # Set only now, so that MkDocs has checked the configuration as it is written.
        config.site_dir = str(staged)
        outcome = _build(config, plugin)
        if not outcome.publication.is_blocked:
            if plugin.policy and not plugin.policy.search:
                share(staged, project.site)
            save_record(project, outcome.publication)
            swap.put(staged)
        return summary_of(outcome.publication)
    finally:
        swap.discard(staged)


def _build(config: MkDocsConfig, plugin: RectoPlugin) -> Outcome:
    try:
        with told():
            config.plugins.on_startup(command="build", dirty=False)
            build_with_mkdocs(config)
    except SiteError:
        if plugin.outcome is None or not plugin.outcome.publication.is_blocked:
            raise
    finally:
        config.plugins.on_shutdown()
    assert plugin.outcome is not None
    return plugin.outcome


def _check_free(host: str, port: int) -> None:
    """MkDocs would find out only after its first build, and take an empty host for all hosts."""
    if not host.strip():
        raise SiteError("--host is empty; leave it out, or name an address")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.getaddrinfo(host, port, family)
        with socket.create_server((host, port), family=family):
            pass
    except (OSError, UnicodeError) as error:  # a name that no host can have
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        other = "--host" if isinstance(error, socket.gaierror | UnicodeError) else "--port"
        raise SiteError(f"cannot serve at {host}:{port}: {reason}; try another {other}") from error
