"""A project to run commands in, and the built site of a varied one."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import compiling, forks
from tests.projects import BANK, clean_environment, lay_out, run

SITE_URL = "https://questions.example/repo/"

SOURCES = {
    "001_00000000000000a1.txt": "What is a list?\n\nOfficial Answer\n\nThings in order.\n",
    "003_00000000000000b2.txt": "What is a set?\n\nOfficial Answer\n\nThings, each once.\n",
}

Run = Callable[..., subprocess.CompletedProcess[str]]

compiling.keep()  # for the tests that build in this process


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two sources; everything else is as shipped."""
    folder = tmp_path / "project"
    lay_out(folder)
    for name, text in SOURCES.items():
        (folder / "sources" / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def environment() -> Callable[..., dict[str, str]]:
    """Gives the environment for a command: the test run's own, and the given variables."""
    return clean_environment


@pytest.fixture
def recto(project: Path) -> Run:
    """Runs `recto` in the project. Keyword arguments are variables of the environment."""
    return lambda *arguments, **variables: forks.run("recto", *arguments, cwd=project, **variables)


@pytest.fixture
def mkdocs(project: Path) -> Run:
    """Runs `mkdocs` in the project. Keyword arguments are variables of the environment."""
    return lambda *arguments, **variables: forks.run("mkdocs", *arguments, cwd=project, **variables)


@pytest.fixture
def recto_anew(project: Path) -> Run:
    """Runs `recto` in a new interpreter, with its own imports and its own hash seed each time."""
    return lambda *arguments, **variables: run("recto", *arguments, cwd=project, **variables)


@pytest.fixture
def mkdocs_anew(project: Path) -> Run:
    """Runs `mkdocs` in a new interpreter, with its own imports and its own hash seed each time."""
    return lambda *arguments, **variables: run("mkdocs", *arguments, cwd=project, **variables)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a varied bank, to be published at SITE_URL."""
    folder = tmp_path_factory.mktemp("varied") / "project"
    lay_out(folder, BANK, has_manual=True)
    repository = "https://github.com/example/questions"
    built = forks.run("recto", "build", cwd=folder, SITE_URL=SITE_URL, REPO_URL=repository)
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def site_url() -> str:
    return SITE_URL
