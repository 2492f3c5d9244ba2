# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An appointment: the promise of a time, and what may become of it."""

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from aufruf.domain.catalogue import OfficeRules
from aufruf.domain.errors import AlreadyCheckedIn, HoldExpired, TooEarly, TooLate, WrongState

HOLD_AT_MOST = dt.timedelta(hours=2)  # however often a hold is extended


class AppointmentState(StrEnum):
    """What has become of a promise."""

    HELD = "held"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    LAPSED = "lapsed"
    CANCELLED_BY_CITIZEN = "cancelled_by_citizen"
    CANCELLED_BY_OFFICE = "cancelled_by_office"
    MISSED = "missed"


S = AppointmentState
CANCELLED = frozenset({S.CANCELLED_BY_CITIZEN, S.CANCELLED_BY_OFFICE})
MOVES: Mapping[AppointmentState, AbstractSet[AppointmentState]] = {
    S.HELD: {S.CONFIRMED, S.LAPSED, *CANCELLED},
    S.CONFIRMED: {S.CHECKED_IN, S.MISSED, *CANCELLED},
    S.CHECKED_IN: set(),
    S.LAPSED: set(),
    S.CANCELLED_BY_CITIZEN: set(),
    S.CANCELLED_BY_OFFICE: set(),
    S.MISSED: set(),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Appointment:
    """A time for somebody's services. Who it is, is kept elsewhere and deleted earlier."""

    id: str
    office: str
    date: dt.date  # of the start, on the office's wall
    state: AppointmentState
    start: dt.datetime
    minutes: int
    occupied_minutes: int
    services: tuple[tuple[str, int], ...]
    witness: str | None = None  # a staff member who could serve it: the proof that somebody can
    booking_code: str
    created_at: dt.datetime
    hold_expires_at: dt.datetime | None = None
    generation: int = 0  # of its token
    sequence: int = 0  # rises with each change, for calendars
    language: str = "de"
    channel: str = "public"

    @property
    def end(self) -> dt.datetime:
        """When it is over: start + Σ quantity × duration."""
        return self.start + dt.timedelta(minutes=self.minutes)

    def seen_at(self, now: dt.datetime) -> "Appointment":
        """The appointment as it truly is now: a hold lapses at its second, whoever looks."""
        if self.state is S.HELD and self.hold_expires_at is not None and self.hold_expires_at <= now:
            return replace(self, state=S.LAPSED)
        return self


def as_of(appointment: Appointment, *, now: dt.datetime, rules: OfficeRules) -> Appointment:
    """As it truly is now, by the office's rules: missed from the moment on at which check-in is over."""
    seen = appointment.seen_at(now)
    return replace(seen, state=S.MISSED) if is_missed(seen, now=now, rules=rules) else seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """Whose appointment it is: the personal part, deleted earlier than the rest."""

    name: str | None
    email: str | None = None
    phone: str | None = None
    notes: str | None = None


def takes_capacity(appointment: Appointment, *, now: dt.datetime) -> bool:
    """Whether somebody must be kept free for it."""
    return appointment.seen_at(now).state in (S.HELD, S.CONFIRMED, S.CHECKED_IN)


def move(appointment: Appointment, to: AppointmentState, **changes: Any) -> Appointment:
    """Bring an appointment into another state, or raise WrongState and change nothing."""
    if to not in MOVES[appointment.state]:
        raise WrongState(state=appointment.state)
    return replace(appointment, state=to, sequence=appointment.sequence + 1, **changes)


def confirm(appointment: Appointment, *, now: dt.datetime) -> Appointment:
    """Make a hold a promise. Raises HoldExpired after its second."""
    if appointment.seen_at(now).state is S.LAPSED:
        raise HoldExpired
    return move(appointment, S.CONFIRMED, hold_expires_at=None)


def extend(appointment: Appointment, *, now: dt.datetime, rules: OfficeRules) -> Appointment:
    """Keep a hold for another full length from now, two hours in all at most."""
    if appointment.seen_at(now).state is S.LAPSED:
        raise HoldExpired
    if appointment.state is not S.HELD:
        raise WrongState(state=appointment.state)
    wanted = now + dt.timedelta(minutes=rules.hold_minutes)
    latest = appointment.created_at + HOLD_AT_MOST
    return replace(appointment, hold_expires_at=max(appointment.hold_expires_at or now, min(wanted, latest)))


def cancel(appointment: Appointment, *, now: dt.datetime, by_office: bool = False) -> Appointment:
    """Give the time back."""
    if appointment.seen_at(now).state is S.LAPSED:
        raise HoldExpired
    state = S.CANCELLED_BY_OFFICE if by_office else S.CANCELLED_BY_CITIZEN
    return move(appointment, state, hold_expires_at=None)


def may_move(appointment: Appointment, *, now: dt.datetime) -> None:
    """Raise unless another time may be chosen for it."""
    seen = appointment.seen_at(now)
    if seen.state is S.LAPSED:
        raise HoldExpired
    if seen.state not in (S.HELD, S.CONFIRMED):
        raise WrongState(state=seen.state)


def check_in(appointment: Appointment, *, now: dt.datetime, rules: OfficeRules) -> Appointment:
    """The person is here: from 30 min before until 60 min late.

    Within the grace it counts as on time, after it the call order treats it as a walk-in.
    """
    seen = appointment.seen_at(now)
    if seen.state is S.CHECKED_IN:
        raise AlreadyCheckedIn
    if seen.state is S.MISSED:
        raise TooLate
    if seen.state is not S.CONFIRMED:
        raise WrongState(state=seen.state)
    if now < seen.start - dt.timedelta(minutes=rules.check_in_early_minutes):
        raise TooEarly
    if now > seen.start + dt.timedelta(minutes=rules.walk_in_late_minutes):
        raise TooLate
    return move(seen, S.CHECKED_IN)


def check_in_of_then(appointment: Appointment, *, then: dt.datetime, rules: OfficeRules) -> Appointment:
    """The person was here then, and we hear of it only now: what was taken for missed meanwhile was kept."""
    believed_missed = appointment.state is S.MISSED
    as_it_was = replace(appointment, state=S.CONFIRMED) if believed_missed else appointment
    return check_in(as_it_was, now=then, rules=rules)


def is_missed(appointment: Appointment, *, now: dt.datetime, rules: OfficeRules) -> bool:
    """Whether a promise was kept by the office and not by the citizen."""
    late = dt.timedelta(minutes=rules.walk_in_late_minutes)
    return appointment.state is S.CONFIRMED and now > appointment.start + late
