"""How long a text takes to read."""

from __future__ import annotations

import pytest

from recto.reading_time import CHARACTERS_A_MINUTE, WORDS_A_MINUTE, minutes_to_read


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("", 1),
        ("word", 1),
        ("word " * WORDS_A_MINUTE, 1),
        ("word " * (WORDS_A_MINUTE + 1), 2),
        ("word\n" * (10 * WORDS_A_MINUTE), 10),
        ("存" * CHARACTERS_A_MINUTE, 1),
        ("存" * (CHARACTERS_A_MINUTE + 1), 2),
        ("글" * (3 * CHARACTERS_A_MINUTE), 3),
    ],
)
def test_whole_minutes_are_rounded_up_and_are_at_least_one(text: str, minutes: int) -> None:
    assert minutes_to_read(text) == minutes


def test_words_and_characters_of_a_mixed_text_add_up() -> None:
    half = "word " * (WORDS_A_MINUTE // 2) + "存" * (CHARACTERS_A_MINUTE // 2)
    assert minutes_to_read(half) == 1
    assert minutes_to_read(half * 2 + "存") == 2
    assert minutes_to_read(half * 2 + "存存") == 3


@pytest.mark.parametrize("word", ["don't", "don\u2019t", "pre-trained", "state-of-the-art"])
def test_a_word_with_an_apostrophe_or_hyphens_is_one(word: str) -> None:
    assert minutes_to_read(f"{word} " * WORDS_A_MINUTE) == 1


def test_punctuation_is_no_word() -> None:
    assert minutes_to_read("… – *** ??? " * 1000) == 1
