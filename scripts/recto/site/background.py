"""Writes files while the next ones are made: most of writing is waiting."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import ParamSpec, Self

P = ParamSpec("P")

THREADS = 2
"""More would wait for the GIL rather than for the disk."""

MOST = 512
"""The most calls that wait or run at a time, so that data to be written does not pile up."""


class BackgroundCalls:
    """Calls functions in threads, in any order; raises what they raise, at the latest on exit."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS)
        self._calls = deque[Future[object]]()

    def call(self, function: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        """Have a function called soon."""
        if len(self._calls) >= MOST:
            self._calls.popleft().result()
        self._calls.append(self._threads.submit(function, *args, **kwargs))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=kind is not None)
        if kind is None:
            for call in self._calls:
                call.result()
