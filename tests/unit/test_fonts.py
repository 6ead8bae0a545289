"""The fonts that are kept are those whose checksums are told beside them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOLD = re.compile(r"^([0-9a-f]{64})  (\S+)$", re.MULTILINE)


def test_each_font_has_the_checksum_that_is_told() -> None:
    told = (ROOT / "overrides/assets/fonts/README.md").read_text(encoding="utf-8")
    kept = {
        file.relative_to(ROOT).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for folder in ("overrides", "scripts")
        for file in (ROOT / folder).rglob("*.woff2")
    }
    assert {path: digest for digest, path in TOLD.findall(told)} == kept


def test_the_style_sheet_fetches_each_face_for_what_it_holds() -> None:
    style = (ROOT / "overrides/assets/stylesheets/recto.css").read_text(encoding="utf-8")
    recipe = (ROOT / "scripts/fonts.py").read_text(encoding="utf-8")
    basic = re.search(r'BASIC = """([^"]+)', recipe)
    assert basic is not None
    points = " ".join(basic[1].split())
    ranges = re.findall(r"literata-\w+\.woff2\"[^}]+unicode-range: ([^;]+);", style)
    assert [
        text.translate({ord("U"): None, ord("+"): None, ord(","): None}) for text in ranges
    ] == [points] * 3
