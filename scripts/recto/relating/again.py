"""Relates questions again after an edit, doing only what the edit may have changed.

A question is compared again if its profile has changed, if one of its related questions left a list
that it looks into, or if a question closer than its last related one entered such a list.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from msgspec import Struct

from recto.ordered import Array, distinct, positions
from recto.relating import champions
from recto.relating.champions import Lists, lists
from recto.relating.nearest import LEAST, SMALL, Mapper, Relations, nearest, relate
from recto.relating.profiles import TOPICS, Profiles, profiles, topic_columns, weights
from recto.relating.rows import Rows
from recto.relating.scoring import FEW, Scorer, compact, scores

MUCH = 0.1
"""The share of questions above which comparing some is no better than comparing all."""

_NUMBER_BITS = 32
_NUMBER = (1 << _NUMBER_BITS) - 1


def relate_again(
    rows: Rows,
    topics: Rows,
    before: Relations,
    origin: Array,
    executor: Mapper | None = None,
    small: int = SMALL,
) -> Relations:
    """What `relate` would give, bit for bit, from what it gave before.

    `origin` has for each question the place that it had then, or -1 if it or its words are new.
    """
    total = len(rows)
    if min(total, len(before)) <= small:
        return relate(rows, topics, executor, small)
    edit = _edit(rows, topics, before, origin)
    if max(len(edit.fresh), len(edit.gone)) > MUCH * total:
        return relate(rows, topics, executor, small)
    anew = distinct(np.concatenate((edit.fresh, _affected(edit, before))))
    if len(anew) > MUCH * total:
        return relate(rows, topics, executor, small)
    index = lists(champions.entries(edit.known, np.arange(total), edit.known[anew]))
    # For those that are compared again, place -1 takes the last row, which is then overwritten.
    places = np.append(edit.now, np.int32(-1))[before.places[edit.then]]
    scored = before.scores[edit.then]
    places[anew], scored[anew] = nearest(edit.known, index, anew, executor)
    return Relations(places, scored, edit.known.items, edit.known.marks, edit.weights)


class _Edit(Struct, frozen=True, eq=False):
    """What an edit changed. A question whose profile changed counts as a different question."""

    known: Profiles
    """The profiles of the questions that there are now."""
    weights: Array
    then: Array
    """For each question that there is now, its place before, or -1."""
    now: Array
    """int32: for each question that there was before, its place now, or -1."""

    @property
    def fresh(self) -> Array:
        """The places now of questions that were not there before."""
        return np.flatnonzero(self.then < 0)

    @property
    def gone(self) -> Array:
        """The places before of questions that are no longer there."""
        return np.flatnonzero(self.now < 0)


def _edit(rows: Rows, topics: Rows, before: Relations, origin: Array) -> _Edit:
    then = _in_order(origin)
    weighed = weights(rows)
    items, marks = before.items[then], before.marks[then]
    is_changed = weighed != before.weights
    changed = np.flatnonzero(is_changed[rows.numbers]) if is_changed.any() else np.empty(0, np.intp)
    holders = np.searchsorted(rows.ends, changed, side="right") - 1
    topic_items, topic_marks = topic_columns(topics)
    has_moved = then < 0
    has_moved[holders] = True
    has_moved |= (topic_items != items[:, :TOPICS]).any(axis=1)
    has_moved |= (topic_marks != marks[:, :TOPICS]).any(axis=1)
    moved = np.flatnonzero(has_moved)
    own = profiles(rows.take(moved), topics.take(moved), weighed)
    is_other = (own.items != items[moved]).any(axis=1) | (own.marks != marks[moved]).any(axis=1)
    items[moved], marks[moved] = own.items, own.marks
    then[moved[is_other]] = -1
    now = np.full(len(before), -1, np.int32)
    now[then[then >= 0]] = np.flatnonzero(then >= 0)
    return _Edit(Profiles(items, marks), weighed, then, now)


def _in_order(origin: Array) -> Array:
    """The same, with -1 for places that break the order, which decides between equal scores."""
    origin = origin.astype(np.intp)
    rising = origin.copy()
    rising[origin <= np.maximum.accumulate(np.append(-1, origin))[:-1]] = -1
    last = np.iinfo(np.intp).max
    following = np.where(origin < 0, last, origin)[::-1]
    falling = origin.copy()
    falling[origin >= np.minimum.accumulate(np.append(last, following))[:-1][::-1]] = -1
    return max(rising, falling, key=lambda kept: int((kept >= 0).sum()))


def _affected(edit: _Edit, before: Relations) -> Array:
    """The places of questions still there whose related questions may have changed."""
    total = len(edit.known)
    gone, fresh = before.profiles[edit.gone], edit.known[edit.fresh]
    moved = Profiles(*map(np.concatenate, ((gone.items, fresh.items), (gone.marks, fresh.marks))))
    found = np.sort(champions.entries(edit.known, np.arange(total), moved))
    places = champions.places_of(found)
    is_still = edit.then[places] >= 0
    still, lookers = found[is_still], places[is_still]
    stayed = champions.at_places(still, edit.then[lookers])
    now = lists(found)
    then = lists(np.concatenate((stayed, champions.entries(gone, edit.gone))))
    # A question has one number then and now: its place now or, if it is gone, one after all these.
    numbers = np.where(edit.now < 0, total + np.arange(len(edit.now)), edit.now)
    keys = distinct(np.concatenate((now.keys, then.keys)))
    members_now = _members(now, keys, np.arange(total))
    members_then = _members(then, keys, numbers)
    left = members_then[positions(members_now, members_then) < 0]
    entered = members_now[positions(members_then, members_now) < 0]
    begins = np.searchsorted(champions.keys_of(still), keys)
    ends = np.searchsorted(champions.keys_of(still), keys, side="right")
    losing = _losing(edit, before, numbers, *_watched(left, begins, ends, lookers))
    gaining = _gaining(edit, before, *_watched(entered, begins, ends, lookers))
    return np.concatenate((losing, gaining))


def _members(found: Lists, keys: Array, numbers: Array) -> Array:
    """Each list with each question in it: the position of its key in `keys`, and the number."""
    is_there = found.champions >= 0
    at = positions(keys, found.keys) << _NUMBER_BITS
    return distinct((at[:, None] | numbers[found.champions])[is_there])


def _watched(members: Array, begins: Array, ends: Array, lookers: Array) -> tuple[Array, Array]:
    """Each question that entered or left a list with each one that looks into it, pairs once."""
    key, member = members >> _NUMBER_BITS, members & _NUMBER
    lengths = ends[key] - begins[key]
    within = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    looker = lookers[np.repeat(begins[key], lengths) + within]
    pairs = distinct(np.repeat(member, lengths) << _NUMBER_BITS | looker)
    return pairs >> _NUMBER_BITS, pairs & _NUMBER


def _losing(edit: _Edit, before: Relations, numbers: Array, member: Array, looker: Array) -> Array:
    """The lookers that were related to the question which left."""
    own = before.places[edit.then[looker]]
    is_lost = (own >= 0) & (numbers[own] == member[:, None])
    losing: Array = looker[is_lost.any(axis=1)]
    return losing


def _gaining(edit: _Edit, before: Relations, member: Array, looker: Array) -> Array:
    """The lookers that are closer to the question which entered than to their last related one."""
    bounds = np.flatnonzero(np.diff(member, prepend=-1, append=-1))
    scorer = Scorer(compact(edit.known) if len(bounds) > FEW else edit.known)
    totals = np.zeros(len(member), np.float32)
    for begin, end in pairwise(bounds):
        totals[begin:end] = scorer.totals(member[begin], looker[begin:end])
    score = scores(totals)
    then = edit.then[looker]
    last, last_place = before.scores[then, -1], edit.now[before.places[then, -1]]
    is_closer = (score > last) | ((score == last) & (member < last_place))
    gaining: Array = looker[is_closer & (score >= LEAST) & (member != looker)]
    return gaining
