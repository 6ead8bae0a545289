"""Makes the fonts in `overrides/assets/fonts/` and `scripts/recto/fonts/` from their sources.

Not part of a build: the fonts are kept in the repository, with their checksums in
`overrides/assets/fonts/README.md`. To make them again:

    npm pack @fontsource-variable/literata@5.3.0 @fontsource/stix-two-math@5.3.0
    (unpack each into a folder)
    pip install fonttools brotli
    python scripts/fonts.py LITERATA_FOLDER STIX_FOLDER
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

ROOT = Path(__file__).parents[1]
SITE = ROOT / "overrides" / "assets" / "fonts"
PACKAGE = ROOT / "scripts" / "recto" / "fonts"

BASIC = """
20-7E A0 A7 A9 AB B0 B1 B7 BB D7 2010-2015 2018-201E 2022 2026 2032 2033 2039 203A 20AC 2192
2212
"""
"""The characters of English text, in hexadecimal; other letters go into separate files."""

MATHS = """
20-7E A0-FF 131 237 2C6 2C7 2D8-2DD 300-338 391-3A9 3B1-3C9 3D1 3D5 3D6 3F0 3F1 3F5 2010-2016
2018-201E 2020-2022 2026 2032-2037 2044 2057 2061-2064 20D0-20EF 2100-214F 2190-21FF 2200-22FF
2308-230B 231C-231F 2322 2323 23B0 23B1 23DC-23E1 25A0-25CF 2605 2660-2667 266D-266F 2713 27C2
27E6-27EF 27F5-27FF 2980 29EB 2A00-2A06 2A0C 2A3F 2A7D-2A8C 2AAF 2AB0 1D400-1D7FF
"""

ROOT_SIGN = 0x221A

FACES = (("regular", "normal", 400), ("semibold", "normal", 600), ("italic", "italic", 400))
TEXT_FEATURES = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
MATHS_FEATURES = ["kern", "ccmp", "mark", "mkmk", "ssty", "dtls", "flac"]


def main(literata: Path, stix: Path) -> None:
    basic = _code_points(BASIC)
    for name, style, weight in FACES:
        latin, extended = (
            literata / "files" / f"literata-{script}-wght-{style}.woff2"
            for script in ("latin", "latin-ext")
        )
        _save(_cut(latin, weight, basic.__contains__), SITE / f"literata-{name}.woff2")
        rest = [_cut(file, weight, lambda point: point not in basic) for file in (latin, extended)]
        _save(_merged(rest), SITE / f"literata-{name}-extended.woff2")
        if name == "regular":
            whole = [_cut(latin, weight, bool), _cut(extended, weight, bool)]
            _save(_merged(whole), PACKAGE / "literata.woff2")
    maths = _code_points(MATHS)
    file = stix / "files" / "stix-two-math-latin-400-normal.woff2"
    formulas = _subset(_read(file), maths.__contains__, MATHS_FEATURES)
    _narrow_roots(formulas)
    _save(formulas, SITE / "stix-two-math.woff2")


def _read(file: Path) -> TTFont:
    """A font that keeps its own date when saved, so that the same font gives the same file."""
    return TTFont(file, recalcTimestamp=False)


def _cut(file: Path, weight: int, is_kept: Callable[[int], bool]) -> TTFont:
    """One weight of a variable font, with the characters that are kept."""
    font = instancer.instantiateVariableFont(_read(file), {"wght": weight})
    return _subset(font, is_kept, TEXT_FEATURES)


def _subset(font: TTFont, is_kept: Callable[[int], bool], features: list[str]) -> TTFont:
    options = Options(layout_features=features, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=filter(is_kept, font.getBestCmap()))
    subsetter.subset(font)
    return font


def _merged(fonts: list[TTFont]) -> TTFont:
    files = []
    for number, font in enumerate(fonts):
        font.flavor = None
        files.append(str(PACKAGE / f"part-{number}.ttf"))
        font.save(files[-1])
    merged = Merger().merge(files)
    merged.recalcTimestamp = False
    merged["head"].created = merged["head"].modified = fonts[0]["head"].modified
    for file in files:
        Path(file).unlink()
    return merged


def _narrow_roots(font: TTFont) -> None:
    """Make tall root signs as wide as the smallest.

    Chromium leaves room for the widest, whichever it draws, and so a gap after most root signs.
    """
    root = font.getBestCmap()[ROOT_SIGN]
    variants = font["MATH"].table.MathVariants
    taller = variants.VertGlyphConstruction[variants.VertGlyphCoverage.glyphs.index(root)]
    width, _ = font["hmtx"][root]
    outlines = font["glyf"]
    for name in {
        *(variant.VariantGlyph for variant in taller.MathGlyphVariantRecord),
        *(part.glyph for part in taller.GlyphAssembly.PartRecords),
    } - {root}:
        outline = outlines[name]
        outline.coordinates.scale((width / font["hmtx"][name][0], 1))
        outline.coordinates.toInt()
        outline.recalcBounds(outlines)
        font["hmtx"][name] = (width, outline.xMin)


def _save(font: TTFont, file: Path) -> None:
    font.flavor = "woff2"
    font.save(file)


def _code_points(ranges: str) -> set[int]:
    points: set[int] = set()
    for part in ranges.split():
        first, _, last = part.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
