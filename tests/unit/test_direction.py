"""Which way the text of a language runs."""

from __future__ import annotations

import pytest

from recto.site.direction import direction_of


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("en", "ltr"),
        ("pt-BR", "ltr"),
        ("zh-Hant-TW", "ltr"),
        ("en-x-own", "ltr"),
        ("ar", "rtl"),
        ("AR-eg", "rtl"),
        ("ar-XX", "rtl"),
        ("he", "rtl"),
        ("az-Arab-IR", "rtl"),
        ("uz-Latn", "ltr"),
        ("ar-Latn", "auto"),
        ("tlh", "auto"),
        ("und", "auto"),
        ("123", "auto"),
    ],
)
def test_direction_of(tag: str, expected: str) -> None:
    assert direction_of(tag) == expected
