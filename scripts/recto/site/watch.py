"""Notices that files were changed, by looking at the stamps of all of them again and again.

Of what systems tell by themselves, much is lost on shared folders and in containers; MkDocs
therefore looks, too, but in a way that takes a second for ten thousand files. Here one look at as
many takes a twentieth of that.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from watchdog.events import FileModifiedEvent

if TYPE_CHECKING:
    from watchdog.events import FileSystemEventHandler

PAUSE = 0.1
"""Seconds between two looks at least."""

REST = 4
"""How many times as long as a look takes the watch rests after it."""


class Watch:
    """Stands in for the observer of MkDocs's server. `look` gives what changes with any file.

    A change counts from when this is made, though handlers are told only once it has started.
    """

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._before = look()
        self._handlers: list[tuple[FileSystemEventHandler, str]] = []
        self._is_over = Event()
        self._looking = Lock()
        self._thread = Thread(target=self._run, daemon=True)

    def schedule(
        self,
        handler: FileSystemEventHandler,
        path: str,
        *,
        recursive: bool = True,  # noqa: ARG002  (a name that MkDocs gives)
    ) -> object:
        """Have a handler told of each change."""
        self._handlers.append((handler, path))
        return handler

    def unschedule(self, watch: object) -> None:
        """Tell a handler of no more changes."""
        self._handlers = [own for own in self._handlers if own[0] is not watch]

    def keep_from_looking(self, call: Callable[[], None]) -> None:
        """Have something done meanwhile, for which looks would take time."""
        with self._looking:
            call()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()

    def join(self) -> None:
        self._thread.join()

    def _run(self) -> None:
        pause = PAUSE
        while not self._is_over.wait(pause):
            with self._looking:
                start = time.monotonic()
                now = self._look()
                pause = max(PAUSE, REST * (time.monotonic() - start))
            if now != self._before:
                self._before = now
                for handler, path in self._handlers:
                    handler.on_any_event(FileModifiedEvent(path))
