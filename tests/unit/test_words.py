"""Text as words and stems."""

from __future__ import annotations

import pytest

from recto.taxonomy import name_key
from recto.words import is_telling, stems, wording, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is a cache?", ["What", "is", "a", "cache"]),
        ("GPT-2 and fine-tuning", ["GPT", "2", "and", "fine", "tuning"]),
        ("it's the model\u2019s", ["it's", "the", "model\u2019s"]),
        ("'quoted' and it'", ["quoted", "and", "it"]),
        ("snake_case", ["snake", "case"]),
        ("x = 3.5", ["x", "3", "5"]),
        ("\uff23\uff30\uff35 \ufb01le", ["CPU", "file"]),
        ("Größe, Việt, naïve", ["Größe", "Việt", "naïve"]),
        ("数据库 index", ["数", "据", "库", "index"]),
        ("カタカナ", ["カ", "タ", "カ", "ナ"]),
        ("한국어 단어", ["한국어", "단어"]),
        ("… — 😀", []),
        ("", []),
    ],
)
def test_words_of_a_text(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ["network", "Networks", "NETWORK", "networking", "networked"],
        ["cache", "caches", "Cached", "caching"],
        ["model's", "model\u2019s", "models"],
    ],
)
def test_forms_of_a_word_have_one_stem(forms: list[str]) -> None:
    assert len(set(stems(forms))) == 1


def test_different_words_have_different_stems() -> None:
    typed = ["encoder", "decoder", "precision", "recall", "gpu", "cpu", "数", "据"]
    assert len(set(stems(typed))) == len(typed)


def test_wording_has_a_stem_for_each_word_as_typed() -> None:
    found = wording("RNNs Were Caching")
    assert found.typed == ("RNNs", "Were", "Caching")
    assert found.stems == ("rnns", "were", "cach")


@pytest.mark.parametrize("word", ["What", "the", "was", "using", "2026", "3"])
def test_stop_words_and_numbers_tell_nothing(word: str) -> None:
    assert [is_telling(stem) for stem in stems([word])] == [False]


@pytest.mark.parametrize("word", ["cache", "GPT", "L2", "数", "größe"])
def test_other_words_tell_what_a_text_is_about(word: str) -> None:
    assert [is_telling(stem) for stem in stems([word])] == [True]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Transfer learning", "transfer  LEARNING"),
        ("Neural network", "Neural networks"),
        ("Fine-tuning", "fine tuning"),
        ("A/B test", "A B tests"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("GPT-2", "GPT-3"), ("Encoder", "Decoder"), ("数据", "据数"), ("Net", "Neural net")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
