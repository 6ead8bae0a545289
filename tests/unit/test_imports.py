"""Imports go one way: each module knows only the layers below its own."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

PACKAGE = Path(__file__).parents[2] / "scripts" / "recto"

LAYERS = (
    {
        "",
        "characters",
        "model",
        "rules",
        "slugs",
        "words",
        "ordered",
        "reading_time",
        "mathml",
        "lock",
        "keys",
        "strings",
        "workers",
        "policy",
        "put",
        "stamps",
    },
    {
        "diagnostics",
        "duplicates",
        "lines",
        "checksummed",
        "project",
        "markdown",
        "taxonomy",
        "titles",
    },
    {
        "load",
        "fields",
        "body",
        "permalinks",
        "topics_file",
        "assign",
        "environment",
        "generated",
        "relating",
    },
    {"entry"},
    {"parse", "bank", "shipped"},
    {"content", "shelves"},
    {"reading", "pages"},
    {"tasks"},
    {"gather"},
    {"classify", "memory", "related", "write"},
    {"compile"},
    {"publish", "scaffold", "explain"},
    {"site"},
    {"terminal"},
    {"cli"},
    {"__main__"},
)
OUTSIDE = {
    "mkdocs": {"site"},
    "click": {"cli"},
    "rich": {"terminal"},
    "jinja2": {"pages", "scaffold", "site"},
    "markdown_it": {"body"},
    "markdown": {"markdown"},
    "math_core": {"mathml"},
    "Stemmer": {"words"},
    "tomllib": {"strings", "topics_file"},
    "babel": {"strings", "site"},
    "numpy": {"duplicates", "ordered", "related", "relating", "site"},
    "dataclasses": set[
        str
    ](),  # each takes a millisecond whenever it is imported, a Struct next to none
    "PIL": {"site"},
    "watchdog": {"site"},
    "pagefind": set[str](),
}
"""Which modules may import which packages of others."""

FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_module_imports_only_from_layers_below(file: Path) -> None:
    own = _part(file)
    upward = {
        name
        for name in _imported(file)
        if name.startswith("recto") and _rank(_inner(name)) >= _rank(own) and _inner(name) != own
    }
    assert upward == set()


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_only_the_right_modules_know_other_packages(file: Path) -> None:
    packages = {name.partition(".")[0] for name in _imported(file)}
    wrong = {name for name in packages if _part(file) not in OUTSIDE.get(name, {_part(file)})}
    assert wrong == set()


def test_a_check_does_without_the_packages_that_take_long_to_import() -> None:
    """They build the site, which only publishing needs."""
    script = "import sys, recto.cli, recto.publish; print(*sys.modules)"
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8"
    )
    assert {"mkdocs", "PIL"}.isdisjoint(result.stdout.split())


def test_every_package_is_installed() -> None:
    folders = {file.parent.relative_to(PACKAGE.parent) for file in FILES}
    assert _settings()["tool"]["setuptools"]["packages"] == sorted(
        ".".join(folder.parts) for folder in folders
    )


def test_every_package_of_others_is_asked_for() -> None:
    imported = {name.partition(".")[0] for file in FILES for name in _imported(file)}
    homes = packages_distributions()  # as far as it knows: not of a module that is one binary
    needed = {_canonical(homes[name][0]) for name in imported & homes.keys() - {"recto"}}
    assert "mkdocs" in needed
    wanted = _settings()["project"]["dependencies"]
    assert needed <= {_canonical(re.split(r"[\[<>=]", one)[0]) for one in wanted}


def _settings() -> dict[str, Any]:
    return tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))


def _canonical(name: str) -> str:
    return re.sub("[-_.]+", "-", name).lower()


def _part(file: Path) -> str:
    """The module, or the folder of modules, that a file belongs to."""
    name = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    return "" if name == "__init__" else name


def _inner(name: str) -> str:
    return name.removesuffix(".__version__").partition(".")[2].partition(".")[0]


def _rank(part: str) -> int:
    return next(rank for rank, parts in enumerate(LAYERS) if part in parts)


def _imported(file: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {
                f"{node.module}.{alias.name}" if node.module == "recto" else node.module
                for alias in node.names
            }
    return names
