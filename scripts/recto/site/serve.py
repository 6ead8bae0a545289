"""Live preview: shows the site while its sources are written, at the cost of what changed.

The preview has a site of its own in the project's cache, so that the next one begins where this one
ended. Pages come first: what belongs to no page and the search index follow in the background.
"""

from __future__ import annotations

import gc
import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mkdocs.livereload import LiveReloadServer
from msgspec.structs import replace

from recto import checksummed
from recto.compile import LastGood, no_progress
from recto.diagnostics import Diagnostic
from recto.environment import software
from recto.keys import digest
from recto.lock import LockedError, exclusive
from recto.memory import Store
from recto.policy import Policy
from recto.project import GENERATED, Project, ProjectError, find_project
from recto.put import bytes_of
from recto.site.errors import SiteError, told
from recto.site.fast import KEPT, Site
from recto.site.frames import NotConstantError
from recto.site.kept import Kept
from recto.site.pagefind import PagefindError
from recto.site.searching import FOLDER as SEARCH
from recto.site.settings import load, why_not
from recto.site.sink import Direct
from recto.site.watch import AGAIN, Watch
from recto.stamps import below, stamp
from recto.workers import local

if TYPE_CHECKING:
    from recto.site.parts import Parts

log = logging.getLogger("mkdocs.plugins.recto")

FOLDER = "preview"
"""The folder of the preview in the project's cache."""

QUIET = 0.001
"""Seconds without a save, for each question, before the search is brought up to date.

Indexing takes longer than everything else that follows a save, and would slow down the next one.
"""

LOADING = 1
"""Seconds in which a browser loads the page again, which other work would slow down."""


def serve_fast(project: Project, site_url: str | None, host: str, port: int) -> None:
    """Build, serve at `host:port`, and rebuild on each change, until Ctrl-C.

    The site has the same path at that address as in `site_url`.
    Raises ProjectError if another preview of the project is running.
    """
    cache = project.cache / FOLDER
    try:
        with exclusive(cache / "lock"):
            _serve(project, cache, site_url, host, port)
    except LockedError as error:
        raise ProjectError("another recto serve is running here; stop it first") from error


def _serve(project: Project, cache: Path, site_url: str | None, host: str, port: int) -> None:
    site = cache / "site"
    path = urlsplit(site_url or "/").path
    address = f"[{host}]" if ":" in host else host
    server = LiveReloadServer(lambda: None, host, port, str(site), path)
    preview = Preview(project, cache, f"http://{address}:{port}{path}")
    watch = Watch(preview.look, project.sources)
    server.builder = partial(watch.keep_from_looking, preview.rebuild)
    server.build_delay = 0  # the watch reports what was saved together as one change
    server.error_handler = lambda code: bytes_of(site / f"{code}.html")
    server.observer = watch  # type: ignore[assignment]
    server.watch(str(project.root))
    preview.build()
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        log.info("Shutting down...")
    finally:
        server.shutdown()
        preview.close()


class Preview:
    """The site of a preview, at a URL."""

    def __init__(self, project: Project, cache: Path, url: str) -> None:
        self._project = project
        self._cache = cache
        self._site = cache / "site"
        self._url = url
        self._store = Store(project.cache)
        self._memory = self._store.read()
        kept = checksummed.load(cache / KEPT, software(), Kept) if self._site.is_dir() else None
        self._kept = kept or Kept()
        self._is_kept = (cache / KEPT).is_file()
        self._last_good = LastGood()
        self._told: frozenset[Diagnostic] = frozenset()
        self._finisher = ThreadPoolExecutor(1)
        self._indexer = ThreadPoolExecutor(1)
        self._writing = Lock()
        self._outdated = Event()
        self._over = Event()

    def look(self) -> object:
        """A value that changes with any file that the site is made of."""
        project = self._project
        return (
            below(project.sources),
            below(project.docs, frozenset(GENERATED), follows_links=True),
            below(project.overrides, follows_links=True) if project.overrides else None,
            [stamp(file) for file in project.configs],
        )

    def rebuild(self) -> None:
        """Build, or log what prevents it: the site stays as it was until that is fixed."""
        try:
            with told():
                self.build()
        except NotConstantError as error:
            log.error("%s; %s", error, AGAIN)  # noqa: TRY400
        except (OSError, ProjectError, SiteError) as error:
            log.error("%s", error)  # noqa: TRY400

    def build(self) -> None:
        """Bring the site to the state of the sources.

        Raises ProjectError, SiteError, NotConstantError and OSError.
        """
        log.info("Building documentation...")
        settings = self._project.config.name
        if find_project(self._project.root) != self._project:
            raise ProjectError(f"{settings} names other folders now; {AGAIN}")
        config, plugin = load(self._project, strict=False)
        if reason := why_not(config, plugin):
            raise ProjectError(f"{settings} was changed: {reason}; {AGAIN}")
        config.site_url = self._url
        if self._is_kept and not (self._cache / KEPT).is_file():  # the cache was removed meanwhile
            self._kept = Kept()
        config.plugins.on_startup(command="serve", dirty=False)
        policy = Policy(preview=True)
        site = Site.of(self._project, config, plugin, policy, no_progress, self._cache)
        site = replace(site, common=digest(site.common, self._url.encode()))
        with local() as workers:
            publication = site.compile(self._memory, workers, self._last_good, self._told)
            self._memory, self._told = (
                publication.compiled.memory,
                frozenset(publication.diagnostics),
            )
            is_new = self._kept.environment != site.common
            with self._writing:
                self._outdated.set()
                self._outdated = outdated = Event()
                if is_new:
                    index, built = site.search_index, self._project.site
                    index.begin_with(self._project.cache, built, self._site)
                has_index = (self._site / SEARCH).is_dir()
                pause = QUIET * len(publication.bank.entries) if has_index else 0
                parts = site.parts(publication, self._kept, workers, is_new=is_new)
                # Until everything is written, the site is that of no build.
                (self._cache / KEPT).unlink(missing_ok=True)
                self._is_kept = False
                sink = Direct(self._site)
                try:
                    made = parts.run(sink, workers, no_progress)
                except BaseException:
                    if sink.paths:
                        self._kept = Kept(relations=self._kept.relations)
                    else:
                        self._keep()
                    raise
                if is_new:
                    self._keep_only(sink.paths)
        self._last_good = LastGood(publication.compiled.sources, publication.bank.taxonomy)
        self._kept = site.keep(made, None)
        self._finisher.submit(self._finish, parts, outdated)
        self._indexer.submit(self._index, site, parts, outdated, pause)

    def _keep(self) -> None:
        checksummed.save(self._cache / KEPT, software(), self._kept)
        self._is_kept = True

    def _keep_only(self, paths: set[str]) -> None:
        """Remove what is left of an earlier site, except the search index."""
        for path in below(self._site):
            is_index = path.startswith(f"{SEARCH}/") and not path.endswith(".html")
            if path not in paths and not is_index:
                (self._site / path).unlink()

    def wait(self) -> None:
        """Wait for what follows the last build in the background."""
        self._finisher.submit(int).result()
        self._indexer.submit(int).result()

    def close(self) -> None:
        """Wait for what is being written."""
        self._over.set()
        self._finisher.shutdown()
        self._outdated.set()
        self._indexer.shutdown(cancel_futures=True)

    def _finish(self, parts: Parts, outdated: Event) -> None:
        if not outdated.is_set():
            self._over.wait(LOADING)
        with self._writing:
            if outdated.is_set():
                return
            try:
                self._kept = parts.finish(Direct(self._site), self._kept)
                self._keep()
            except Exception as error:  # noqa: BLE001  (logged with its place)
                _tell("files beside the pages could not be written", error)
        self._store.write(self._memory)
        gc.collect()  # by itself it would come rarely, and each save leaves much

    def _index(self, site: Site, parts: Parts, outdated: Event, pause: float) -> None:
        if outdated.wait(pause):
            return
        try:
            with site.index(parts, self._site) as change:
                with self._writing:
                    sink = Direct(self._site)
                    for path, new in change.files.items():
                        sink.put(path, new)
                change.commit()
        except Exception as error:  # noqa: BLE001  (logged with its place)
            if not outdated.is_set():  # else sources have changed since, and it is made again
                _tell("the search index could not be brought up to date", error)


def _tell(what: str, error: Exception) -> None:
    """Log what failed in the background and why, with a traceback if it was not to be expected."""
    is_expected = isinstance(error, OSError | PagefindError | ProjectError)
    log.error("%s: %s", what, error, exc_info=None if is_expected else error)
