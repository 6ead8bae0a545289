"""Pages and images are written, and removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto.project import Project
from recto.write import FolderNotOursError, Pages


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    return Pages(Project(tmp_path, tmp_path / "sources", tmp_path / "docs", tmp_path / "site"))


def test_what_is_gone_already_is_removed_without_an_error(tmp_path: Path, pages: Pages) -> None:
    pages.put("topics/python/hard.md", "# Hard\n")
    (tmp_path / "docs/topics/python/hard.md").unlink()
    (tmp_path / "docs/topics/python").rmdir()
    pages.remove("topics/python/hard.md")
    assert pages.stamps == {}


def test_a_folder_goes_with_its_last_page(tmp_path: Path, pages: Pages) -> None:
    pages.put("topics/python/easy.md", "# Easy\n")
    pages.put("topics/python/hard.md", "# Hard\n")
    pages.remove("topics/python/hard.md")
    assert (tmp_path / "docs/topics/python").is_dir()
    pages.remove("topics/python/easy.md")
    assert not (tmp_path / "docs/topics/python").exists()
    assert (tmp_path / "docs/topics").is_dir()


def test_a_page_is_known_to_be_made_however_long_its_title_is(pages: Pages) -> None:
    pages.put("topics/long.md", f'---\ntitle: "{"x" * 5_000}"\ntemplate: topic.html\n---\n')
    assert pages.orphans(()) == {"topics/long.md"}


@pytest.mark.parametrize(
    "text",
    [
        "template: topic.html\n",
        "---\ntitle: Mine\n---\ntemplate: topic.html\n",
        "---\n\ntemplate: topic.html\n",
        "---\ntemplate: mine.html\n---\n",
    ],
)
def test_a_page_of_somebody_else_is_not(pages: Pages, text: str) -> None:
    pages.put("topics/mine.md", text)
    with pytest.raises(FolderNotOursError):
        pages.orphans(())


def test_an_empty_page_is_taken_for_one_that_a_power_cut_left(tmp_path: Path, pages: Pages) -> None:
    pages.put("topics/cut.md", "---\ntemplate: topic.html\n---\n")
    (tmp_path / "docs/topics/cut.md").write_bytes(b"")
    assert pages.orphans(()) == {"topics/cut.md"}
