"""Every hard case at once: each problem is reported, nothing fails, the good sources are kept."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.forks import run
from tests.projects import REPOSITORY, lay_out

GOLDEN = REPOSITORY / "tests" / "golden"

TAB = "\t"
FIELDS = {"path", "line", "column", "last_line", "code", "severity", "message", "hint"}


def lay_out_hard_cases(project: Path) -> None:
    """A project with the sources of every golden case, each under a name of its own."""
    lay_out(project)
    sources = project / "sources"
    for file in sorted(GOLDEN.glob("format/*/sources/**/*.txt")):
        case = file.relative_to(GOLDEN / "format").parts[0]
        shutil.copy(file, sources / f"{case}-{file.stem}.txt")
    (sources / "too-large.txt").write_text("Title\n\nOfficial Answer\n" + "text\n" * 1_000_000)
    (sources / "one-line.txt").write_text("Title\n\nOfficial Answer\n" + "text " * 200_000)
    (sources / "outside.txt").symlink_to("/etc/hostname")
    (sources / "loop.txt").symlink_to("loop.txt")


def test_each_problem_is_an_entry_with_its_place_and_remedy(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay_out_hard_cases(project)
    checked = run("recto", "check", "--format", "json", cwd=project)
    entries = json.loads(checked.stdout)
    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr
    assert {frozenset(entry) for entry in entries} == {frozenset(FIELDS)}
    assert all(entry["message"] and entry["hint"] for entry in entries)
    assert len({tuple(entry.values()) for entry in entries}) == len(entries)
    codes = {entry["code"] for entry in entries}
    of_files = {f"R00{number}" for number in range(1, 7)}
    of_parts = {f"R1{number:02}" for number in range(1, 15)}
    assert (of_files | of_parts | {"R302"}) - codes == set()


def test_the_good_sources_among_them_are_published(tmp_path: Path) -> None:
    project = tmp_path / "project"
    lay_out_hard_cases(project)
    entries = json.loads(run("recto", "check", "--format", "json", cwd=project).stdout)
    broken = {entry["path"] for entry in entries if entry["severity"] == "error"}
    sources = {f"sources/{file.name}" for file in (project / "sources").glob("*.txt")}
    built = run("recto", "build", "--skip-broken", cwd=project)
    rows = (project / "sources" / "permalinks.tsv").read_text(encoding="utf-8").splitlines()[1:]
    recorded = {f"sources/{row.partition(TAB)[0]}.txt" for row in rows}
    assert built.returncode == 0
    assert sources - broken == recorded
    assert len(recorded) > 30
