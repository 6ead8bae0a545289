"""Draws social images: a name on paper, as on a title page to the right of a book's gutter.

The same words give the same bytes, on the same version of Pillow.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

import PIL
from msgspec import Struct
from PIL import Image, ImageDraw, ImageFont, features

WIDTH, HEIGHT = 1200, 630
DESIGN = 1
"""Goes up with every change to what is drawn, since images are kept."""

Colour = tuple[int, int, int]

_PAPER: Colour = (0xFB, 0xF8, 0xF1)
_INK: Colour = (0x2B, 0x26, 0x22)
_ACCENT: Colour = (0x8C, 0x2F, 0x1B)

_GUTTER = 120
_LEFT, _RIGHT = 198, 1110
_MIDDLE, _FOOT = 292, 548
"""The height at which the name is centred, and the baseline of the small words."""

_LARGE = ((118, 1), (104, 1), (92, 2), (80, 2), (70, 3), (60, 3))
"""Sizes of the name, each with the most lines that it may take."""
_SMALL = 34
_LEADING = 1.16
_GAP = 30

_INKS, _ACCENTS = 9, 5
"""Shades from paper to either colour. With two for the gutter, they fill four bits a pixel."""


class Words(Struct, frozen=True):
    """What an image says: large in ink, and below that small in the accent, then in grey."""

    large: str
    small: str = ""
    pale: str = ""


def is_able() -> bool:
    """Whether this Pillow can read the font, which some are built without."""
    try:
        _font(_SMALL)
    except (ImportError, OSError):
        return False
    return True


@cache
def edition() -> str:
    """What images depend on besides their words."""
    font = hashlib.sha256(_file()).hexdigest()
    return f"{DESIGN} {font} {PIL.__version__} {features.check('raqm')}"


def fits(name: str) -> bool:
    """Whether a name can be drawn: the font has its characters, and there is room for it."""
    return bool(name) and is_known(name) and _set(name) is not None


def is_known(text: str) -> bool:
    """Whether the font has every character of a text."""
    return all(map(_is_known, set(_composed(text))))


def draw(words: Words) -> bytes:
    """The image as a PNG file. Words that cannot be drawn are left out."""
    mask = Image.new("L", (WIDTH, HEIGHT))
    pen = ImageDraw.Draw(mask)
    for at, line, font in _large(words.large):
        bearing = font.getbbox(line[0], anchor="ls")[0]  # large letters have more of it
        pen.text((_LEFT - bearing, at), line, fill=255, font=font, anchor="ls")
    end = _LEFT
    if _has_room(words.small, _LEFT):
        pen.text((_LEFT, _FOOT), words.small, fill=255, font=_font(_SMALL), anchor="ls")
        end = _LEFT + round(_font(_SMALL).getlength(words.small))
    start = end + _GAP if end > _LEFT else _LEFT
    if _has_room(words.pale, start):
        pen.text((start, _FOOT), words.pale, fill=150, font=_font(_SMALL), anchor="ls")
    return _png(mask, end)


def _has_room(text: str, start: int) -> bool:
    return is_known(text) and start + _font(_SMALL).getlength(text) <= _RIGHT


def _png(mask: Image.Image, accent_ends: int) -> bytes:
    """Ink and accent, as dense as the mask, on paper."""
    image = mask.point(_ramp(0, _INKS))
    foot = (_LEFT - 10, _FOOT - 2 * _SMALL, accent_ends + 10, HEIGHT)
    if accent_ends > _LEFT:
        image.paste(mask.crop(foot).point(_ramp(_INKS - 1, _ACCENTS + 1)), foot)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, _GUTTER - 1, HEIGHT), fill=_INKS + _ACCENTS)
    pen.rectangle((_GUTTER, 0, _GUTTER + 1, HEIGHT), fill=_INKS + _ACCENTS + 1)
    image.putpalette([part for colour in _palette() for part in colour])
    file = BytesIO()
    image.save(file, "PNG", bits=4, compress_level=6)
    return file.getvalue()


def _palette() -> Iterator[Colour]:
    for shade in range(_INKS):
        yield _mixed(_INK, shade / (_INKS - 1))
    for shade in range(1, _ACCENTS + 1):
        yield _mixed(_ACCENT, shade / _ACCENTS)
    yield _mixed(_INK, 0.035)
    yield _mixed(_INK, 0.2)


def _mixed(colour: Colour, part: float) -> Colour:
    red, green, blue = (
        round(paper + (full - paper) * part) for paper, full in zip(_PAPER, colour, strict=True)
    )
    return red, green, blue


def _ramp(first: int, shades: int) -> list[int]:
    """The palette's shade for each density: none is paper, others follow the shade `first`."""
    steps = (round(density / 255 * (shades - 1)) for density in range(256))
    return [first + step if step else 0 for step in steps]


def _large(name: str) -> Iterator[tuple[int, str, ImageFont.FreeTypeFont]]:
    """The lines of a name, each with its baseline and font."""
    if not fits(name):
        return
    size, lines = _set(name) or (0, ())
    leading = round(size * _LEADING)
    first = _MIDDLE + size // 3 - leading * (len(lines) - 1) // 2
    for number, line in enumerate(lines):
        yield first + number * leading, line, _font(size)


@lru_cache(maxsize=1024)
def _set(name: str) -> tuple[int, tuple[str, ...]] | None:
    """The largest size in which there is room for a name, and its lines then; None without one."""
    for size, most in _LARGE:
        lines = tuple(_broken(_composed(name).split(), _font(size)))
        if len(lines) <= most and max(map(_font(size).getlength, lines)) <= _RIGHT - _LEFT:
            return size, lines
    return None


def _broken(words: list[str], font: ImageFont.FreeTypeFont) -> Iterator[str]:
    line = ""
    for word in words:
        longer = f"{line} {word}".lstrip()
        if line and font.getlength(longer) > _RIGHT - _LEFT:
            yield line
            longer = word
        line = longer
    yield line


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@cache
def _is_known(char: str) -> bool:
    """A character that the font lacks is drawn like any other that it lacks."""
    if char == " ":
        return True
    font = _font(_SMALL)
    drawn, unknown = font.getmask(char), font.getmask("\U0010ffff")
    return (drawn.size, bytes(drawn)) != (unknown.size, bytes(unknown))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(_file()), size)


@cache
def _file() -> bytes:
    return (files("recto") / "fonts" / "literata.woff2").read_bytes()
