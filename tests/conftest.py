"""Options of the test run."""

from __future__ import annotations

import pytest

from recto.workers import cores


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden",
        action="store_true",
        help="write what the golden cases give now as what is expected of them",
    )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more worker than there are processors: tests wait for browsers and other processes."""
    return cores() + 1
