"""When a preview is told that something changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import chain, repeat
from pathlib import Path
from queue import Empty, Queue

import pytest
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from recto.site.watch import AGAIN, Watch

SOON = 5
"""Seconds in which a change is noticed, however busy the machine is."""


class Files:
    """Stands for all files: `state` is another one after each change."""

    state = 0

    def look(self) -> int:
        return self.state


class Told(FileSystemEventHandler):
    def __init__(self) -> None:
        self.queue: Queue[FileSystemEvent] = Queue()

    def on_any_event(self, event: FileSystemEvent) -> None:
        self.queue.put(event)


@pytest.fixture
def files() -> Files:
    return Files()


@pytest.fixture
def watch(files: Files, tmp_path: Path) -> Iterator[Watch]:
    watch = Watch(files.look, tmp_path)
    yield watch
    watch.stop()
    watch.join()


def test_a_change_is_told_once(files: Files, watch: Watch) -> None:
    told = Told()
    watch.schedule(told, ".")
    watch.start()
    files.state += 1
    told.queue.get(timeout=SOON)
    with pytest.raises(Empty):
        told.queue.get(timeout=0.5)


def test_a_change_before_the_start_is_told(files: Files, watch: Watch) -> None:
    told = Told()
    watch.schedule(told, ".")
    files.state += 1
    watch.start()
    told.queue.get(timeout=SOON)


def test_a_change_while_it_may_not_look_is_told_afterwards(files: Files, watch: Watch) -> None:
    told = Told()
    watch.schedule(told, ".")
    watch.start()

    def change() -> None:
        files.state += 1
        with pytest.raises(Empty):
            told.queue.get(timeout=0.5)

    watch.keep_from_looking(change)
    told.queue.get(timeout=SOON)


def test_a_save_seen_half_written_is_told_once(tmp_path: Path) -> None:
    states = chain(["before", "half written"], repeat("written"))
    told = Told()
    watch = Watch(partial(next, states), tmp_path)
    watch.schedule(told, ".")
    watch.start()
    told.queue.get(timeout=SOON)
    with pytest.raises(Empty):
        told.queue.get(timeout=0.5)
    watch.stop()
    watch.join()


def test_the_system_has_it_look_at_once(
    files: Files, watch: Watch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recto.site.watch.PAUSE", 10 * SOON)
    told = Told()
    watch.schedule(told, ".")
    watch.start()
    files.state += 1
    (tmp_path / "source.txt").write_text("What is a list?", encoding="utf-8")
    told.queue.get(timeout=SOON)


def test_it_looks_by_itself_where_the_system_watches_nothing_more(
    files: Files, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("inotify watch limit reached")

    monkeypatch.setattr(watch._observer, "schedule", refuse)
    told = Told()
    watch.schedule(told, ".")
    watch.start()
    files.state += 1
    told.queue.get(timeout=SOON)


def test_it_tells_when_it_can_look_no_more(
    watch: Watch, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> int:
        raise ValueError("no path")

    monkeypatch.setattr(watch, "_look", fail)
    watch.start()
    watch.join()
    assert caplog.messages == [f"changes are no longer noticed; {AGAIN}"]
