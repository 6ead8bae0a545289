"""Near-duplicates found by sketches."""

from __future__ import annotations

import random

import numpy as np
import pytest

from recto.duplicates import ALIKE, NONE, RUN, SIZE, Pair, near_duplicates, sketch


def own(name: object, count: int) -> list[str]:
    """So many words that no text of another name has."""
    return [f"{name}-{n}" for n in range(count)]


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def hashes(words: list[str]) -> list[int]:
    return [number for number in sketch(words).tolist() if number != NONE]


def pairs(*texts: list[str]) -> list[Pair]:
    return near_duplicates([*map(sketch, texts)])


def test_equal_texts_have_equal_sketches_of_bounded_size() -> None:
    assert hashes(own("a", 1000)) == hashes(own("a", 1000))
    assert len(hashes(own("a", 1000))) == SIZE


def test_a_sketch_rises_and_is_filled_up_at_its_end() -> None:
    made = sketch(own("a", 20))
    assert made.dtype == np.uint64
    assert made.tolist() == [*hashes(own("a", 20)), *[NONE] * (SIZE - 20 + RUN - 1)]
    assert hashes(own("a", 20)) == sorted(hashes(own("a", 20)))


def test_the_order_of_words_matters() -> None:
    assert hashes(own("a", 20)) != hashes(own("a", 20)[::-1])


@pytest.mark.parametrize("count", range(RUN + 1))
def test_a_text_shorter_than_a_run_has_a_sketch_of_itself(count: int) -> None:
    assert len(hashes(own("a", count))) == 1
    assert count == 0 or hashes(own("a", count)) != hashes(own("b", count))


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


@pytest.mark.parametrize("count", [5, 10, 20, 40])
def test_short_texts_are_compared_in_full(count: int) -> None:
    """Each with fewer runs than a sketch has hashes."""
    texts = [own("a", count), own("b", count), [*own("a", count), *own("end", 1)]]
    share = len(runs(texts[0])) / len(runs(texts[2]))
    assert pairs(*texts) == [Pair(0, 2, share)] * (share >= ALIKE)


def test_pairs_are_those_of_comparing_all_with_all() -> None:
    """Texts of shared sentences, some of them with a few words changed."""
    chance = random.Random(1)
    sentences = [own(n, 12) for n in range(300)]
    texts = [[word for one in chance.sample(sentences, 20) for word in one] for _ in range(300)]
    for n in range(100, 140):
        at = chance.randrange(200)
        texts[n] = [*texts[n - 100][:at], *own(f"edit-{n}", 8), *texts[n - 100][at + 8 :]]
    sketches = [{*hashes(text)} for text in texts]
    best: dict[int, Pair] = {}
    for second, other in enumerate(sketches):
        for first, one in enumerate(sketches[:second]):
            smallest = sorted(one | other)[:SIZE]
            share = len(one & other & {*smallest}) / len(smallest)
            if share >= ALIKE and (second not in best or share > best[second].share):
                best[second] = Pair(first, second, share)
    assert len(best) > 20
    assert pairs(*texts) == [*best.values()]


def test_every_copy_of_a_text_is_told_beside_the_first() -> None:
    assert pairs(*[own("a", 100)] * 30) == [Pair(0, n, 1.0) for n in range(1, 30)]


def test_every_text_but_for_its_end_a_copy_is_told() -> None:
    texts = [own("a", 100) + own(f"end-{n}", 2) for n in range(30)]
    assert [pair.second for pair in pairs(*texts)] == [*range(1, 30)]


def test_of_several_texts_alike_the_most_alike_is_told() -> None:
    first, second = own("a", 200) + own("x", 20), own("a", 200) + own("y", 20)
    assert [(p.first, p.second) for p in pairs(first, second, second[:-1])] == [(0, 1), (1, 2)]


def test_a_sketch_depends_on_its_own_text_alone() -> None:
    before = hashes(own("a", 50))
    sketch(own("b", 5000))
    assert hashes(own("a", 50)) == before
