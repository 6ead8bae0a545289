"""What commands print: problems to standard output, progress and summaries to standard error."""

from __future__ import annotations

import io
import logging
import os
import signal
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cached_property
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Self

from recto.assign import Assigned, Evidence
from recto.diagnostics import Diagnostic, as_text, errors

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID
    from rich.text import Text


class Voice:
    """One of the standard streams. Rich, which is slow to import, is used only for terminals."""

    def __init__(self, *, is_error: bool) -> None:
        self._is_error = is_error

    @property
    def is_terminal(self) -> bool:
        """Whether colours and bars are wanted. Rich respects NO_COLOR and FORCE_COLOR."""
        stream = sys.stderr if self._is_error else sys.stdout
        return (stream.isatty() or "FORCE_COLOR" in os.environ) and self.console.is_terminal

    @cached_property
    def console(self) -> Console:
        """Rich's console for the stream."""
        from rich.console import Console  # noqa: PLC0415

        options = {"highlight": False, "soft_wrap": True, "markup": False, "emoji": False}
        return Console(stderr=self._is_error, **options)  # type: ignore[arg-type]

    def print(self, text: str | Text, style: str | None = None) -> None:
        """Print a text on lines of its own."""
        if self.is_terminal:
            self.console.print(text, style=style)
        else:
            print(text, file=sys.stderr if self._is_error else sys.stdout, flush=True)


out = Voice(is_error=False)
err = Voice(is_error=True)


def fall_silent(reason: str) -> None:
    """Print the reason, if possible, and then nothing more: Python would flush again on exit."""
    with suppress(OSError):
        err.print(reason)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


STAGES = {
    "read": "Reading sources",
    "relate": "Relating questions",
    "build": "Building pages",
    "render": "Building pages",
    "index": "Indexing for search",
}
MOST_REASONS = 5
"""Reasons for a topic that are shown."""

MOST_NAMES = 5

MOST_SEEN = 20
"""Problems that can be taken in at a glance; for more, the summary counts each kind."""

_STYLES = {"error": "bold red", "warning": "bold yellow"}


def print_diagnostic(diagnostic: Diagnostic) -> None:
    """One problem as text, its severity in colour."""
    if not out.is_terminal:
        out.print(as_text(diagnostic))
        return
    from rich.text import Text  # noqa: PLC0415

    text = Text(as_text(diagnostic))
    severity = str(diagnostic.rule.severity)
    label = f"{severity} {diagnostic.rule.code}"
    first = text.plain.partition("\n")[0]
    if (at := first.find(label)) >= 0:
        text.stylize(_STYLES[severity], at, at + len(label))
    text.stylize("bold", 0, max(0, at))
    out.print(text)


def print_topics(topics: Iterable[tuple[Assigned, Sequence[Evidence]]]) -> None:
    """The topics of a question, each with the strongest reasons for it."""
    out.print("\nTopics", style="bold")
    lines = [f"  {own.topic.name}{_reasons(own, evidence)}" for own, evidence in topics]
    out.print("\n".join(lines or ["  none was found"]), style=None)


def _reasons(own: Assigned, evidence: Sequence[Evidence]) -> str:
    if own.score is None:
        return ", named by the source"
    reasons = "; ".join(
        f"“{one.name}” in the {one.part}" + (f" {one.times} times" if one.times > 1 else "")
        for one in evidence[:MOST_REASONS]
    )
    return f" ({own.score:.1f}): {reasons}"


def summary(diagnostics: Collection[Diagnostic], sources: int) -> str:
    """How many sources, errors and warnings; if there are many problems, how many of each kind."""
    wrong = errors(diagnostics)
    counts = ", ".join(
        (
            count(sources, "source"),
            count(wrong, "error"),
            count(len(diagnostics) - wrong, "warning"),
        )
    )
    if len(diagnostics) <= MOST_SEEN:
        return counts
    kinds = Counter(one.rule for one in diagnostics).most_common()
    rows = (f"{n:>9,}  {rule.severity} {rule.code}: {rule.summary}" for rule, n in kinds)
    return "\n".join((counts, *rows))


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: “1 source”, “2,000 sources”."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def some(names: Iterable[str]) -> str:
    """The first few of some names, and how many more there are."""
    listed = list(names)
    more = len(listed) - MOST_NAMES
    return ", ".join(listed[:MOST_NAMES]) + (f" and {more:,} more" if more > 0 else "")


def make_writable() -> None:
    """Let any text be written: on Windows, Python writes to pipes in the machine's own encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


class Stages:
    """Shows the progress of each stage: a bar on a terminal, a line for each stage elsewhere."""

    def __init__(self) -> None:
        self._begun: dict[str, TaskID | None] = {}
        self._is_stopped = False
        self._bars = _bars() if err.is_terminal else None

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars:
            self._bars.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._is_stopped = True
        signal.default_int_handler(number, frame)

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._is_stopped:  # a library caught the interrupt
            raise KeyboardInterrupt
        name = STAGES[stage]
        if stage not in self._begun:
            self._begun[stage] = self._bars.add_task(name, total=total) if self._bars else None
            if not self._bars:
                err.print(f"{name}: {total:,}")
        task = self._begun[stage]
        if self._bars and task is not None:
            self._bars.update(task, completed=done, total=total)


def _bars() -> Progress:
    from rich.progress import (  # noqa: PLC0415
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    return Progress(*columns, console=err.console, transient=True)


class LogHandler(logging.Handler):
    """Prints what MkDocs and its plugins log; problems of the content as `recto check` does."""

    def emit(self, record: logging.LogRecord) -> None:
        diagnostic = getattr(record, "diagnostic", None)
        if isinstance(diagnostic, Diagnostic):
            print_diagnostic(diagnostic)
        else:
            level = record.levelname.lower()
            prefix = "" if record.levelno < logging.WARNING else f"{level}: "
            err.print(f"{prefix}{record.getMessage()}")
            if record.exc_info and record.exc_info[1]:
                import traceback  # noqa: PLC0415

                err.print("".join(traceback.format_exception(record.exc_info[1])))
