"""Where work that is pure per question is done: by default in a process for each core.

Any executor of `concurrent.futures` can be given instead, a cluster's for one: what is submitted
are module-level functions, arguments and results that can be pickled.
"""

from __future__ import annotations

import itertools
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import TypeVar

A = TypeVar("A")
T = TypeVar("T")

BATCH = 32
"""Questions handed over at a time: enough that handing over costs little."""

_AHEAD = 3
"""Batches that each executor has waiting, so that it never does."""


class Workers:
    """Executors, each of which may remember what it did; none means that the caller does all."""

    def __init__(self, executors: Sequence[Executor] = ()) -> None:
        self._executors = executors

    @property
    def count(self) -> int:
        return max(1, len(self._executors))

    def turns(self) -> Callable[[object], int]:
        """A place for each item in turn."""
        numbers = itertools.count()
        return lambda _: next(numbers)

    def each(
        self, function: Callable[[list[A]], list[T]], items: Iterable[A], place: Callable[[A], int]
    ) -> Iterator[list[T]]:
        """The results of batches of items as they come in.

        Items with the same `place` go to the same executor.
        """
        if not self._executors:
            for batch in _batches(items, BATCH):
                yield function(batch)
            return
        queues = [deque[list[A]]() for _ in self._executors]
        shares: list[list[A]] = [[] for _ in self._executors]
        for item in items:
            shares[place(item) % len(shares)].append(item)
        for queue, share in zip(queues, shares, strict=True):
            queue.extend(_batches(share, BATCH))
        yield from self._results(function, queues)

    def _results(
        self, function: Callable[[list[A]], list[T]], queues: Sequence[deque[list[A]]]
    ) -> Iterator[list[T]]:
        running: dict[Future[list[T]], int] = {}

        def submit(number: int) -> None:
            if queues[number]:
                future = self._executors[number].submit(function, queues[number].popleft())
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
        finally:
            for future in running:
                future.cancel()


def _batches(items: Iterable[A], size: int) -> Iterator[list[A]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


@contextmanager
def local(count: int | None = None) -> Iterator[Workers]:
    """A process for each core, or as many as `count` says."""
    number = count or os.cpu_count() or 1
    # A fork would take over locks that other threads hold.
    context = multiprocessing.get_context("spawn")
    with ExitStack() as stack:
        yield Workers(
            [stack.enter_context(ProcessPoolExecutor(1, mp_context=context)) for _ in range(number)]
        )
