"""How an address is made from a title."""

from __future__ import annotations

import pytest

from recto.slugs import MAX_BYTES, MAX_LENGTH, RESERVED, Slugs, slug_of


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What is a cache?", "what-is-a-cache"),
        ("  A -- B__C  ", "a-b-c"),
        ("C++ vs. C#", "c-vs-c"),
        ("Don't “quote” me", "don-t-quote-me"),
        ("什么是缓存？", "什么是缓存"),
        ("ما هي الذاكرة؟", "ما-هي-الذاكرة"),
        ("कैश क्या है?", "कैश-क्या-है"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ ｗｉｄｔｈ ½", "full-width-1-2"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u0000b\nc", "a-b-c"),
        ("🚀🚀 ???", ""),
        ("♻️", ""),
        ("❤️ Love", "love"),
        ("a´b", "a-b"),
        ("cafe\u00ad\u0301", "caf\u00e9"),
        ("", ""),
    ],
)
def test_letters_and_digits_of_every_script_are_kept(title: str, slug: str) -> None:
    assert slug_of(title) == slug


def test_a_title_has_one_slug_in_whatever_form_it_is_encoded() -> None:
    assert slug_of("Cafe\u0301") == slug_of("Caf\u00e9") == "caf\u00e9"


@pytest.mark.parametrize("mark", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_a_character_of_no_width_does_not_part_a_word(mark: str) -> None:
    assert slug_of(f"inter{mark}national") == "international"


def test_a_long_title_is_cut_between_words() -> None:
    assert slug_of("word " * 40) == "-".join(["word"] * 16)
    assert len("-".join(["word"] * 16)) < MAX_LENGTH


def test_a_long_word_is_cut_within() -> None:
    assert slug_of("x" * 100 + " more") == "x" * MAX_LENGTH


def test_a_slug_of_wide_characters_fits_a_file_name() -> None:
    assert slug_of("𠀀" * 80) == "𠀀" * (MAX_BYTES // 4)


def test_a_free_slug_is_taken_as_it_is() -> None:
    assert Slugs({"buffer"}).take("cache", "a1") == "cache"


def test_a_taken_slug_is_numbered_from_two() -> None:
    assert Slugs({"cache", "cache-2"}).take("cache", "a1") == "cache-3"


def test_no_slug_is_given_twice() -> None:
    slugs = Slugs({"cache-3"})
    wanted = ["cache", "cache-2", "cache", "cache", "cache-2"]
    assert [slugs.take(slug, "a1") for slug in wanted] == [
        "cache",
        "cache-2",
        "cache-4",
        "cache-5",
        "cache-2-2",
    ]


@pytest.mark.parametrize("slug", sorted(RESERVED))
def test_a_reserved_slug_is_numbered(slug: str) -> None:
    assert Slugs().take(slug, "a1") == f"{slug}-2"


@pytest.mark.parametrize(("fallback", "slug"), [("A1", "a1"), ("???", "question")])
def test_a_title_without_letters_falls_back_on_the_id(fallback: str, slug: str) -> None:
    assert Slugs().take("", fallback) == slug


@pytest.mark.parametrize("letter", ["x", "𠀀"])
def test_a_numbered_slug_is_no_longer_than_a_slug_may_be(letter: str) -> None:
    slug = slug_of(letter * 100)
    numbered = Slugs({slug}).take(slug, "a1")
    assert numbered == slug[: len(numbered) - 2] + "-2"
    assert len(numbered) <= MAX_LENGTH
    assert len(numbered.encode()) <= MAX_BYTES
