"""A few changes are made to a site without copying it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from recto.site.swap import Swap
from tests.crashes import SPARE, files, left_over
from tests.updating import project_at

Change = bytes | Path | None

OLD: Mapping[str, bytes] = {
    "404.html": b"not found",
    "index.html": b"home",
    "questions/a/index.html": b"a",
    "questions/a/a.md": b"a as text",
    "questions/b/index.html": b"b",
    "search/index.json": b"{}",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a site that is also a checkout."""
    for name in ("sources", "docs"):
        (tmp_path / name).mkdir()
    for name, content in OLD.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_bytes(content)
    (tmp_path / "site" / ".git").mkdir()
    (tmp_path / "site" / ".git" / "HEAD").write_bytes(b"ref")
    return tmp_path


@pytest.fixture(params=["exchanged", "by renames"])
def _swapped(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "by renames":
        monkeypatch.setattr("recto.site.swap.exchange", lambda *_: False)


@pytest.fixture(params=["linked", "copied"])
def _shared(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    if request.param == "copied":
        monkeypatch.setattr(os, "link", refuse)


def opened(root: Path) -> Swap:
    return Swap(project_at(root))


def update(root: Path, changes: Mapping[str, Change]) -> None:
    opened(root).update(changes)


def only_files(root: Path) -> dict[str, bytes]:
    return {name: data for name, data in files(root / "site").items() if data is not None}


def with_folders(contents: Mapping[str, bytes]) -> dict[str, bytes | None]:
    folders = {str(folder) for name in contents for folder in PurePosixPath(name).parents[:-1]}
    return {**contents, **dict.fromkeys(folders)}


def by_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, the spare tree must not be walked."""

    def walk(*_: object) -> None:
        pytest.fail("the whole site was walked")

    monkeypatch.setattr("recto.site.spare.level", walk)


@pytest.mark.usefixtures("_swapped", "_shared")
def test_updates_change_what_they_name_and_nothing_else(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "moved"
    moved.write_bytes(b"from a file")
    sequence: list[dict[str, Change]] = [
        {"index.html": b"new home", "questions/c/index.html": b"c"},
        {"questions/a/index.html": None, "questions/a/a.md": None},
        {"index.html": moved, "questions/a/index.html": b"a is back"},
        {"questions/b/index.html": None, "questions/b": b"a file now"},
        {"questions/b": None, "questions/b/index.html": b"a folder again"},
        {"search/index.json": b"{}"},
        {"not/there.html": None, "questions/a/nor/this.html": None},
        {"index.html": b"home"},
    ]
    expected = dict(OLD)
    for number, changes in enumerate(sequence):
        contents = {
            name: content.read_bytes() if isinstance(content, Path) else content
            for name, content in changes.items()
        }
        update(root, changes)
        expected = {
            name: content
            for name, content in {**expected, **contents}.items()
            if content is not None
        }
        assert files(root / "site") == with_folders(expected)
        assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"
        assert left_over(root) == set()
        if number == 0:
            by_record(monkeypatch)


def test_a_folder_that_an_update_empties_goes(root: Path) -> None:
    update(root, {"questions/a/index.html": None, "questions/a/a.md": None})
    update(root, {"questions/b/index.html": None})
    assert not (root / "site" / "questions").exists()
    update(root, {"index.html": b"new home"})
    assert not (root / "site" / "questions").exists()


def test_the_spare_tree_shares_its_files(root: Path) -> None:
    update(root, {"index.html": b"new home"})
    spare = root / SPARE / "tree"
    assert (root / "site" / "questions/b/index.html").samefile(spare / "questions/b/index.html")
    assert not (root / "site" / "index.html").samefile(spare / "index.html")


def test_a_file_that_cannot_be_moved_is_copied(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = tmp_path / "given"
    given.write_bytes(b"from elsewhere")
    replace = Path.replace

    def within_a_file_system(self: Path, target: Path) -> Path:
        if self == given:
            raise OSError(18, "Invalid cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", within_a_file_system)
    update(root, {"index.html": given})
    assert only_files(root) == {**OLD, "index.html": b"from elsewhere"}


@pytest.mark.parametrize(
    "path", ["../index.html", "/index.html", "a//b", "a/./b", "", ".git/HEAD", "a/.."]
)
def test_a_path_out_of_the_site_is_refused(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is not the path of a file in the site"):
        update(root, {path: b"x"})
    assert only_files(root) == OLD


def test_an_update_that_cannot_be_made_leaves_the_site(root: Path) -> None:
    with pytest.raises(OSError, match="questions"):
        update(root, {"index.html": b"new home", "questions": b"a file in place of a full folder"})
    assert only_files(root) == OLD
    update(root, {"index.html": b"new home"})
    assert only_files(root) == {**OLD, "index.html": b"new home"}


def test_no_change_touches_nothing(root: Path) -> None:
    before = opened(root).fingerprint()
    update(root, {})
    assert opened(root).is_ours(before)
    assert not (root / SPARE).exists()


def _truncate(record: Path) -> None:
    record.write_bytes(record.read_bytes()[:-9])


def _forget_a_path(record: Path) -> None:
    record.write_text(record.read_text("utf-8").replace("index.html", "others.html"), "utf-8")


def _of_another_version(record: Path) -> None:
    text = json.dumps(["index.html"])
    record.write_text(f"{sha256(text.encode()).hexdigest()}\n{text}", "utf-8")


@pytest.mark.parametrize(
    "damage",
    [Path.unlink, _truncate, _forget_a_path, _of_another_version, lambda r: r.write_bytes(b"\xff")],
)
def test_a_damaged_record_is_not_trusted(root: Path, damage: Callable[[Path], None]) -> None:
    update(root, {"index.html": b"new home", "questions/a/index.html": None})
    damage(root / SPARE / "record")
    update(root, {"search/index.json": b"[]"})
    expected = {**OLD, "index.html": b"new home", "search/index.json": b"[]"}
    del expected["questions/a/index.html"]
    assert only_files(root) == expected


def test_a_foreign_spare_tree_is_not_trusted(root: Path, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign"
    foreign.mkdir()
    (foreign / "thesis.doc").write_bytes(b"years of work")
    update(root, {"index.html": b"new home"})
    spare = root / SPARE / "tree"
    spare.rename(root / SPARE / "away")
    spare.symlink_to(foreign)
    update(root, {"search/index.json": b"[]"})
    assert only_files(root) == {**OLD, "index.html": b"new home", "search/index.json": b"[]"}
    assert (foreign / "thesis.doc").read_bytes() == b"years of work"


def test_a_spare_tree_with_other_files_is_put_right(root: Path) -> None:
    update(root, {"index.html": b"new home"})
    spare = root / SPARE / "tree"
    (spare / "questions" / "b").rename(spare / "questions" / "z")
    (spare / "search" / "index.json").unlink()
    (spare / "search" / "index.json").mkdir()
    (spare / "404.html").unlink()
    (spare / "404.html").write_bytes(b"forged")
    update(root, {"index.html": b"home"})
    assert only_files(root) == OLD


def test_a_site_that_somebody_changed_at_its_top_is_kept_as_it_is(root: Path) -> None:
    update(root, {"index.html": b"new home"})
    (root / "site" / "CNAME").write_bytes(b"example.org")
    update(root, {"404.html": b"none"})
    expected = {**OLD, "index.html": b"new home", "404.html": b"none", "CNAME": b"example.org"}
    assert only_files(root) == expected


def test_a_new_site_is_the_ground_of_the_next_update(root: Path) -> None:
    update(root, {"index.html": b"new home"})
    opening = opened(root)
    staged = opening.stage()
    (staged / "404.html").write_bytes(b"all new")
    opening.put(staged)
    opening.prepare()
    opening.discard(staged)
    update(root, {"index.html": b"newer home"})
    assert only_files(root) == {"404.html": b"all new", "index.html": b"newer home"}
    assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"


def test_a_prepared_spare_tree_is_used(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(root).prepare()
    by_record(monkeypatch)
    update(root, {"index.html": b"new home"})
    assert only_files(root) == {**OLD, "index.html": b"new home"}


def test_a_build_that_fails_keeps_the_spare_tree(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    update(root, {"index.html": b"new home"})
    opening = opened(root)
    opening.discard(opening.stage())
    by_record(monkeypatch)
    update(root, {"index.html": b"home"})
    assert only_files(root) == OLD


def test_a_build_that_needs_no_spare_tree_leaves_none(root: Path) -> None:
    update(root, {"index.html": b"new home"})
    opening = opened(root)
    staged = opening.stage()
    (staged / "404.html").write_bytes(b"all new")
    opening.put(staged)
    opening.discard(staged)
    assert list(root.glob(".site*")) == []


def test_a_folder_with_a_dot_that_a_build_makes_is_of_that_build(root: Path) -> None:
    for content in (b"once", b"again"):
        opening = opened(root)
        staged = opening.stage()
        (staged / ".well-known").mkdir()
        (staged / ".well-known" / "security.txt").write_bytes(content)
        (staged / "404.html").touch()
        opening.put(staged)
        assert (root / "site" / ".well-known" / "security.txt").read_bytes() == content
        assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"


def test_a_link_in_a_site_stays_one(root: Path) -> None:
    (root / "site" / "latest").symlink_to("questions")
    for content in (b"new home", b"home"):
        update(root, {"index.html": content})
    assert (root / "site" / "latest").readlink() == Path("questions")
