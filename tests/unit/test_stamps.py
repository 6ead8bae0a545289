"""Files are known by their stamps, whatever lies among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from recto.stamps import NONE, below, stamp


@pytest.mark.parametrize("follows_links", [False, True])
def test_what_cannot_be_looked_at_is_no_folder_and_hides_nothing(
    tmp_path: Path, *, follows_links: bool
) -> None:
    (tmp_path / "page.md").write_bytes(b"Some text.")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "nowhere").symlink_to("gone")
    page = stamp(tmp_path / "page.md")
    assert below(tmp_path, follows_links=follows_links) == {
        "circle": NONE,
        "nowhere": NONE,
        "page.md": page,
    }
