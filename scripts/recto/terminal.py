"""How the commands speak: problems to standard output, progress and summaries to standard error."""

from __future__ import annotations

import io
import logging
import signal
import sys
from collections.abc import Iterable, Sequence
from types import FrameType, TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn
from rich.text import Text

from recto.assign import Assigned, Evidence
from recto.diagnostics import Diagnostic, as_text

# Rich respects NO_COLOR and FORCE_COLOR, and writes plain text where there is no terminal.
out = Console(highlight=False, soft_wrap=True, markup=False, emoji=False)
err = Console(highlight=False, soft_wrap=True, markup=False, emoji=False, stderr=True)

STAGES = {
    "read": "Reading sources",
    "relate": "Relating questions",
    "build": "Building pages",
    "render": "Building pages",
    "index": "Indexing for search",
}
MOST_REASONS = 5
"""What speaks for a topic, as far as it is told."""

_STYLES = {"error": "bold red", "warning": "bold yellow"}


def print_diagnostic(diagnostic: Diagnostic) -> None:
    """One problem as text, its severity in colour."""
    text = Text(as_text(diagnostic))
    severity = str(diagnostic.rule.severity)
    label = f"{severity} {diagnostic.rule.code}"
    first = text.plain.partition("\n")[0]
    if (at := first.find(label)) >= 0:
        text.stylize(_STYLES[severity], at, at + len(label))
    text.stylize("bold", 0, max(0, at))
    out.print(text)


def print_topics(topics: Iterable[tuple[Assigned, Sequence[Evidence]]]) -> None:
    """The topics of a question, each with what speaks for it most."""
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


def summary(diagnostics: Iterable[Diagnostic], sources: int) -> str:
    """One line: how many sources, errors and warnings."""
    found = list(diagnostics)
    errors = sum(d.is_error for d in found)
    return ", ".join(
        (count(sources, "source"), count(errors, "error"), count(len(found) - errors, "warning"))
    )


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: “1 source”, “2,000 sources”."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def make_writable() -> None:
    """Let any text be written: piped, Python would use the machine's own encoding on Windows."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


class Stages:
    """Shows how far each stage is: a bar on a terminal, a line for each stage elsewhere."""

    def __init__(self) -> None:
        self._tasks: dict[str, TaskID] = {}
        self._is_stopped = False
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=err,
            transient=True,
            disable=not err.is_terminal,
        )

    def __enter__(self) -> Self:
        self._bars.start()
        signal.signal(signal.SIGINT, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bars.stop()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._is_stopped = True
        signal.default_int_handler(number, frame)

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._is_stopped:  # a library caught it
            raise KeyboardInterrupt
        name = STAGES[stage]
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(name, total=total)
            if not err.is_terminal:
                err.print(f"{name}: {total:,}")
        self._bars.update(self._tasks[stage], completed=done, total=total)


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
