"""Whatever stops a build, it leaves a whole site, and the next build goes on from there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest

from recto.site.swap import Swap
from tests.crashes import (
    Death,
    Fault,
    check_killed_builds,
    dies_at,
    fails_once_at,
    faulty,
    files,
    is_full_from,
    left_over,
    present,
)
from tests.projects import REPOSITORY
from tests.updating import of, project_at

CONTENT = {"404.html": b"old", "a/b/c.html": b"old", "a/b/d/e.html": b"old", "a/f/g.html": b"old"}
CHANGES: dict[str, bytes | Path | None] = {
    "a/b/c.html": b"new",
    "a/b/d/e.html": None,
    "a/b/h/i.html": b"new",
}
"""Far below the top, where the trees' fingerprints do not show a change."""


def fill(site: Path, content: Mapping[str, bytes | Path | None]) -> None:
    for name, data in content.items():
        if isinstance(data, bytes):
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_bytes(data)


def opened(root: Path) -> Swap:
    return Swap(project_at(root))


def update(root: Path) -> None:
    opened(root).update(CHANGES)


def update_by_renames(root: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("recto.site.swap.exchange", lambda *_: False)
        update(root)


def put(root: Path) -> None:
    opening = opened(root)
    staged = opening.stage()
    try:
        fill(staged, {**CONTENT, **CHANGES})
        opening.put(staged)
        opening.prepare()
    finally:
        opening.discard(staged)


def prepare(root: Path) -> None:
    opened(root).prepare()


class Ground:
    """Makes the same project again and again: a site that is a checkout, in some state."""

    def __init__(self, folder: Path, *, has_spare: bool) -> None:
        self.folder = folder
        self.has_spare = has_spare
        self.old = files(self._make("old"))
        update(folder / "old")
        self.new = files(folder / "old" / "site")
        self.number = count()

    def make(self) -> Path:
        return self._make(str(next(self.number))).parent

    def _make(self, name: str) -> Path:
        root = self.folder / name
        for folder in ("sources", "docs", "site/.git"):
            (root / folder).mkdir(parents=True)
        fill(root / "site", {**CONTENT, ".git/HEAD": b"ref"})
        if self.has_spare:
            opened(root).update({"a/f/g.html": b"older"})
            opened(root).update({"a/f/g.html": b"old"})
        return root / "site"


@pytest.fixture
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing waits for the disk, since thousands of updates are made here."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.mark.usefixtures("_hasty")
@pytest.mark.parametrize("kind", [dies_at, fails_once_at, is_full_from])
@pytest.mark.parametrize("has_spare", [True, False], ids=["spare", "no spare"])
@pytest.mark.parametrize("action", [update, update_by_renames, put, prepare])
def test_a_fault_at_any_step_leaves_a_whole_site(
    tmp_path: Path,
    action: Callable[[Path], None],
    has_spare: bool,  # noqa: FBT001
    kind: Callable[[int], Fault],
) -> None:
    ground = Ground(tmp_path, has_spare=has_spare)
    whole = [ground.old] if action is prepare else [ground.old, ground.new]
    for step in count(1):
        root = ground.make()
        with faulty(kind(step)) as steps, suppress(Death, OSError):
            action(root)
        if kind is not dies_at:
            assert (root / "site").is_dir()
        left = files(present(root))
        assert left in whole
        opened(root)
        assert files(root / "site") == left
        assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"
        goes_on(root, left)
        if len(steps) < step:
            assert left == whole[-1]
            break
    if action is prepare and has_spare:
        assert step == 1
    else:
        assert step > 10


def goes_on(root: Path, left: Mapping[str, bytes | None]) -> None:
    """Two updates later, both trees have been the site, and neither has anything from before."""
    expected = dict(left)
    for content in (b"next", b"after next"):
        opened(root).update({"a/f/g.html": content})
        expected["a/f/g.html"] = content
        assert files(root / "site") == expected
        assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"
        assert left_over(root) == set()


def test_a_checkout_set_aside_with_a_site_comes_back(tmp_path: Path) -> None:
    root = Ground(tmp_path, has_spare=False).make()
    (root / "site").rename(root / ".site.recto-last")
    fill(root / "site", {"404.html": b"new"})
    opened(root)
    assert (root / "site" / ".git" / "HEAD").read_bytes() == b"ref"
    assert (root / "site" / "404.html").read_bytes() == b"new"
    assert left_over(root) == set()


def test_an_empty_folder_is_no_reason_to_lose_the_site_set_aside(tmp_path: Path) -> None:
    root = Ground(tmp_path, has_spare=False).make()
    (root / "site").rename(root / ".site.recto-last")
    (root / "site").mkdir()
    opened(root)
    assert (root / "site" / "404.html").read_bytes() == b"old"


@pytest.mark.usefixtures("_hasty")
def test_a_site_half_removed_is_never_put_back(tmp_path: Path) -> None:
    """The replaced site is removed under a name other than that of a site set aside."""
    ground = Ground(tmp_path, has_spare=False)
    for step in count(1):
        root = ground.make()
        with faulty(dies_at(step)) as steps, suppress(Death):
            put(root)
        aside = root / ".site.recto-last"
        if aside.exists():
            assert files(aside) == ground.old
        if len(steps) < step:
            break


@pytest.mark.parametrize("way", ["exchange", "by-renames"])
def test_updates_killed_at_random_moments_leave_whole_sites(tmp_path: Path, way: str) -> None:
    for folder in ("sources", "docs", "site/.git"):
        (tmp_path / folder).mkdir(parents=True)
    fill(tmp_path / "site", of(1))
    moments = random.Random(way)
    updates = set()
    for whole in range(6):
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.updating", tmp_path, way],
            cwd=REPOSITORY,
            stdout=subprocess.PIPE,
        )
        assert process.stdout
        for _ in range(1 + whole):
            assert process.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0, 0.05))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        updates.add(number_of(present(tmp_path)))
        opened(tmp_path)
        number_of(tmp_path / "site")
        assert left_over(tmp_path) == set()
        assert (tmp_path / "site" / ".git").is_dir()
    assert len(updates) > 1


def number_of(site: Path) -> int:
    """Which update a site is of, after checking that all of it is of that one."""
    found = files(site)
    number = next(n for n in count(1) if found["404.html"] == (b"%d" % n) * 3000)
    assert {name: data for name, data in found.items() if data is not None} == {
        name: data for name, data in of(number).items() if data is not None
    }
    return number


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte and 64 files and folders."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=512k,nr_inodes=64", "recto", str(folder)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


@pytest.fixture
def small_files(tmp_path: Path) -> Iterator[Path]:
    """A folder in which no file may grow past 100 kilobytes."""
    resource = pytest.importorskip("resource", reason="the system limits no file's size")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    yield tmp_path
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(params=["small_disk", "small_files"])
def narrow(request: pytest.FixtureRequest) -> Path:
    folder: Path = request.getfixturevalue(request.param)
    return folder


def test_an_update_without_room_leaves_the_site(narrow: Path) -> None:
    ground = Ground(narrow, has_spare=True)
    root = ground.make()
    for _ in range(2):
        with pytest.raises(OSError, match=r"No space|too large"):
            opened(root).update({"404.html": b"new", "a/b/c.html": b"long" * 200_000})
        assert files(root / "site") == ground.old
        assert list(root.glob(".site*")) == []
    goes_on(root, ground.old)


def test_a_spare_tree_without_room_leaves_the_site(small_disk: Path) -> None:
    ground = Ground(small_disk, has_spare=False)
    root = ground.make()
    more = {f"more/{number}.html": b"old" for number in range(20)}
    fill(root / "site", more)
    before = files(root / "site")
    opened(root).prepare()
    with pytest.raises(OSError, match="No space"):
        opened(root).update({"404.html": b"new"})
    assert files(root / "site") == before
    opening = opened(root)
    opening.discard(opening.stage())
    assert list(root.glob(".site*")) == []


def test_whole_builds_killed_at_random_moments_leave_whole_sites(project: Path) -> None:
    question = "What is a list?\n\nOfficial Answer\n\n{}.\n"
    texts = question.format("Things in order"), question.format("Things, one after another")
    check_killed_builds(project, "sources/001_00000000000000a1.txt", texts, seed=6)
