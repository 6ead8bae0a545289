"""A damaged, truncated or foreign cache is noticed and made again, without a traceback."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import forks
from tests.projects import BANK, lay_out
from tests.site.test_increment import trees

Damage = Callable[[Path], None]

URL = "https://example.org/bank/"
"""With an address, a site has all that it can have."""

SENTENCE = "\n\nA sentence more.\n"


def truncate(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def flip(file: Path) -> None:
    """Turn one bit in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def replace(file: Path) -> None:
    """Put something else there."""
    file.write_bytes(os.urandom(2_000))


def remove(file: Path) -> None:
    file.unlink()


DAMAGES: tuple[Damage, ...] = (
    truncate,
    flip,
    empty,
    replace,
    remove,
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built project whose site is whole."""
    folder = tmp_path_factory.mktemp("whole") / "project"
    lay_out(folder, BANK)
    assert forks.run("recto", "build", cwd=folder, SITE_URL=URL).returncode == 0
    return folder


@pytest.fixture(scope="module")
def edited(built: Path) -> dict[str, bytes]:
    """What is built of it from scratch after an edit."""
    folder = built.with_name("edited")
    shutil.copytree(built, folder, ignore=shutil.ignore_patterns("site", ".site*", ".cache"))
    edit(folder)
    assert forks.run("recto", "build", cwd=folder, SITE_URL=URL).returncode == 0
    return trees(folder)


def edit(project: Path) -> None:
    source = min((project / "sources").glob("*.txt"))
    with source.open("a", encoding="utf-8") as stream:
        stream.write(SENTENCE)


def cached(project: Path) -> list[Path]:
    folder = project / ".cache" / "recto"
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name != "lock")


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_cache_is_made_again(
    built: Path, edited: dict[str, bytes], tmp_path: Path, damage: Damage
) -> None:
    """All its files at once."""
    project = tmp_path / "project"
    shutil.copytree(built, project)
    names = [file.relative_to(project) for file in cached(project)]
    assert names
    for name in names:
        if (project / name).is_file():
            damage(project / name)
    edit(project)
    done = forks.run("recto", "build", cwd=project, SITE_URL=URL)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0, done.stderr
    assert trees(project) == edited


def test_a_cache_of_another_project_is_of_no_use(
    built: Path, edited: dict[str, bytes], tmp_path: Path
) -> None:
    other = tmp_path / "other"
    lay_out(other)
    text = "What is a list?\n\nOfficial Answer\n\nThings in order.\n"
    (other / "sources" / "001_a1.txt").write_text(text, encoding="utf-8")
    assert forks.run("recto", "build", cwd=other, SITE_URL=URL).returncode == 0
    project = tmp_path / "project"
    shutil.copytree(built, project)
    shutil.rmtree(project / ".cache")
    shutil.copytree(other / ".cache", project / ".cache")
    edit(project)
    done = forks.run("recto", "build", cwd=project, SITE_URL=URL)
    assert done.returncode == 0, done.stderr
    assert trees(project) == edited
