"""A file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto.put import replacing


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError, OSError])
def test_what_stops_a_write_leaves_the_file_and_nothing_beside_it(
    tmp_path: Path, fault: type[BaseException]
) -> None:
    target = tmp_path / "permalinks.tsv"
    target.write_bytes(b"as it was")
    with pytest.raises(fault), replacing(target):
        raise fault
    assert [file.read_bytes() for file in tmp_path.iterdir()] == [b"as it was"]


def test_a_fault_names_the_file_that_was_to_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="kept") as told, replacing(tmp_path / "kept"):
        raise OSError(28, "No space left on device")
    assert told.value.filename == str(tmp_path / "kept")
