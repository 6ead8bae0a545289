"""What one command has read of the sources, the next one need not read again."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

from recto.cli import main
from recto.memory import CHANGES, FILE, SHARE, Memory, Store
from tests.crashes import faulty, full
from tests.site.test_damage import DAMAGES, Damage

SOURCES = 2 * SHARE


@pytest.fixture
def bank(project: Path) -> Path:
    """A project whose sources were not changed a moment ago."""
    for source in (project / "sources").glob("*.txt"):
        source.unlink()
    for number in range(SOURCES):
        write(project, number, f"What is list {number}?\n\nOfficial Answer\n\nThings in order.\n")
    time.sleep(0.1)
    return project


def write(project: Path, number: int, text: str) -> Path:
    source = project / "sources" / f"{number:03}_a{number}.txt"
    source.write_text(text, encoding="utf-8")
    return source


def cache(project: Path) -> Path:
    return project / ".cache" / "recto"


def recto(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["-C", str(project), *arguments])


def read(result: Result) -> int:
    """How many sources a command says that it read."""
    found = re.search(r"^Reading sources: (\d+)$", result.stderr, re.MULTILINE)
    return int(found[1]) if found else 0


def test_a_check_goes_on_from_the_last_one(bank: Path) -> None:
    first = recto(bank, "check")
    assert (first.exit_code, read(first)) == (0, SOURCES)
    again = recto(bank, "check")
    assert (again.exit_code, read(again)) == (0, 0)
    assert again.stdout == first.stdout


def test_only_what_was_changed_is_read_and_all_problems_are_told(bank: Path) -> None:
    write(bank, 1, "No answer.\n")
    time.sleep(0.1)
    first = recto(bank, "check")
    assert first.exit_code == 1
    write(bank, 2, "No answer either.\n")
    second = recto(bank, "check")
    assert (second.exit_code, read(second)) == (1, 1)
    assert {"sources/001_a1.txt", "sources/002_a2.txt"} == {
        line.partition(":")[0] for line in second.stdout.splitlines() if line.startswith("sources")
    }


def test_a_build_goes_on_from_a_check_and_from_a_build_that_failed(bank: Path) -> None:
    write(bank, 1, "No answer.\n")
    time.sleep(0.1)
    assert read(recto(bank, "check")) == SOURCES
    failed = recto(bank, "build")
    assert (failed.exit_code, read(failed)) == (1, 0)
    write(bank, 1, "What is a list?\n\nOfficial Answer\n\nThings in order.\n")
    mended = recto(bank, "build")
    assert (mended.exit_code, read(mended)) == (0, 1)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_memory_is_not_trusted(bank: Path, damage: Damage) -> None:
    first = recto(bank, "check")
    damage(cache(bank) / FILE)
    again = recto(bank, "check")
    assert (again.exit_code, read(again), again.stdout) == (0, SOURCES, first.stdout)


def test_a_few_changes_are_kept_beside_what_was_known(bank: Path) -> None:
    recto(bank, "check")
    whole = (cache(bank) / FILE).read_bytes()
    write(bank, 1, "No answer.\n")
    (bank / "sources" / "002_a2.txt").unlink()
    time.sleep(0.1)
    assert read(recto(bank, "check")) == 1
    assert (cache(bank) / FILE).read_bytes() == whole
    again = recto(bank, "check")
    assert (again.exit_code, read(again)) == (1, 0)
    assert f"{SOURCES - 1} sources" in again.stderr
    (cache(bank) / CHANGES).unlink()
    assert read(recto(bank, "check")) == 1


def test_after_many_changes_all_is_kept_anew(bank: Path) -> None:
    recto(bank, "check")
    whole = (cache(bank) / FILE).read_bytes()
    for number in range(3):
        write(bank, number, f"What is set {number}?\n\nOfficial Answer\n\nThings.\n")
    time.sleep(0.1)
    assert read(recto(bank, "check")) == 3
    assert (cache(bank) / FILE).read_bytes() != whole
    assert read(recto(bank, "check")) == 0


def test_a_comment_on_the_topics_leaves_all_sources_unread(bank: Path) -> None:
    topics = bank / "sources" / "topics.toml"
    topics.write_text('[lists]\nname = "Lists"\ndescription = "Text."\n', encoding="utf-8")
    assert read(recto(bank, "check")) == SOURCES
    topics.write_text(f"# Ours\n{topics.read_text(encoding='utf-8')}", encoding="utf-8")
    assert read(recto(bank, "check")) == 0


def test_changes_to_what_another_command_has_written_meanwhile_are_not_mixed_with_it(
    bank: Path,
) -> None:
    recto(bank, "check")
    preview = Store(cache(bank))
    known = preview.read()
    (bank / "sources" / "topics.toml").write_text('[lists]\nname = "Lists"\n', encoding="utf-8")
    time.sleep(0.1)
    recto(bank, "check")
    path, own = next(iter(known.sources.items()))
    changed = replace(known, sources={**known.sources, path: replace(own, digest=b"other")})
    preview.write(changed)
    assert Store(cache(bank)).read() == changed


@pytest.mark.parametrize("step", ["mkdir", "open", "replace"])
def test_a_full_disk_keeps_nobody_from_checking(bank: Path, step: str) -> None:
    with faulty(lambda _, name: full() if name == step else None) as steps:
        assert recto(bank, "check").exit_code == 0
    assert step in steps
    assert Store(cache(bank)).read() == Memory()
    assert not list(cache(bank).glob("*.tmp"))
