# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may become of a visit, and what may not: every state with every move."""

import datetime as dt
from collections.abc import Callable, Mapping
from itertools import product

import pytest

from aufruf.domain import visit as moves
from aufruf.domain.errors import WrongState
from aufruf.domain.visit import Visit, VisitState
from tests import builders
from tests.builders import at

S = VisitState
NOW = at("10:00")
Move = Callable[[Visit], Visit]
MOVES: Mapping[str, Move] = {
    "call": lambda v: moves.call(v, counter="2", now=NOW),
    "recall": lambda v: moves.recall(v, now=NOW),
    "serve": lambda v: moves.serve(v, now=NOW),
    "finish": lambda v: moves.finish(v, now=NOW),
    "miss": lambda v: moves.miss(v, now=NOW),
    "wait again": moves.wait_again,
    "park": moves.park,
    "resume": moves.resume,
    "leave": lambda v: moves.leave(v, now=NOW),
    "cancel": lambda v: moves.cancel(v, now=NOW),
    "delay": lambda v: moves.delay(v, until=at("10:10")),
    "transfer": lambda v: moves.transfer(v, for_counter="2"),
    "transfer away": lambda v: moves.transfer_away(v, now=NOW, continues=("nord", "other")),
    "undo": lambda v: moves.undo(v, now=NOW),
}
ALLOWED: Mapping[tuple[VisitState, str], VisitState] = {
    (S.WAITING, "call"): S.CALLED,
    (S.WAITING, "park"): S.PARKED,
    (S.WAITING, "leave"): S.LEFT,
    (S.WAITING, "cancel"): S.CANCELLED_BY_OFFICE,
    (S.WAITING, "delay"): S.WAITING,
    (S.WAITING, "transfer"): S.WAITING,
    (S.WAITING, "transfer away"): S.TRANSFERRED,
    (S.CALLED, "recall"): S.CALLED,
    (S.CALLED, "serve"): S.SERVING,
    (S.CALLED, "miss"): S.MISSED,
    (S.CALLED, "park"): S.PARKED,
    (S.CALLED, "transfer"): S.WAITING,
    (S.CALLED, "transfer away"): S.TRANSFERRED,
    (S.SERVING, "finish"): S.FINISHED,
    (S.SERVING, "park"): S.PARKED,
    (S.SERVING, "transfer"): S.WAITING,
    (S.SERVING, "transfer away"): S.TRANSFERRED,
    (S.PARKED, "resume"): S.WAITING,
    (S.PARKED, "leave"): S.LEFT,
    (S.PARKED, "cancel"): S.CANCELLED_BY_OFFICE,
    (S.MISSED, "call"): S.CALLED,
    (S.MISSED, "wait again"): S.WAITING,
    (S.MISSED, "leave"): S.LEFT,
    (S.MISSED, "cancel"): S.CANCELLED_BY_OFFICE,
    (S.MISSED, "undo"): S.CALLED,
    (S.FINISHED, "undo"): S.SERVING,
}


def somebody(state: VisitState) -> Visit:
    """A visit in this state, ended a moment ago if it has ended."""
    missed = int(state is S.MISSED)
    return builders.visit(state=state, ended_at=NOW - dt.timedelta(seconds=10), times_missed=missed)


@pytest.mark.parametrize(("state", "move"), list(product(S, MOVES)))
def test_every_move_is_allowed_from_these_states_and_no_other(state: VisitState, move: str) -> None:
    before = somebody(state)
    if (state, move) in ALLOWED:
        assert MOVES[move](before).state is ALLOWED[state, move]
        return
    with pytest.raises(WrongState) as refusal:
        MOVES[move](before)
    assert refusal.value.facts == {"state": state}


@pytest.mark.parametrize(("state", "move"), list(ALLOWED))
def test_no_move_changes_who_came_when_and_for_what_number(state: VisitState, move: str) -> None:
    before = somebody(state)
    after = MOVES[move](before)
    assert (after.id, after.number, after.arrived_at, after.booked_at, after.priority) == (
        before.id,
        before.number,
        before.arrived_at,
        before.booked_at,
        before.priority,
    )


def test_numbers_have_three_digits_and_grow_beyond() -> None:
    assert [moves.ticket_number("A", n) for n in (1, 42, 999, 1000)] == ["A001", "A042", "A999", "A1000"]


def test_a_call_forgets_the_wish_for_a_counter_and_for_a_moment() -> None:
    called = moves.call(builders.visit(for_counter="1", not_before=at("10:30")), counter="2", now=NOW)
    assert (called.for_counter, called.not_before, called.called_at) == (None, None, NOW)


def test_what_was_really_done_replaces_what_was_wanted() -> None:
    done = moves.finish(builders.visit(state=S.SERVING), now=NOW, services=(("pass", 2),))
    assert done.services == (("pass", 2),)
    assert moves.finish(builders.visit(state=S.SERVING), now=NOW).services == (("ausweis", 1),)


def test_somebody_missed_waits_again_after_five_minutes_twice_at_most() -> None:
    missed = moves.miss(builders.visit(state=S.CALLED), now=NOW)
    assert moves.returns_at(missed) == at("10:05")
    twice = moves.miss(builders.visit(state=S.CALLED, times_missed=1), now=NOW)
    assert moves.returns_at(twice) == at("10:05")
    thrice = moves.miss(builders.visit(state=S.CALLED, times_missed=2), now=NOW)
    assert moves.returns_at(thrice) is None


def test_a_visit_that_was_not_missed_does_not_return() -> None:
    assert moves.returns_at(builders.visit()) is None


@pytest.mark.parametrize("state", [S.MISSED, S.FINISHED])
def test_undo_is_possible_for_thirty_seconds(state: VisitState) -> None:
    ended = builders.visit(state=state, ended_at=NOW, times_missed=1)
    assert moves.undo(ended, now=NOW + dt.timedelta(seconds=30)).ended_at is None
    with pytest.raises(WrongState):
        moves.undo(ended, now=NOW + dt.timedelta(seconds=31))


def test_a_miss_taken_back_does_not_count() -> None:
    missed = moves.miss(builders.visit(state=S.CALLED, times_missed=1), now=NOW)
    assert moves.undo(missed, now=NOW).times_missed == 1
    finished = builders.visit(state=S.FINISHED, ended_at=NOW, times_missed=1)
    assert moves.undo(finished, now=NOW).times_missed == 1
