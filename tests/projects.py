"""Projects laid out in a folder of their own, and commands run in them as whole processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
BANK = REPOSITORY / "tests" / "browser" / "bank"
"""A small bank of every kind of question."""

CHANGING = {
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
    "NO_MKDOCS_2_WARNING",
    "REPO_URL",
    "SITE_URL",
    "SOURCE_DATE_EPOCH",
}
"""Variables that change a build or what it prints."""


def lay_out(folder: Path, sources: Path | None = None) -> None:
    """Make a project like this one, with the sources of a folder or none."""
    folder.mkdir(exist_ok=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", folder)
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    generated = shutil.ignore_patterns("questions", "topics")
    shutil.copytree(REPOSITORY / "docs", folder / "docs", ignore=generated)
    if sources is None:
        (folder / "sources").mkdir()
    else:
        shutil.copytree(sources, folder / "sources")


def run(
    module: str, *arguments: str | Path, cwd: Path, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run a module as a command, whatever it ends with."""
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
    """The environment of this run without what would change a build, and with these variables."""
    kept = {key: value for key, value in os.environ.items() if key not in CHANGING}
    return kept | {"PYTHONUTF8": "1"} | variables
