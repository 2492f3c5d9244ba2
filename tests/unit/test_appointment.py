# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may become of an appointment: every state with every move."""

import datetime as dt
from collections.abc import Callable

import pytest

from aufruf.domain import appointment as rules
from aufruf.domain.appointment import Appointment, AppointmentState, takes_capacity
from aufruf.domain.catalogue import OfficeRules
from aufruf.domain.errors import (
    AlreadyCheckedIn,
    AufrufError,
    HoldExpired,
    TooEarly,
    TooLate,
    WrongState,
)
from tests.builders import appointment, at

S = AppointmentState
OFFICE = OfficeRules()
NOW = at("09:25")  # for 09:30, so that check-in is open
EXPIRES = at("09:40")


def in_state(state: AppointmentState) -> Appointment:
    return appointment(state=state, hold_expires_at=EXPIRES if state is S.HELD else None)


def confirm(one: Appointment, now: dt.datetime) -> Appointment:
    return rules.confirm(one, now=now)


def extend(one: Appointment, now: dt.datetime) -> Appointment:
    return rules.extend(one, now=now, rules=OFFICE)


def cancel(one: Appointment, now: dt.datetime) -> Appointment:
    return rules.cancel(one, now=now)


def cancel_by_office(one: Appointment, now: dt.datetime) -> Appointment:
    return rules.cancel(one, now=now, by_office=True)


def check_in(one: Appointment, now: dt.datetime) -> Appointment:
    return rules.check_in(one, now=now, rules=OFFICE)


def may_move(one: Appointment, now: dt.datetime) -> Appointment:
    rules.may_move(one, now=now)
    return one


Move = Callable[[Appointment, dt.datetime], Appointment]
Outcome = AppointmentState | type[AufrufError]
W = WrongState
#          held, confirmed, checked_in, lapsed, cancelled_by_citizen, cancelled_by_office, missed
TABLE: dict[Move, tuple[Outcome, ...]] = {
    confirm: (S.CONFIRMED, W, W, HoldExpired, W, W, W),
    extend: (S.HELD, W, W, HoldExpired, W, W, W),
    cancel: (S.CANCELLED_BY_CITIZEN, S.CANCELLED_BY_CITIZEN, W, HoldExpired, W, W, W),
    cancel_by_office: (S.CANCELLED_BY_OFFICE, S.CANCELLED_BY_OFFICE, W, HoldExpired, W, W, W),
    check_in: (W, S.CHECKED_IN, AlreadyCheckedIn, W, W, W, TooLate),
    may_move: (S.HELD, S.CONFIRMED, W, HoldExpired, W, W, W),
}
CASES = [
    pytest.param(move, state, outcome, id=f"{move.__name__} {state}")
    for move, row in TABLE.items()
    for state, outcome in zip(S, row, strict=True)
]


@pytest.mark.parametrize(("move", "state", "outcome"), CASES)
def test_every_state_with_every_move(move: Move, state: AppointmentState, outcome: Outcome) -> None:
    before = in_state(state)
    if isinstance(outcome, AppointmentState):
        assert move(before, NOW).state is outcome
    else:
        with pytest.raises(outcome) as caught:
            move(before, NOW)
        if outcome is WrongState:
            assert caught.value.facts["state"] == state


@pytest.mark.parametrize("state", [S.LAPSED, S.MISSED])
def test_only_the_clock_lets_a_hold_lapse_and_a_promise_be_missed(state: AppointmentState) -> None:
    from_state = {S.LAPSED: S.HELD, S.MISSED: S.CONFIRMED}[state]
    assert {one for one in S if state in rules.MOVES[one]} == {from_state}


@pytest.mark.parametrize("move", [confirm, extend, cancel, cancel_by_office, may_move])
def test_a_hold_lapses_at_its_second_though_no_job_ran(move: Move) -> None:
    held = in_state(S.HELD)
    a_moment = dt.timedelta(microseconds=1)
    assert held.seen_at(EXPIRES - a_moment).state is S.HELD
    assert held.seen_at(EXPIRES).state is S.LAPSED
    move(held, EXPIRES - a_moment)
    with pytest.raises(HoldExpired):
        move(held, EXPIRES)


def test_a_confirmed_appointment_never_lapses() -> None:
    assert confirm(in_state(S.HELD), NOW).seen_at(EXPIRES + dt.timedelta(days=1)).state is S.CONFIRMED


def test_what_is_held_confirmed_or_checked_in_keeps_somebody_free_and_nothing_else() -> None:
    taking = {state for state in S if takes_capacity(in_state(state), now=NOW)}
    assert taking == {S.HELD, S.CONFIRMED, S.CHECKED_IN}


def test_a_hold_that_has_lapsed_keeps_nobody_free() -> None:
    assert not takes_capacity(in_state(S.HELD), now=EXPIRES)


def test_an_extension_counts_from_now() -> None:
    assert extend(in_state(S.HELD), NOW).hold_expires_at == NOW + dt.timedelta(minutes=20)


def test_however_often_a_hold_is_extended_it_ends_two_hours_after_it_began() -> None:
    held = in_state(S.HELD)
    for _ in range(10):
        assert held.hold_expires_at is not None
        held = extend(held, held.hold_expires_at - dt.timedelta(seconds=1))
    assert held.hold_expires_at == held.created_at + dt.timedelta(hours=2)


def test_an_extension_never_shortens_a_hold() -> None:
    long = appointment(state=S.HELD, hold_expires_at=at("12:00"))
    assert extend(long, NOW).hold_expires_at == at("12:00")


@pytest.mark.parametrize("move", [confirm, cancel, cancel_by_office])
def test_calendars_see_that_something_has_changed(move: Move) -> None:
    assert move(in_state(S.HELD), NOW).sequence == in_state(S.HELD).sequence + 1


@pytest.mark.parametrize(
    ("now", "outcome"),
    [
        ("08:59", TooEarly),
        ("09:00", S.CHECKED_IN),
        ("09:30", S.CHECKED_IN),
        ("09:41", S.CHECKED_IN),  # later than the grace: as a walk-in
        ("10:30", S.CHECKED_IN),
        ("10:31", TooLate),
    ],
)
def test_check_in_opens_half_an_hour_before_and_ends_an_hour_after(now: str, outcome: Outcome) -> None:
    if isinstance(outcome, AppointmentState):
        assert check_in(in_state(S.CONFIRMED), at(now)).state is outcome
    else:
        with pytest.raises(outcome):
            check_in(in_state(S.CONFIRMED), at(now))


def test_a_promise_is_missed_once_nobody_may_check_in_any_more() -> None:
    promised = in_state(S.CONFIRMED)
    assert not rules.is_missed(promised, now=at("10:30"), rules=OFFICE)
    assert rules.is_missed(promised, now=at("10:31"), rules=OFFICE)
    assert not rules.is_missed(in_state(S.CHECKED_IN), now=at("12:00"), rules=OFFICE)
