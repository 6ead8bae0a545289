"""A fingerprint shows whether a site is still what it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from recto.site.swap import Swap
from tests.updating import project_at


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("sources", "docs", "site/questions"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("404.html", "index.html"):
        (tmp_path / "site" / name).write_bytes(b"some")
    return tmp_path / "site"


def opened(site: Path) -> Swap:
    return Swap(project_at(site.parent))


@pytest.mark.parametrize(
    "change",
    [
        lambda site: site.rename(site.with_name("away")),
        lambda site: (site / "index.html").write_bytes(b"other"),
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "more.html").write_bytes(b"more"),
        lambda site: (site / "questions" / "new").mkdir(),
        lambda site: os.utime(site / "index.html", ns=(0, 0)),
    ],
)
def test_a_change_at_the_top_is_noticed(site: Path, change: Callable[[Path], object]) -> None:
    fingerprint = opened(site).fingerprint()
    assert opened(site).is_ours(fingerprint)
    change(site)
    assert not opened(site).is_ours(fingerprint)


def test_a_site_that_was_never_seen_is_not_ours(site: Path) -> None:
    assert not opened(site).is_ours(None)
    site.rename(site.with_name("away"))
    assert not opened(site).is_ours(opened(site).fingerprint())


def test_what_begins_with_a_dot_is_no_change(site: Path) -> None:
    fingerprint = opened(site).fingerprint()
    (site / ".DS_Store").write_bytes(b"of the file manager")
    assert opened(site).is_ours(fingerprint)


def test_an_update_gives_a_site_another_fingerprint(site: Path) -> None:
    before = opened(site).fingerprint()
    opened(site).update({"questions/far/below/index.html": b"new"})
    after = opened(site).fingerprint()
    assert after != before
    assert opened(site).is_ours(after)
