"""What is read of a project's settings and folders, and what cannot be."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from recto.compile import compile_project
from recto.environment import configuration
from recto.project import Listing, ProjectError, find_project
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
    assert not Listing(find_project(root)).has_page(path)


@pytest.mark.parametrize("path", ["about.md", "./about.md", "./about.md#us"])
def test_a_handwritten_page_is_found_however_its_path_is_written(root: Path, path: str) -> None:
    configure(root, "")
    (root / "docs" / "about.md").touch()
    assert Listing(find_project(root)).has_page(path)


def test_a_file_is_found_only_as_it_is_spelt_where_systems_fold_case(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(root, "")
    for folder in ("sources", "docs"):
        (root / folder / "deep").mkdir()
        (root / folder / "deep" / "chart.png").touch()
        (root / folder / "deep" / "about.md").touch()
    fold_case(root, monkeypatch)
    listing = Listing(find_project(root))
    for name in ("Deep/chart.png", "deep/Chart.png"):
        assert not listing.has_image(f"sources/{name}")
    for name in ("Deep/about.md", "deep/About.md"):
        assert not listing.has_page(name)
    assert listing.has_image("sources/deep/chart.png")
    assert listing.has_page("deep/about.md")


def fold_case(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the names below a folder, all of small letters, found however they are spelt."""

    def folded(path: Path) -> Path:
        return root / str(path.relative_to(root)).lower() if path.is_relative_to(root) else path

    is_file, listdir = Path.is_file, os.listdir
    monkeypatch.setattr(Path, "is_file", lambda path: is_file(folded(path)))
    monkeypatch.setattr(os, "listdir", lambda path: listdir(folded(Path(path))))


def test_a_folder_is_listed_once_for_all_its_images(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(root, "")
    for number in range(5):
        (root / "sources" / f"{number}.png").touch()
        (root / "sources" / f"{number}.txt").write_text(
            f"What is {number}?\n\nOfficial Answer\n\n![a chart]({number}.png)\n", encoding="utf-8"
        )
    listed: list[Path] = []
    listdir = os.listdir

    def listing(path: Path) -> list[str]:
        listed.append(path)
        return listdir(path)

    monkeypatch.setattr(os, "listdir", listing)
    compiled = compile_project(find_project(root))
    assert (len(compiled.bank.entries), compiled.diagnostics) == (5, ())
    assert listed.count(root / "sources") == 1


def test_images_in_sources_that_lie_elsewhere_are_found(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    sources = tmp_path_factory.mktemp("sources")
    (sources / "chart.png").touch()
    configure(root, f"plugins: [recto: {{sources: '{sources}'}}]")
    project = find_project(root)
    listing = Listing(project)
    assert listing.has_image(project.shown(sources / "chart.png"))
    assert not listing.has_image(project.shown(sources / "Chart.png"))


def test_a_variable_of_the_environment_may_hold_any_bytes(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(root, "copyright: !ENV [OWNER, us]")
    project = find_project(root)
    monkeypatch.setenv("OWNER", "\udcff")
    one = configuration(project)
    monkeypatch.setenv("OWNER", "\udcfe")
    assert one != configuration(project)
