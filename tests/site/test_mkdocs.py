"""`mkdocs build` does the same work as `recto build`, and the plugin's options are checked."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

BROKEN = "What is a list?\n\nThe answer heading is missing.\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def configure(project: Path, old: str, new: str) -> None:
    """Replace a piece of `mkdocs.yml` that must be there."""
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    assert old in text
    config.write_text(text.replace(old, new), encoding="utf-8")


def test_it_gives_the_same_pages_and_the_same_site(
    project: Path, recto: Run, mkdocs_anew: Run
) -> None:
    recto("build")
    pages, site = contents(project / "docs" / "questions"), contents(project / "site")
    built = mkdocs_anew("build", "--strict", "--site-dir", "other")
    assert (built.returncode, built.stdout) == (0, "")
    assert pages == contents(project / "docs" / "questions")
    assert site == contents(project / "other")


def test_it_records_nothing(project: Path, mkdocs_anew: Run) -> None:
    built = mkdocs_anew("build")
    assert built.returncode == 0
    assert built.stderr.count("R306") == 2
    assert not (project / "sources" / "permalinks.tsv").exists()


def test_an_error_makes_it_fail_before_it_touches_the_site(
    project: Path, recto: Run, mkdocs: Run
) -> None:
    recto("build")
    site = contents(project / "site")
    (project / "sources" / "001_00000000000000a1.txt").write_text(BROKEN)
    built = mkdocs("build", "--strict")
    assert built.returncode == 1
    assert "sources/001_00000000000000a1.txt:3:1: error R107" in built.stderr
    assert "nothing was published" in built.stderr
    assert "Traceback" not in built.stderr
    assert site == contents(project / "site")


def test_it_skips_what_is_broken_when_it_is_told_to(project: Path, mkdocs: Run) -> None:
    configure(project, "per_page: 100", "per_page: 100\n      skip_broken: true")
    (project / "sources" / "001_00000000000000a1.txt").write_text(BROKEN)
    built = mkdocs("build")
    assert built.returncode == 0
    assert (project / "site" / "questions" / "what-is-a-set" / "index.html").is_file()
    assert not (project / "site" / "questions" / "what-is-a-list").exists()


@pytest.mark.parametrize("value", ["0", "-3", "true", "many", "2.5"])
def test_a_wrong_number_of_questions_a_page_is_refused(
    project: Path, recto: Run, mkdocs: Run, value: str
) -> None:
    configure(project, "per_page: 100", f"per_page: {value}")
    for command, code in ((recto, 2), (mkdocs, 1)):
        built = command("build")
        assert code == built.returncode
        assert "per_page" in built.stderr
        assert "Expected " in built.stderr
        assert "Traceback" not in built.stderr
    assert not (project / "site").exists()


def test_a_missing_folder_of_sources_is_named(project: Path, recto: Run, mkdocs: Run) -> None:
    configure(project, "sources: sources", "sources: elsewhere")
    built = recto("build")
    assert built.returncode == 2
    assert f"error: there is no folder {project / 'elsewhere'}; make it" in built.stderr
    built = mkdocs("build")
    assert built.returncode == 1
    assert "elsewhere" in built.stderr
    assert "Traceback" not in built.stderr


def test_an_unknown_option_of_the_plugin_is_named(project: Path, recto: Run) -> None:
    configure(project, "per_page: 100", "pages: 100")
    built = recto("build", "--strict")
    assert built.returncode != 0
    assert "pages" in built.stderr
    assert "Traceback" not in built.stderr


def test_a_project_without_the_plugin_is_told_so(project: Path, recto: Run) -> None:
    configure(project, "  - recto:\n      sources: sources\n      per_page: 100\n", "")
    built = recto("build")
    assert built.returncode == 2
    assert "error: the plugin recto is missing from plugins in mkdocs.yml" in built.stderr


@pytest.mark.parametrize(
    "text",
    ["site_name: [", "- a\n- list\n", "", "INHERIT: mkdocs.yml\n"],
    ids=["broken", "a list", "empty", "its own heir"],
)
def test_a_configuration_that_cannot_be_read_is_told_plainly(
    project: Path, recto: Run, text: str
) -> None:
    (project / "mkdocs.yml").write_text(text)
    built = recto("build")
    assert built.returncode == 2
    assert "mkdocs.yml" in built.stderr
    assert "Traceback" not in built.stderr
