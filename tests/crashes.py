"""Ways for a build to die, and what must hold of its site afterwards."""

from __future__ import annotations

import builtins
import errno
import io
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from recto.site.exchange import exchange
from tests.projects import clean_environment, run

Fault = Callable[[int, str], BaseException | None]
"""Gives what a step fails with, by its number and name, or None if it succeeds."""

TAKES_ROOM = {"link", "mkdir", "open"}
_STEPS = ("rename", "replace", "link", "mkdir", "unlink", "rmdir", "chmod", "fsync")

SPARE = ".site.recto-spare"


class Death(BaseException):
    """Acts as kill -9 does: nothing that the code does after it reaches the disk."""


def dies_at(last: int) -> Fault:
    return lambda step, _: Death() if step >= last else None


def fails_once_at(at: int) -> Fault:
    return lambda step, _: full() if step == at else None


def is_full_from(first: int) -> Fault:
    return lambda step, name: full() if step >= first and name in TAKES_ROOM else None


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@contextmanager
def faulty(fault: Fault) -> Iterator[list[str]]:
    """Ask before each change of the file system whether it fails; gives the changes' names."""
    steps: list[str] = []

    def guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            if name != "open" or _writes(arguments, options):
                steps.append(name)
                error = fault(len(steps), name)
                if name == "exchange" and isinstance(error, OSError):
                    return False
                if error is not None:
                    raise error
            return function(*arguments, **options)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in _STEPS:
            patch.setattr(os, name, guarded(name, getattr(os, name)))
        patch.setattr("recto.site.swap.exchange", guarded("exchange", exchange))
        patch.setattr(builtins, "open", guarded("open", builtins.open))
        patch.setattr(io, "open", guarded("open", io.open))
        yield steps


def _writes(arguments: Sequence[Any], options: dict[str, Any]) -> bool:
    mode: str = options.get("mode", arguments[1] if len(arguments) > 1 else "r")
    return not set(mode).isdisjoint("wax+")


def files(folder: Path) -> dict[str, bytes | None]:
    """The files and folders of a site by their paths, without what begins with a dot."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
        if not path.relative_to(folder).parts[0].startswith(".")
    }


def present(project: Path) -> Path:
    """The folder of the whole site: in its place, or set aside by a build that was stopped."""
    site = project / "site"
    return site if site.is_dir() else project / ".site.recto-last"


def left_over(project: Path) -> set[str]:
    return {path.name for path in project.glob(".site*")} - {SPARE}


def check_killed_builds(
    project: Path, source: str, texts: tuple[str, str], *, seed: int, times: int = 4
) -> None:
    """Kill whole builds at random moments, while a source changes from one text to another.

    Each must leave the site of one text or the other; one not killed, that of a clean build.
    The project must never have been built.
    """
    moments = random.Random(seed)
    (project / source).write_text(texts[0], encoding="utf-8")
    other = _built_copy(project)
    (project / source).write_text(texts[1], encoding="utf-8")
    began = time.monotonic()
    _build(project)
    took = time.monotonic() - began
    clean = files(project / "site")
    assert clean != other
    for number in range(times):
        (project / source).write_text(texts[number % 2], encoding="utf-8")
        # The site is replaced towards the end.
        _kill_a_build(project, took * moments.triangular(0.1, 1.1, 0.9))
        assert files(present(project)) in (clean, other)
        if number % 2:
            _build(project)
            assert files(project / "site") == clean
            assert left_over(project) == set()


def _kill_a_build(project: Path, delay: float) -> None:
    build = subprocess.Popen(
        [sys.executable, "-m", "recto", "build"],
        cwd=project,
        env=clean_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        build.wait(delay)
    except subprocess.TimeoutExpired:
        build.send_signal(signal.SIGKILL)
        build.wait()


def _build(project: Path) -> None:
    built = run("recto", "build", cwd=project)
    assert built.returncode == 0, built.stderr


def _built_copy(project: Path) -> dict[str, bytes | None]:
    folder = project.with_name(f"{project.name}-copy")
    shutil.copytree(project, folder)
    _build(folder)
    return files(folder / "site")
