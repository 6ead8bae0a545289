"""A lock is held by one at a time, and what keeps it from being had is told."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from recto.lock import LockedError, exclusive


def test_one_at_a_time_holds_it(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "lock"
    with exclusive(file), pytest.raises(LockedError), exclusive(file):
        pytest.fail("two hold it")
    with exclusive(file):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="has locks of another kind")
def test_a_file_system_without_locks_is_not_taken_for_another_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr("fcntl.flock", refuse)
    with pytest.raises(OSError, match="locks"), exclusive(tmp_path / "lock"):
        pytest.fail("nobody holds it")
