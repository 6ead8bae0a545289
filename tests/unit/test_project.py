"""What is read of a project's settings and folders, and what cannot be."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recto.environment import configuration
from recto.project import ProjectError, find_project
from recto.site import settings


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for folder in ("sources", "docs"):
        (tmp_path / folder).mkdir()
    return tmp_path


def configure(root: Path, text: str) -> None:
    (root / "mkdocs.yml").write_text(f"site_name: Site\n{text}\n", encoding="utf-8")


@pytest.mark.parametrize(
    "value",
    ["2024-13-45", "!!int foo", "!!int ''", "0x_", "9" * 5_000, "!!timestamp foo", "!!bool foo"],
)
def test_a_value_that_is_not_what_it_looks_like_is_placed(root: Path, value: str) -> None:
    configure(root, f"extra:\n  x: {value}")
    with pytest.raises(ProjectError, match=r"mkdocs\.yml:3:6: this cannot be read as \w+$"):
        find_project(root)


def test_what_is_no_yaml_is_told_by_its_place(root: Path) -> None:
    configure(root, "nav: [index.md\nextra: {}")
    with pytest.raises(ProjectError, match=r"mkdocs\.yml:3:6: while parsing a flow \w+, .+$"):
        find_project(root)


def test_settings_nested_too_deep_are_told(root: Path) -> None:
    configure(root, f"extra: {'[' * 2_000}{']' * 2_000}")
    with pytest.raises(ProjectError, match=re.escape("mkdocs.yml is nested too deep")):
        settings.load(find_project(root), strict=False)


@pytest.mark.parametrize(
    "path", ["questions/x.md", "./questions/x.md", ".//questions/x.md", "a/../questions/x.md"]
)
def test_no_generated_page_counts_as_handwritten_however_its_path_is_written(
    root: Path, path: str
) -> None:
    configure(root, "")
    (root / "docs" / "questions").mkdir()
    (root / "docs" / "questions" / "x.md").touch()
    assert not find_project(root).has_page(path)


@pytest.mark.parametrize("path", ["about.md", "./about.md", "./about.md#us"])
def test_a_handwritten_page_is_found_however_its_path_is_written(root: Path, path: str) -> None:
    configure(root, "")
    (root / "docs" / "about.md").touch()
    assert find_project(root).has_page(path)


def test_a_variable_of_the_environment_may_hold_any_bytes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(root, "copyright: !ENV [OWNER, us]")
    project = find_project(root)
    monkeypatch.setenv("OWNER", "\udcff")
    one = configuration(project)
    monkeypatch.setenv("OWNER", "\udcfe")
    assert one != configuration(project)
