"""Near-duplicates found by sketches."""

from __future__ import annotations

import pytest

from recto.duplicates import ALIKE, RUN, SIZE, Pair, near_duplicates, sketch


def own(name: object, count: int) -> list[str]:
    """So many words that no text of another name has."""
    return [f"{name}-{n}" for n in range(count)]


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def pairs(*texts: list[str]) -> list[Pair]:
    return [*near_duplicates([*map(sketch, texts)])]


def test_equal_texts_have_equal_sketches_of_bounded_size() -> None:
    assert sketch(own("a", 1000)) == sketch(own("a", 1000))
    assert len(sketch(own("a", 1000))) == SIZE


def test_the_order_of_words_matters() -> None:
    assert sketch(own("a", 20)) != sketch(own("a", 20)[::-1])


@pytest.mark.parametrize("count", range(RUN + 1))
def test_a_text_shorter_than_a_run_has_a_sketch_of_itself(count: int) -> None:
    assert len(sketch(own("a", count))) == 1
    assert count == 0 or sketch(own("a", count)) != sketch(own("b", count))


@pytest.mark.parametrize("shared", [830, 900, 950, 990])
@pytest.mark.parametrize("name", "abcde")
def test_the_share_of_runs_in_common_is_estimated(shared: int, name: str) -> None:
    """Within three standard errors of an estimate from so many hashes."""
    common = own(name, shared)
    one, other = common + own("left", 1000 - shared), common + own("right", 1000 - shared)
    share = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
    error = (share * (1 - share) / SIZE) ** 0.5
    found = pairs(one, other)
    if share - 3 * error >= ALIKE:
        assert len(found) == 1
    assert [p.share for p in found] == [pytest.approx(share, abs=3 * error) for _ in found]


@pytest.mark.parametrize("shared", [0, 200, 500, 650])
def test_texts_with_less_in_common_are_no_pair(shared: int) -> None:
    """650 of 1,000 words are under half of all the runs that stand in either."""
    common = own("a", shared)
    assert pairs(common + own("left", 1000 - shared), common + own("right", 1000 - shared)) == []


def test_texts_that_share_a_boilerplate_paragraph_are_no_pairs() -> None:
    boilerplate = own("boilerplate", 100)
    assert pairs(*(boilerplate + own(n, 100) for n in range(1000))) == []


def test_a_pair_is_found_among_texts_that_share_a_boilerplate_paragraph() -> None:
    boilerplate = own("boilerplate", 50)
    texts = [boilerplate + own(n, 150) for n in range(1000)]
    texts[900] = texts[500][:-5] + own("end", 5)
    assert [(pair.first, pair.second) for pair in pairs(*texts)] == [(500, 900)]


def test_every_copy_of_a_text_is_told_beside_the_first() -> None:
    assert pairs(*[own("a", 100)] * 30) == [Pair(0, n, 1.0) for n in range(1, 30)]


def test_every_text_but_for_its_end_a_copy_is_told() -> None:
    texts = [own("a", 100) + own(f"end-{n}", 2) for n in range(30)]
    assert [pair.second for pair in pairs(*texts)] == [*range(1, 30)]


def test_of_several_texts_alike_the_most_alike_is_told() -> None:
    first, second = own("a", 200) + own("x", 20), own("a", 200) + own("y", 20)
    assert [(p.first, p.second) for p in pairs(first, second, second[:-1])] == [(0, 1), (1, 2)]


def test_a_sketch_depends_on_its_own_text_alone() -> None:
    before = sketch(own("a", 50))
    sketch(own("b", 5000))
    assert sketch(own("a", 50)) == before
