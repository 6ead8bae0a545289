"""A build publishes a whole site or none, and writes only what changed."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from recto.compile import no_progress
from recto.policy import Policy
from recto.project import ProjectError, find_project
from recto.site.build import build_site

Run = Callable[..., subprocess.CompletedProcess[str]]

LIST = "001_00000000000000a1.txt"
SET = "003_00000000000000b2.txt"
BROKEN = "What is a list?\n\nThe answer heading is missing.\n"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154"
    "789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of every file below a folder, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def page(project: Path, slug: str) -> str:
    return (project / "site" / "questions" / slug / "index.html").read_text(encoding="utf-8")


def test_a_build_publishes_every_question_and_records_its_address(
    project: Path, recto_anew: Run
) -> None:
    built = recto_anew("build")
    assert (built.returncode, built.stdout) == (0, "")
    assert "Built 2 questions; open " in built.stderr
    assert "Things in order." in page(project, "what-is-a-list")
    assert "Things, each once." in page(project, "what-is-a-set")
    rows = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8").splitlines()
    assert [
        rows[0],
        rows[1].rpartition("\t")[0],
    ] == ["id\tslug\tpublished", "00000000000000a1\twhat-is-a-list"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", row.rpartition("\t")[2]) for row in rows[1:])


def test_a_second_build_writes_no_page_and_gives_the_same_site(
    project: Path, recto: Run, recto_anew: Run
) -> None:
    recto_anew("build")
    pages = sorted((project / "docs" / "questions").rglob("*.md"))
    assert len(pages) == 3
    written = {path: path.stat().st_mtime_ns for path in pages}
    site = contents(project / "site")
    assert recto("build").returncode == 0
    assert written == {path: path.stat().st_mtime_ns for path in pages}
    assert site == contents(project / "site")


def test_a_changed_source_gives_the_same_site_as_a_clean_build(
    project: Path, recto: Run, recto_anew: Run
) -> None:
    recto("build")
    source = project / "sources" / SET
    source.write_text(source.read_text() + "\nAnd in no order.\n")
    recto_anew("build")
    site, pages = contents(project / "site"), contents(project / "docs" / "questions")
    for path in sorted((project / "docs" / "questions").iterdir()):
        path.unlink()
    recto("build")
    assert pages == contents(project / "docs" / "questions")
    assert site == contents(project / "site")
    assert "And in no order." in page(project, "what-is-a-set")


def test_the_clock_changes_nothing(project: Path, recto: Run, recto_anew: Run) -> None:
    recto("build")
    sites = []
    for command, second in ((recto, "86400"), (recto_anew, "2000000000")):
        command("build", SITE_URL="https://questions.example/", SOURCE_DATE_EPOCH=second)
        sites.append(contents(project / "site"))
    assert sites[0] == sites[1]


def test_an_error_leaves_pages_and_site_as_they_were(project: Path, recto: Run) -> None:
    recto("build")
    before = contents(project / "site"), contents(project / "docs" / "questions")
    (project / "sources" / LIST).write_text(BROKEN)
    (project / "sources" / "004_new.txt").write_text("What is new?\n\nOfficial Answer\n\nThis.\n")
    built = recto("build")
    assert built.returncode == 1
    assert f"sources/{LIST}:3:1: error R107" in built.stdout
    assert "nothing was published" in built.stderr
    assert "The last site was left as it was." in built.stderr
    assert "Traceback" not in built.stderr
    assert before == (contents(project / "site"), contents(project / "docs" / "questions"))
    assert "004_new" not in (project / "sources" / "permalinks.tsv").read_text()


def test_an_error_of_mkdocs_leaves_the_site_as_it_was(project: Path, recto: Run) -> None:
    recto("build")
    before = contents(project / "site")
    (project / "docs" / "about.md").write_text("# About\n\n[Nothing](nothing.md)\n")
    built = recto("build", "--strict")
    assert built.returncode == 1
    assert "nothing.md" in built.stderr
    assert "the last site was left as it was" in built.stderr
    assert "Traceback" not in built.stderr
    assert before == contents(project / "site")


def test_skip_broken_publishes_the_others_and_keeps_the_address_of_the_broken(
    project: Path, recto: Run
) -> None:
    recto("build")
    (project / "sources" / LIST).write_text(BROKEN)
    (project / "sources" / SET).write_text("What is a set?\n\nOfficial Answer\n\nNo order.\n")
    built = recto("build", "--skip-broken")
    assert built.returncode == 0
    assert f"left out: sources/{LIST}" in built.stderr
    assert "No order." in page(project, "what-is-a-set")
    assert "Question under revision" in page(project, "what-is-a-list")
    assert "Things in order." not in page(project, "what-is-a-list")


def test_a_build_server_records_nothing_and_says_what_to_do(project: Path, recto: Run) -> None:
    built = recto("build", CI="true")
    assert built.returncode == 0
    assert built.stdout.count("warning R306") == 2
    assert "run recto build on your own machine and commit sources/permalinks.tsv" in built.stdout
    assert not (project / "sources" / "permalinks.tsv").exists()
    assert "Things in order." in page(project, "what-is-a-list")


def test_no_notice_about_other_software_is_printed(recto_anew: Run) -> None:
    built = recto_anew("build")
    assert "Built 2 questions" in built.stderr
    assert "mkdocs" not in (built.stdout + built.stderr).casefold()


@pytest.mark.parametrize("options", [["--strict"], []], ids=["option", "setting"])
def test_strict_lets_a_warning_fail(project: Path, recto: Run, options: list[str]) -> None:
    if not options:
        with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings:
            settings.write("\nstrict: true\n")
    recto("build")
    before = contents(project / "site")
    answer = "[x](ftp://questions.example/)"
    (project / "sources" / SET).write_text(f"What is a set?\n\nOfficial Answer\n\n{answer}\n")
    built = recto("build", *options)
    assert built.returncode == 1
    assert "warning R201" in built.stdout
    assert before == contents(project / "site")


def test_a_removed_source_leaves_a_page_that_says_so(project: Path, recto: Run) -> None:
    recto("build")
    record = (project / "sources" / "permalinks.tsv").read_bytes()
    (project / "sources" / LIST).unlink()
    assert recto("build").returncode == 0
    assert "Question removed" in page(project, "what-is-a-list")
    assert record == (project / "sources" / "permalinks.tsv").read_bytes()


def test_an_address_that_is_recorded_meanwhile_is_not_lost(project: Path) -> None:
    record = project / "sources" / "permalinks.tsv"
    row = "00000000000000c3\twhat-is-a-map\t2026-01-01\n"

    def pull(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("render", 1):
            record.write_text(row, encoding="utf-8")

    with pytest.raises(ProjectError, match="changed meanwhile"):
        build_site(find_project(project), Policy(record=True), pull)
    assert record.read_text(encoding="utf-8") == row
    build_site(find_project(project), Policy(record=True), no_progress)
    assert row in record.read_text(encoding="utf-8")


def test_a_new_title_keeps_the_address(project: Path, recto: Run) -> None:
    recto("build")
    source = project / "sources" / LIST
    source.write_text("What is an array?\n\nOfficial Answer\n\nThings in a row.\n")
    assert recto("build").returncode == 0
    assert "<h1" in page(project, "what-is-a-list")
    assert "What is an array?" in page(project, "what-is-a-list")
    assert not (project / "site" / "questions" / "what-is-an-array").exists()


def test_the_address_of_a_removed_question_is_never_given_to_another(
    project: Path, recto: Run
) -> None:
    recto("build")
    (project / "sources" / LIST).rename(project / "sources" / "009_00000000000000ff.txt")
    assert recto("build").returncode == 0
    assert "Question removed" in page(project, "what-is-a-list")
    assert "Things in order." in page(project, "what-is-a-list-2")


def test_250_questions_fill_three_pages_that_lead_to_each_other(project: Path, recto: Run) -> None:
    for number in range(3, 251):
        text = f"What is number {number}?\n\nOfficial Answer\n\nIt is {number}.\n"
        (project / "sources" / f"{number:03}_n{number}.txt").write_text(text)
    assert recto("build").returncode == 0
    folder = project / "site" / "questions"
    first, second, third = (
        (folder / path / "index.html").read_text(encoding="utf-8")
        for path in ("", "page/2", "page/3")
    )
    rows = [re.findall(r'<li><a href="([^"]+)">What is', text) for text in (first, second, third)]
    assert [len(links) for links in rows] == [100, 100, 50]
    assert len({Path(link).name for links in rows for link in links}) == 250
    assert re.findall(r'href="([^"]+)">(Next|Previous) page<', first + second + third) == [
        ("page/2/", "Next"),
        ("../../", "Previous"),
        ("../3/", "Next"),
        ("../2/", "Previous"),
    ]
    assert not (folder / "page" / "4").exists()


def test_an_image_beside_a_source_is_copied_and_shown(project: Path, recto: Run) -> None:
    (project / "sources" / "dot.png").write_bytes(PIXEL)
    source = project / "sources" / LIST
    source.write_text("What is a list?\n\nOfficial Answer\n\n![A dot](dot.png)\n")
    assert recto("build").returncode == 0
    shown = re.search(r'<img alt="A dot" src="\.\./([^"]+)"', page(project, "what-is-a-list"))
    assert shown is not None
    assert (project / "site" / "questions" / shown[1]).read_bytes() == PIXEL


def test_the_build_script_does_what_the_command_does(project: Path) -> None:
    script = Path(__file__).parents[2] / "scripts" / "build.py"
    built = subprocess.run(
        [sys.executable, script], cwd=project, check=False, capture_output=True, text=True
    )
    assert built.returncode == 0
    assert "Built 2 questions" in built.stderr
    assert "Things in order." in page(project, "what-is-a-list")


@pytest.mark.parametrize("name", ["notes.md", "mine.txt"])
def test_a_file_that_is_not_generated_is_never_removed(
    project: Path, recto: Run, name: str
) -> None:
    mine = project / "docs" / "questions" / name
    mine.parent.mkdir()
    mine.write_text("mine")
    built = recto("build")
    assert built.returncode == 2
    assert "holds files that recto did not write; move them" in built.stderr
    assert "Traceback" not in built.stderr
    assert mine.read_text() == "mine"
    assert not (project / "site").exists()


def test_a_file_where_generated_pages_go_is_named(project: Path, recto: Run) -> None:
    (project / "docs" / "questions").write_text("mine")
    built = recto("build")
    assert built.returncode == 2
    assert f"error: {project / 'docs' / 'questions'} is a file; move it" in built.stderr


@pytest.mark.parametrize("way", ["true", "false"])
@pytest.mark.parametrize("name", ["notes.md", "more/mine.png", "index.md"])
def test_nor_is_one_that_is_put_there_later(project: Path, recto: Run, name: str, way: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    text = text.replace("sources: sources", f"sources: sources\n      fast: {way}")
    config.write_text(text, encoding="utf-8")
    assert recto("build").returncode == 0
    before = contents(project / "site")
    mine, hidden = (project / "docs" / "topics" / one for one in (name, ".DS_Store"))
    mine.parent.mkdir(exist_ok=True)
    mine.write_text("mine")
    hidden.touch()
    built = recto("build")
    assert built.returncode == 2
    assert f"topics/{name} is not one of the pages that recto wrote" in built.stderr
    assert mine.read_text() == "mine"
    assert contents(project / "site") == before
    mine.unlink()
    assert recto("build").returncode == 0
    assert hidden.exists()


@pytest.mark.parametrize("way", ["true", "false"])
def test_a_missing_page_of_search_is_named_with_what_to_do(
    project: Path, recto: Run, way: str
) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace("per_page: 100", f"fast: {way}")
    config.write_text(f"{text}\nexclude_docs: search.md\n", encoding="utf-8")
    built = recto("build")
    assert built.returncode == 2
    assert "search.md is not among the pages of the site" in built.stderr
    assert "put it back, and let neither exclude_docs" in built.stderr
