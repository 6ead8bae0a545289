"""Processes that help do not stay behind."""

from __future__ import annotations

import subprocess
import sys

from recto.workers import FEW

HELPED = f"""
import time
from multiprocessing import active_children
from recto.workers import local

with local(2) as workers:
    list(workers.each(sorted, range({FEW + 1}), hash))
    print(len(active_children()), flush=True)
    time.sleep(600)
"""


def test_helpers_end_when_who_they_help_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", HELPED], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == b"2"
        process.kill()
        # Helpers have the same output, which ends with the last of them.
        rest, _ = process.communicate(timeout=30)
        assert not rest
