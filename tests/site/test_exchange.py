"""Two folders are swapped in one step, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from recto.site.exchange import exchange


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders that are not empty, one of them deeper than the other."""
    one, other = tmp_path / "one", tmp_path / "deep" / "other"
    for folder in (one, other):
        folder.mkdir(parents=True)
        (folder / "name").write_text(folder.name)
    return one, other


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux offers it")
def test_folders_change_places(folders: tuple[Path, Path]) -> None:
    if not exchange(*folders):
        pytest.skip("this file system cannot exchange folders")
    assert [(folder / "name").read_text() for folder in folders] == ["other", "one"]


def test_a_folder_that_is_missing_leaves_the_other(folders: tuple[Path, Path]) -> None:
    one, other = folders
    assert not exchange(one, other.with_name("missing"))
    assert (one / "name").read_text() == "one"
