"""Social images: what they say, how large they are, and that they are drawn once."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from recto.site.sharing import drawing
from recto.site.sharing.drawing import Words, draw, fits, is_known
from recto.site.sharing.pictures import drawn, pictures
from tests.bank.starter import labels

LINE = "Interview questions with official answers"
NAMES = sorted({name for names in labels().values() for name in names})


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def colours(data: bytes) -> set[tuple[int, ...]]:
    image = opened(data).convert("RGB")
    return {colour for _, colour in image.getcolors(256) or () if isinstance(colour, tuple)}


def test_an_image_is_a_small_png_of_the_size_that_it_says() -> None:
    data = draw(Words("Machine learning", "Recto", LINE))
    image = opened(data)
    assert (
        (image.format, image.size)
        == ("PNG", (drawing.WIDTH, drawing.HEIGHT))
        == ("PNG", (1200, 630))
    )
    assert len(data) < 15_000


def test_it_is_ink_and_accent_on_paper() -> None:
    found = colours(draw(Words("Machine learning", "Recto", LINE)))
    assert {(0xFB, 0xF8, 0xF1), (0x2B, 0x26, 0x22), (0x8C, 0x2F, 0x1B)} <= found
    assert len(found) <= 16


def test_the_same_words_give_the_same_bytes_and_others_do_not() -> None:
    assert draw(Words("Bread", "Recto", LINE)) == draw(Words("Bread", "Recto", LINE))
    others = [Words("Breed", "Recto", LINE), Words("Bread", "Verso", LINE), Words("Bread", "Recto")]
    assert len({draw(words) for words in (Words("Bread", "Recto", LINE), *others)}) == 4


@pytest.mark.parametrize("name", NAMES)
def test_every_topic_of_the_shipped_questions_has_room(name: str) -> None:
    assert fits(name)


@pytest.mark.parametrize(
    "name", ["Größe & Maß", "Łódź", "e\u0301te\u0301", "x < y", "C++ – “why”?"]
)
def test_names_in_latin_letters_can_be_drawn(name: str) -> None:
    assert fits(name)


@pytest.mark.parametrize("name", ["数据库", "قاعدة", "Bread 🍞", "α", "x" * 60, "word " * 60, ""])
def test_names_that_cannot_be_drawn_are_told(name: str) -> None:
    assert not fits(name)


def test_no_box_stands_for_a_character_that_the_font_lacks() -> None:
    assert not is_known("a数")
    assert draw(Words("数", "库", "据")) == draw(Words("", "", ""))


def test_nothing_is_drawn_over_the_edge() -> None:
    image = opened(draw(Words("m" * 8, "n" * 200, LINE))).convert("RGB")
    right = image.crop((drawing.WIDTH - 60, 0, drawing.WIDTH, drawing.HEIGHT))
    assert [colour for _, colour in right.getcolors() or ()] == [(0xFB, 0xF8, 0xF1)]


def test_a_topic_that_cannot_be_drawn_has_no_image_of_its_own() -> None:
    found = pictures("Recto", LINE, {"bread": "Bread", "db": "数据库"})
    assert [picture.path for picture in found] == [
        "assets/social/site.png",
        "assets/social/topics/bread.png",
    ]
    assert [picture.alt for picture in found] == ["Recto", "Bread"]


def test_images_are_drawn_once_and_forgotten_when_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Words] = []

    def draw(words: Words) -> bytes:
        calls.append(words)
        return words.large.encode()

    monkeypatch.setattr(drawing, "draw", draw)
    wanted = pictures("Recto", LINE, {"bread": "Bread", "dough": "Dough"})
    assert dict(drawn(wanted, tmp_path)) == {
        "assets/social/site.png": b"Recto",
        "assets/social/topics/bread.png": b"Bread",
        "assets/social/topics/dough.png": b"Dough",
    }
    assert len(calls) == len([*tmp_path.iterdir()]) == 3
    again = pictures("Recto", LINE, {"loaf": "Bread"})
    assert [path for path, _ in drawn(again, tmp_path)] == [
        "assets/social/site.png",
        "assets/social/topics/loaf.png",
    ]
    assert len(calls) == 3
    assert len([*tmp_path.iterdir()]) == 2


def test_another_edition_draws_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = pictures("Recto", LINE, {})
    list(drawn(wanted, tmp_path))
    (first,) = tmp_path.iterdir()
    monkeypatch.setattr(drawing, "edition", lambda: "another")
    list(drawn(wanted, tmp_path))
    (second,) = tmp_path.iterdir()
    assert first.name != second.name
