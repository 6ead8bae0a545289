"""Projects laid out in a folder of their own, and commands run in them as whole processes."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
BANK = REPOSITORY / "tests" / "browser" / "bank"
"""A small bank of every kind of question."""

OWNERS = tuple(
    REPOSITORY / "sources" / name
    for name in ("001_374eff92df8f1039.txt", "003_b9d90cd72e474cdb.txt")
)
"""The sources with which the site began."""

SHIPPED_LIST = REPOSITORY / "sources" / "shipped.sha256"

IS_SHIPPED = SHIPPED_LIST.is_file()
"""False in a repository whose owner has begun a bank of their own."""

TEMPLATE = REPOSITORY / "tests" / "project"
"""Settings and pages as they were shipped, so that tests hold even if an owner changes them."""

CHANGING = {
    "CI",
    "FORCE_COLOR",
    "NO_COLOR",
    "NO_MKDOCS_2_WARNING",
    "PYTHONDONTWRITEBYTECODE",
    "REPO_URL",
    "SITE_URL",
    "SOURCE_DATE_EPOCH",
}
"""Variables that change a build or what it prints."""


def lay_out(folder: Path, sources: Path | None = None, *, has_manual: bool = False) -> None:
    """Make a project as this one was shipped, with the sources of a folder or none.

    Unless it is to have the manual, its pages for maintainers have nothing but their titles.
    """
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    shutil.copytree(REPOSITORY / "overrides", folder / "overrides")
    (folder / "docs" / "maintainers").mkdir()
    for page in manual():
        text = (REPOSITORY / "docs" / page).read_text(encoding="utf-8")
        title, _, _ = text.partition("\n")
        (folder / "docs" / page).write_text(text if has_manual else f"{title}\n", encoding="utf-8")
    if sources is None:
        (folder / "sources").mkdir()
    else:
        shutil.copytree(sources, folder / "sources")


def manual() -> list[str]:
    """The pages for maintainers, by their paths below `docs/`."""
    return re.findall(r"maintainers/.+\.md", (TEMPLATE / "mkdocs.yml").read_text(encoding="utf-8"))


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
    """The environment of this run with these variables, and without any that changes a build."""
    kept = {key: value for key, value in os.environ.items() if key not in CHANGING}
    return kept | {"PYTHONUTF8": "1"} | variables
