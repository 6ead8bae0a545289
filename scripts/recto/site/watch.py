"""Notices that files were changed, by looking at the stamps of all of them again and again.

Many of the system's own notifications are lost on shared folders and in containers. MkDocs
therefore looks, too, but in a way that takes a second for ten thousand files; here, one look takes
a twentieth of that. Notifications are used for one folder, only to take the next look at once.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock, Thread

from watchdog.events import FileModifiedEvent, FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

log = logging.getLogger("mkdocs.plugins.recto")

AGAIN = "stop this preview and start it again"

PAUSE = 0.1
"""The least number of seconds between two looks."""

REST = 4
"""How long the watch rests after a look, as a multiple of the time that the look took."""

SETTLING = 0.05
"""Seconds within which files that are saved together are written."""


class Watch:
    """Replaces the observer of MkDocs's server. `look` gives a value that changes with any file.

    Changes count from when this is created, though handlers are called only once it has started.
    A change below `folder` is noticed at once if the system reports it.
    """

    def __init__(self, look: Callable[[], object], folder: Path) -> None:
        self._look = look
        self._folder = folder
        self._before = look()
        self._handlers: list[tuple[FileSystemEventHandler, str]] = []
        self._is_over = Event()
        self._is_stirred = Event()
        self._observer = Observer()
        self._looking = Lock()
        self._thread = Thread(target=self._run, daemon=True)

    def schedule(
        self,
        handler: FileSystemEventHandler,
        path: str,
        *,
        recursive: bool = True,  # noqa: ARG002  (a name that MkDocs gives)
    ) -> None:
        """Have a handler called on each change."""
        self._handlers.append((handler, path))

    def keep_from_looking(self, call: Callable[[], None]) -> None:
        """Call a function, and take no look meanwhile: that would slow it down."""
        with self._looking:
            call()

    def start(self) -> None:
        with suppress(OSError):  # systems limit how much can be watched
            self._observer.schedule(_Stirring(self._is_stirred), str(self._folder), recursive=True)
            self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()
        self._is_stirred.set()
        if self._observer.is_alive():
            self._observer.stop()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        try:
            self._watch()
        except Exception:
            log.exception("changes are no longer noticed; %s", AGAIN)

    def _watch(self) -> None:
        pause = PAUSE
        while True:
            has_settled = self._is_stirred.wait(pause)
            if has_settled:
                self._is_over.wait(SETTLING)
                self._is_stirred.clear()
            if self._is_over.is_set():
                return
            with self._looking:
                start = time.monotonic()
                now = self._look()
                pause = max(PAUSE, REST * (time.monotonic() - start))
                if now != self._before and not has_settled:
                    self._is_over.wait(SETTLING)  # what was seen may be half of a save
                    now = self._look()
            if now != self._before:
                self._before = now
                for handler, path in self._handlers:
                    handler.on_any_event(FileModifiedEvent(path))


class _Stirring(FileSystemEventHandler):
    """Sets an event when any file is changed, and not when one is read."""

    def __init__(self, stirred: Event) -> None:
        self._stirred = stirred

    def on_created(self, event: FileSystemEvent) -> None:  # noqa: ARG002  (watchdog gives it)
        self._stirred.set()

    on_modified = on_moved = on_deleted = on_created
