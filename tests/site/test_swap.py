"""A build replaces the last site, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recto.compile import compile_project
from recto.project import find_project
from tests.projects import clean_environment
from tests.site.ways import build

Run = Callable[..., subprocess.CompletedProcess[str]]

SPARE = ".site.recto-spare"
"""The copy of the site in which the next edit is made."""


def configure(project: Path, setting: str) -> None:
    config = project / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}\n{setting}\n", encoding="utf-8")


def contents(project: Path) -> set[str]:
    return {path.relative_to(project).as_posix() for path in project.rglob("*")}


@pytest.mark.parametrize("folder", ["sources", "docs", "docs/site", "overrides", ".", ".."])
def test_a_site_that_would_take_the_place_of_something_else_is_refused(
    project: Path, recto: Run, folder: str
) -> None:
    before = contents(project)
    configure(project, f"site_dir: {folder}")
    built = recto("build")
    assert built.returncode == 2
    assert "site_dir" in built.stderr
    assert before <= contents(project)


def test_a_site_among_the_sources_is_refused(project: Path, recto: Run) -> None:
    """It holds text files, which would be taken for sources."""
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("sources: sources", "sources: ."), encoding="utf-8")
    built = recto("build")
    assert built.returncode == 2
    assert f"site_dir is {project / 'site'}, within {project}" in built.stderr


def test_a_folder_with_files_of_somebody_else_is_refused(project: Path, recto: Run) -> None:
    (project / "site").mkdir()
    (project / "site" / "thesis.doc").write_text("years of work")
    built = recto("build")
    assert built.returncode == 2
    assert "holds files that are not a built site" in built.stderr
    assert (project / "site" / "thesis.doc").read_text() == "years of work"


def test_a_checkout_in_the_site_stays_one(project: Path, recto: Run) -> None:
    assert recto("build").returncode == 0
    (project / "site" / ".git").mkdir()
    (project / "site" / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages")
    (project / "site" / "stale.html").write_text("of an older build")
    assert recto("build").returncode == 0
    assert (project / "site" / ".git" / "HEAD").read_text() == "ref: refs/heads/gh-pages"
    assert not (project / "site" / "stale.html").exists()


def test_a_site_behind_a_link_is_replaced_where_it_lies(project: Path, recto: Run) -> None:
    (project / "elsewhere").mkdir()
    (project / "site").symlink_to(project / "elsewhere")
    assert [recto("build").returncode for _ in range(2)] == [0, 0]
    assert (project / "site").is_symlink()
    assert (project / "elsewhere" / "index.html").is_file()


def test_of_two_builds_at_once_one_waits_to_be_run_again(project: Path) -> None:
    command = [sys.executable, "-m", "recto", "build"]
    processes = [
        subprocess.Popen(
            command, cwd=project, env=clean_environment(), stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    told = [process.communicate()[1] for process in processes]
    codes = [process.returncode for process in processes]
    assert 0 in codes
    assert all(
        "another recto build" in text for text, code in zip(told, codes, strict=True) if code
    )
    assert (project / "site" / "index.html").is_file()
    assert (project / "site" / "assets").is_dir()


def test_a_build_that_is_stopped_leaves_the_last_site(project: Path, recto: Run) -> None:
    """Ctrl-C in a terminal goes to all processes of a build."""
    assert recto("build").returncode == 0
    before = contents(project / "site")
    for number in range(400):
        source = f"What is {number}?\n\nOfficial Answer\n\nA number.\n"
        (project / "sources" / f"{number}.txt").write_text(source)
    stopped = subprocess.Popen(
        [sys.executable, "-m", "recto", "build"],
        cwd=project,
        env=clean_environment(),
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert stopped.stderr
    while "Relating questions" not in stopped.stderr.readline():
        pass
    os.killpg(stopped.pid, signal.SIGINT)
    told = stopped.communicate()[1]
    assert stopped.returncode == 130
    assert "Traceback" not in told
    assert before == contents(project / "site")
    assert beside(project) == [SPARE]


def beside(project: Path) -> list[str]:
    return [path.name for path in project.glob(".site*")]


def test_a_site_that_cannot_be_written_to_is_named(project: Path, recto: Run) -> None:
    assert recto("build").returncode == 0
    (project / "sources" / "more.txt").write_text("What is more?\n\nOfficial Answer\n\nThis.\n")
    before = contents(project / "site")
    (project / "site").chmod(0o555)
    if os.access(project / "site", os.W_OK):
        pytest.skip("root may write anywhere")
    built = recto("build")
    assert built.returncode == 2
    assert f"error: {project / 'site'} cannot be written to; change its permissions" in built.stderr
    assert before == contents(project / "site")
    (project / "site").chmod(0o755)
    assert recto("build").returncode == 0
    assert beside(project) == [SPARE]


def test_what_is_left_beside_the_site_goes_even_if_it_was_made_read_only(
    project: Path, recto: Run
) -> None:
    for name in (".site.recto-gone", ".site.recto-abandoned"):
        (project / name / "more").mkdir(parents=True)
        (project / name / "more" / "page.html").touch()
        (project / name / "more").chmod(0o555)
        (project / name).chmod(0o555)
    assert recto("build").returncode == 0
    assert beside(project) == [SPARE]


@pytest.mark.parametrize(("server", "left"), [("", [SPARE]), ("true", [])], ids=["own", "CI"])
def test_nothing_is_left_beside_the_site_but_what_the_next_edit_is_made_in(
    project: Path, recto: Run, server: str, left: list[str]
) -> None:
    (project / ".site.recto-abandoned").mkdir()
    assert recto("build", CI=server).returncode == 0
    assert beside(project) == left


def test_a_build_that_fails_records_no_address(project: Path, recto: Run) -> None:
    (project / "overrides" / "question.html").write_text("{% if %}")
    assert recto("build").returncode == 2
    assert not (project / "sources" / "permalinks.tsv").exists()


def test_the_setting_skip_broken_holds_for_recto_build_too(project: Path, recto: Run) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("per_page: 100", "skip_broken: true"), encoding="utf-8")
    (project / "sources" / "009_bad.txt").write_text("No answer\n")
    built = recto("build")
    assert built.returncode == 0
    assert "left out: sources/009_bad.txt" in built.stderr


def test_aliases_lead_on_without_directory_urls(project: Path, recto: Run) -> None:
    configure(project, "use_directory_urls: false")
    source = project / "sources" / "001_00000000000000a1.txt"
    source.write_text("What is a list?\n\nAliases: Old\n\nOfficial Answer\n\nThings.\n")
    assert recto("build").returncode == 0
    page = (project / "site" / "questions" / "old.html").read_text("utf-8")
    assert 'content="0; url=what-is-a-list.html"' in page


@pytest.mark.parametrize(
    ("edit_uri", "expected"),
    [
        ("edit/main/docs/", "https://github.com/o/r/edit/main/sources/001_00000000000000a1.txt"),
        (
            "/u/x/edit/main/docs/",
            "https://github.com/u/x/edit/main/sources/001_00000000000000a1.txt",
        ),
        (
            "https://example.org/edit/docs/",
            "https://example.org/edit/sources/001_00000000000000a1.txt",
        ),
    ],
)
def test_edit_links_follow_each_form_of_edit_uri(
    project: Path, recto: Run, edit_uri: str, expected: str
) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("edit_uri: edit/main/docs/", f"edit_uri: {edit_uri}"), "utf-8")
    assert recto("build", REPO_URL="https://github.com/o/r").returncode == 0
    page = (project / "site" / "questions" / "what-is-a-list" / "index.html").read_text("utf-8")
    assert f'href="{expected}"' in page


def test_sources_on_another_drive_are_published_without_edit_links(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "drive" / "sources"
    sources.parent.mkdir()
    (project / "sources").rename(sources)
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("sources: sources", f"sources: {sources}"), "utf-8")
    (sources / "chart.png").touch()
    with (sources / "001_00000000000000a1.txt").open("a", encoding="utf-8") as stream:
        stream.write("\n![A chart](chart.png) and [another](javascript:x)\n")
    relpath = os.path.relpath

    def of_one_drive(path: str | Path, start: str | Path = os.curdir) -> str:
        if Path(path).is_relative_to(sources) != Path(start).is_relative_to(sources):
            raise ValueError("path is on mount 'D:', start on mount 'C:'")  # as on Windows
        return relpath(path, start)

    monkeypatch.setattr("os.path.relpath", of_one_drive)
    monkeypatch.setenv("REPO_URL", "https://github.com/o/r")
    build(project)
    assert [one.path for one in compile_project(find_project(project)).diagnostics] == [
        f"{sources}/001_00000000000000a1.txt"
    ]
    page = (project / "site" / "questions" / "what-is-a-list" / "index.html").read_text("utf-8")
    assert "images/chart-" in page
    assert "https://github.com/o/r/issues" in page
    assert "https://github.com/o/r/edit" not in page
