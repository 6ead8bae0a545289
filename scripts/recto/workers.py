"""Runs the work that is done for each question, by default in a process for each core.

Any executor of `concurrent.futures`, such as a cluster's, can be given instead: what is submitted
are pure functions of modules, with arguments and results that can be pickled.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import contextmanager
from functools import partial
from itertools import cycle, islice
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

A = TypeVar("A")
T = TypeVar("T")

ENDED = "a worker process was ended from outside, perhaps for lack of memory; try again"
"""What a BrokenExecutor means to the user of a command."""

BATCH = 32
"""Questions handed over at a time: enough to keep the cost of that low."""

FEW = 64
"""Up to this many items are done by the caller, since starting executors would take longer."""

_AHEAD = 3
"""Batches submitted to each executor in advance, so that it never waits."""


class Workers:
    """Executors, each of which may remember what it did; if there are none, the caller does all.

    They are started when there is enough to do, and stopped at the end of the `with` block.
    """

    def __init__(self, start: Callable[[], Sequence[Executor]] = tuple) -> None:
        self._start = start
        self._executors: Sequence[Executor] | None = None

    def map(self, function: Callable[..., T], *columns: Iterable[Any]) -> Iterator[T]:
        """Like the built-in `map`, by all executors. Each call should be worth a process."""
        executors = self._started()
        if not executors:
            yield from map(function, *columns)
            return
        rows = zip(cycle(executors), zip(*columns, strict=True))
        futures = [executor.submit(function, *row) for executor, row in rows]
        try:
            for future in futures:
                yield future.result()
        except BrokenExecutor:
            futures.clear()  # as in `_results`
            raise
        finally:
            for future in futures:
                future.cancel()

    def each(
        self, function: Callable[[list[A]], list[T]], items: Iterable[A], key: Callable[[A], int]
    ) -> Iterator[list[T]]:
        """The results of batches of items as they come in.

        Items with the same `key` go to the same executor.
        """
        items = list(items)
        executors = self._started() if len(items) > FEW else ()
        if not executors:
            for batch in _batches(items, BATCH):
                yield function(batch)
            return
        queues = [deque[list[A]]() for _ in executors]
        shares: list[list[A]] = [[] for _ in executors]
        for item in items:
            shares[key(item) % len(shares)].append(item)
        for queue, share in zip(queues, shares, strict=True):
            queue.extend(_batches(share, BATCH))
        yield from _results(executors, function, queues)

    def _started(self) -> Sequence[Executor]:
        if self._executors is None:
            self._executors = self._start()
        return self._executors

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Stop all executors, which forget what they did. If there is more to do, others start."""
        for executor in self._executors or ():
            executor.shutdown(cancel_futures=True)
        self._executors = None


def _results(
    executors: Sequence[Executor],
    function: Callable[[list[A]], list[T]],
    queues: Sequence[deque[list[A]]],
) -> Iterator[list[T]]:
    """The results of all queues, one for each executor, as they come in."""
    running: dict[Future[list[T]], int] = {}

    def submit(number: int) -> None:
        if queues[number]:
            future = executors[number].submit(function, queues[number].popleft())
            running[future] = number

    for number in range(len(queues)):
        for _ in range(_AHEAD):
            submit(number)
    try:
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                submit(running.pop(future))
                yield future.result()
    except BrokenExecutor:
        running.clear()  # these fail by themselves, and must not have been cancelled by then
        raise
    finally:
        for future in running:
            future.cancel()


def _batches(items: Iterable[A], size: int) -> Iterator[list[A]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def local(count: int | None = None) -> Workers:
    """A process for each core, or as many as `count` says."""
    return Workers(partial(_processes, count))


def _processes(count: int | None) -> Sequence[Executor]:
    import multiprocessing  # noqa: PLC0415  (slow to import, and most builds start none)
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    # A fork would inherit locks that other threads hold.
    context = multiprocessing.get_context("spawn")
    executors = [
        ProcessPoolExecutor(1, mp_context=context, initializer=_end_with_parent)
        for _ in range(count or cores())
    ]
    with _without_interrupts():
        for executor in executors:
            executor.submit(int)  # starts its process
    return executors


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Make processes that start meanwhile ignore Ctrl-C, which a terminal sends to all.

    Their parent receives it, and ends them once they have finished what they are doing.
    """
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end_with_parent() -> None:
    """Make this process end when its parent is killed; it would wait for work forever."""
    from multiprocessing import parent_process  # noqa: PLC0415

    if sys.platform == "win32":
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def end() -> None:
        parent.join()
        os._exit(1)

    Thread(target=end, daemon=True).start()


def cores() -> int:
    """The cores that this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
