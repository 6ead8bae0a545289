"""Relating questions from arrays: what each contributes, and what an edit leaves as it was."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import starmap

import numpy as np
import pytest
from msgspec.structs import asdict

from recto.model import Part
from recto.ordered import Array
from recto.relating import SMALL, Relations, Rows, Terms, again, relate, relate_again, terms
from recto.relating.rows import BITS
from recto.words import wording
from tests.banks import closest, parts

TOPICS = 12


class Questions:
    """Questions that say stems at random, the rarer the higher their number."""

    def __init__(self, seed: int, stems: int) -> None:
        self.chance = np.random.default_rng(seed)
        self.stems = stems

    def terms(self) -> Terms:
        said = self.chance.zipf(1.3, 60) % self.stems
        numbers, counts = np.unique(said, return_counts=True)
        return Terms.of(numbers, counts)

    def topics(self) -> Terms:
        count = int(self.chance.integers(4))
        numbers = self.chance.choice(TOPICS, count, replace=False)
        return Terms.of(numbers, np.ones(count))


class State:
    """A bank of such questions, and how they come by edits from those before."""

    def __init__(self, questions: Questions, size: int) -> None:
        self.questions = questions
        self._rows = [questions.terms() for _ in range(size)]
        self._topics = [questions.topics() for _ in range(size)]
        self.origin = np.arange(size)

    @property
    def rows(self) -> Rows:
        return Rows.of(self._rows)

    @property
    def topics(self) -> Rows:
        return Rows.of(self._topics)

    def edit(self, kind: str) -> None:
        """Make the edit at a random place."""
        places = np.arange(len(self._rows))
        at = int(self.questions.chance.integers(len(places)))
        if kind == "change":
            places[at] = -1
        elif kind == "add":
            places = np.insert(places, at, -1)
        elif kind == "drop":
            places = np.delete(places, at)
        elif kind == "move":
            places = np.append(np.delete(places, at), at)
        elif kind == "move back":
            places = np.insert(np.delete(places, at), 0, at)
        if kind == "topics":
            self._topics[at] = self.questions.topics()
        fresh = self.questions.topics(), self.questions.terms()
        self._topics = [self._topics[place] if place >= 0 else fresh[0] for place in places]
        self._rows = [self._rows[place] if place >= 0 else fresh[1] for place in places]
        self.origin = np.where(places < 0, -1, self.origin[places])


EDITS = ("change", "add", "drop", "move", "move back", "topics")


def arrays(relations: Relations) -> dict[str, tuple[str, Sequence[int]]]:
    """The arrays by name, to be compared bit for bit."""
    return {name: (array.dtype.str, array.tolist()) for name, array in asdict(relations).items()}


@pytest.mark.parametrize("kind", EDITS)
@pytest.mark.parametrize("stems", [150, 3_000])
def test_an_edit_gives_what_all_anew_gives_without_comparing_all(
    kind: str, stems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(again, "MUCH", 2)
    state = State(Questions(1, stems), 300)
    before = relate(state.rows, state.topics, small=16)
    state.edit(kind)
    expected = relate(state.rows, state.topics, small=16)
    monkeypatch.delattr(again, "relate")
    found = relate_again(state.rows, state.topics, before, state.origin, small=16)
    assert arrays(found) == arrays(expected)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(("size", "stems"), [(14, 40), (30, 40), (260, 90), (260, 2_000)])
def test_edits_upon_edits_give_what_all_anew_gives(
    seed: int, size: int, stems: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several at a time, in banks around the size up to which all pairs are compared."""
    monkeypatch.setattr(again, "MUCH", 2)
    questions = Questions(seed, stems)
    state = State(questions, size)
    known = relate(state.rows, state.topics, small=16)
    for _ in range(8):
        state.origin = np.arange(len(state.rows))
        for kind in questions.chance.choice(EDITS, int(questions.chance.integers(4))):
            state.edit(kind)
        known = relate_again(state.rows, state.topics, known, state.origin, small=16)
        assert arrays(known) == arrays(relate(state.rows, state.topics, small=16))


def test_a_bank_that_is_mostly_another_is_related_anew() -> None:
    one, other = State(Questions(1, 500), 100), State(Questions(2, 500), 120)
    before = relate(one.rows, one.topics, small=16)
    origin = np.full(120, -1)
    found = relate_again(other.rows, other.topics, before, origin, small=16)
    assert arrays(found) == arrays(relate(other.rows, other.topics, small=16))


def test_relations_go_by_an_executor_as_without() -> None:
    state = State(Questions(1, 2_000), SMALL + 600)
    with ThreadPoolExecutor(2) as executor:
        found = relate(state.rows, state.topics, executor)
    assert arrays(found) == arrays(relate(state.rows, state.topics))


def test_most_of_the_closest_are_found_without_comparing_all() -> None:
    state = State(Questions(1, 3_000), 1_500)
    exact = relate(state.rows, state.topics, small=1_500)
    found = relate(state.rows, state.topics, small=SMALL)
    best = exact.scores[:, :5]
    least = np.where(best > 0, best, 1_000).min(axis=1, keepdims=True)
    reached = (found.scores[:, :5] >= least) & (best > 0)
    assert reached.sum() > 0.9 * (best > 0).sum()


@pytest.mark.parametrize("small", [0, 1_000])
def test_scores_are_those_of_both_sides_and_fall(small: int) -> None:
    state = State(Questions(3, 400), 200)
    found = relate(state.rows, state.topics, small=small)
    of_pair = {(n, other): score for n in range(len(found)) for other, score in closest(found, n)}
    both = {pair for pair in of_pair if pair[::-1] in of_pair}
    assert both
    assert all(of_pair[pair] == of_pair[pair[::-1]] for pair in both)
    assert all(n != other for n, other in of_pair)
    assert (np.diff(found.scores.astype(int), axis=1) <= 0).all()


def test_terms_count_what_title_and_instruction_say_more() -> None:
    found = row(Rows.of([terms(parts("caches cache", "cache queue", "the queues 12"))]), 0)
    numbers, counts = zip(*found, strict=True)
    assert [*numbers] == sorted({*numbers})
    assert numbers[-1] < 1 << BITS
    assert sorted(counts) == [3, 7]


def test_terms_of_nothing_are_none() -> None:
    assert listed(Rows.of([terms({Part.TITLE: wording("the 12")})])) == [[]]


def test_terms_are_small_to_send_to_another_process() -> None:
    found = terms(parts("title", " ".join(f"word{n}" for n in range(250))))
    assert len(pickle.dumps(found)) < 3_000


def row(rows: Rows, place: int) -> list[tuple[int, float]]:
    own = slice(int(rows.ends[place]), int(rows.ends[place + 1]))
    return [*zip(rows.numbers[own].tolist(), rows.values[own].tolist(), strict=True)]


def listed(rows: Rows) -> list[list[tuple[int, float]]]:
    return [row(rows, place) for place in range(len(rows))]


@pytest.mark.parametrize("places", [[0, 1, 2, 3], [3, 2, 1, 0], [], [2, 2], [1], [0, 3]])
def test_rows_are_taken_by_their_places(places: list[int]) -> None:
    rows = Rows.of(starmap(Terms.of, [([1, 2], [1, 2]), ([], []), ([3], [1]), ([1], [0.5])]))
    found = rows.take(np.array(places, np.int64))
    assert listed(found) == [listed(rows)[place] for place in places]
    assert [array.dtype for array in (found.ends, found.numbers, found.values)] == [
        np.int64,
        np.uint32,
        np.float32,
    ]


def test_rows_of_nothing_relate_nothing() -> None:
    nothing: Array = relate(Rows.of(()), Rows.of(())).places
    assert nothing.shape[0] == 0
