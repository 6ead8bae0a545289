"""The README is true: its source is good, its commands exist, and so do the files it names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recto.cli import main
from recto.compile import compile_project
from recto.project import Project
from tests.projects import IS_SHIPPED, REPOSITORY

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```(?:sh|powershell)\n(.*?)^ *```$", README, re.MULTILINE | re.DOTALL)
COMMANDS = [line.strip() for block in BLOCKS for line in block.splitlines()]


def test_its_source_has_no_problem(tmp_path: Path) -> None:
    match = re.search(
        r'^```text title="(sources/[^"]+)"\n(.*?)^```$', README, re.MULTILINE | re.DOTALL
    )
    assert match
    file = tmp_path / match[1]
    file.parent.mkdir()
    file.write_text(match[2], encoding="utf-8")
    compiled = compile_project(Project(tmp_path, file.parent, tmp_path / "docs", tmp_path / "site"))
    assert compiled.diagnostics == ()


@pytest.mark.parametrize("command", [c for c in COMMANDS if re.search(r"\bmake\b", c)])
def test_its_make_targets_exist(command: str) -> None:
    targets = re.findall(r"^(\w+):", (REPOSITORY / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert command.removeprefix("make ").split()[0] in targets


@pytest.mark.parametrize("command", [c for c in COMMANDS if re.search(r"[\\/]recto ", c)])
def test_its_recto_commands_exist(command: str) -> None:
    assert re.split(r"[\\/]recto ", command)[1].split()[0] in main.commands


@pytest.mark.parametrize("name", re.findall(r"\]\(([^)]+)\)", README))
def test_the_files_that_it_links_to_exist(name: str) -> None:
    is_cleared = name.startswith("sources/starter/") and not IS_SHIPPED
    assert name.startswith("https://") or is_cleared or (REPOSITORY / name).exists()


@pytest.mark.parametrize("name", re.findall(r"-r ([\w.-]+\.txt)", README))
def test_its_requirements_exist(name: str) -> None:
    assert (REPOSITORY / name).is_file()
