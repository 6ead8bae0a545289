"""Projects laid out in a temporary folder, and the commands run in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BANK = REPOSITORY / "tests" / "browser" / "bank"
SITE_URL = "https://questions.example/repo/"

SOURCES = {
    "001_00000000000000a1.txt": "What is a list?\n\nOfficial Answer\n\nThings in order.\n",
    "003_00000000000000b2.txt": "What is a set?\n\nOfficial Answer\n\nThings, each once.\n",
}

CHANGING = {
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
    "NO_MKDOCS_2_WARNING",
    "REPO_URL",
    "SITE_URL",
    "SOURCE_DATE_EPOCH",
}

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with two sources; the rest is what the repository holds."""
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
    return lambda *arguments, **variables: run("recto", *arguments, cwd=project, **variables)


@pytest.fixture
def mkdocs(project: Path) -> Run:
    """Runs `mkdocs` in the project. Keyword arguments are variables of the environment."""
    return lambda *arguments, **variables: run("mkdocs", *arguments, cwd=project, **variables)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a varied bank, to be published at SITE_URL."""
    folder = tmp_path_factory.mktemp("varied") / "project"
    lay_out(folder)
    shutil.copytree(BANK, folder / "sources", dirs_exist_ok=True)
    repository = "https://github.com/example/questions"
    built = run("recto", "build", cwd=folder, SITE_URL=SITE_URL, REPO_URL=repository)
    assert built.returncode == 0, built.stderr
    return folder / "site"


@pytest.fixture(scope="session")
def site_url() -> str:
    return SITE_URL


def lay_out(folder: Path) -> None:
    """Make a project without a source."""
    (folder / "sources").mkdir(parents=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    generated = shutil.ignore_patterns("questions", "topics")
    shutil.copytree(REPOSITORY / "docs", folder / "docs", ignore=generated)


def run(
    module: str, *arguments: str | Path, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=cwd,
        env=clean_environment(**variables),
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=120,
    )


def clean_environment(**variables: str) -> dict[str, str]:
    """The environment of this run without what would change a build or what it prints."""
    kept = {key: value for key, value in os.environ.items() if key not in CHANGING}
    return kept | {"PYTHONUTF8": "1"} | variables
