"""Commands run in processes that are forked from one which has already imported what they need.

That one also has the templates that earlier commands compiled.

Each command still has a process, folder, environment, output and exit code of its own. But all from
one worker of the test run have the same hash seed, and none shows what importing does: where that
matters, `tests.projects.run` starts a new interpreter.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tests import compiling, projects

NEEDED = (
    "recto.cli",
    "recto.site.build",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.tables",
    "material.templates",
    "pygments.formatters.html",
    "pymdownx.details",
    "pymdownx.inlinehilite",
    "pymdownx.superfences",
)
"""What `recto build` and `mkdocs build` import."""

SECONDS = 120
"""Seconds after which a command is stopped."""


def run(
    module: str, *arguments: str | Path, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a module as a command, as `tests.projects.run` does, but faster."""
    if sys.platform != "linux":
        return projects.run(module, *arguments, cwd=cwd, **variables)
    with tempfile.TemporaryDirectory() as folder:
        outputs = [Path(folder, name) for name in ("stdout", "stderr")]
        command = {
            "module": module,
            "arguments": [*map(str, arguments)],
            "folder": str(cwd),
            "environment": projects.clean_environment(**variables),
            "outputs": [*map(str, outputs)],
            "compiled": str(Path(folder, "compiled")),
        }
        parent = _parent()
        assert parent.stdin
        assert parent.stdout
        parent.stdin.write(f"{json.dumps(command)}\n")
        parent.stdin.flush()
        answer = parent.stdout.readline()
        assert answer, "the process that is forked has ended"
        told = (output.read_text(encoding="utf-8") for output in outputs)
        return subprocess.CompletedProcess([module, *arguments], int(answer), *told)


@cache
def _parent() -> subprocess.Popen[str]:
    """The process that forks; it ends with this one."""
    parent = subprocess.Popen(
        [sys.executable, "-m", "tests.forks"],
        cwd=projects.REPOSITORY,
        env=projects.clean_environment(OPENBLAS_NUM_THREADS="1"),  # no thread is to be forked
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(parent.communicate)
    return parent


def main() -> None:
    """Run each command that is read, and report its exit code."""
    for name in NEEDED:
        with suppress(Exception):  # each command reports it itself
            import_module(name)
    compiling.keep()
    gc.freeze()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        command = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(command)
            return
        _, status = os.waitpid(child, 0)
        compiling.learn(Path(command["compiled"]))
        answers.write(f"{os.waitstatus_to_exitcode(status)}\n")
        answers.flush()


def _become(command: dict[str, Any]) -> None:
    """Become the process of this command."""
    os.chdir(command["folder"])
    os.environ.clear()
    os.environ.update(command["environment"])
    for number, name in enumerate((os.devnull, *command["outputs"])):
        descriptor = os.open(name, os.O_RDWR | os.O_CREAT)
        os.dup2(descriptor, number)
        os.close(descriptor)
    signal.alarm(SECONDS)
    atexit.register(compiling.tell, Path(command["compiled"]), len(compiling.kept))
    sys.path[0] = command["folder"]
    sys.argv = ["", *command["arguments"]]
    runpy.run_module(command["module"], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
