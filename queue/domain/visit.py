# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A visit: one person's way through the office, from ticket to farewell."""

import datetime as dt
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from aufruf.domain.errors import WrongState

RETURN_AFTER = dt.timedelta(minutes=5)  # somebody who missed a call waits again after this
RETURNS_AT_MOST = 2
UNDO_WITHIN = dt.timedelta(seconds=30)


class VisitState(StrEnum):
    """Where somebody is on their way."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    FINISHED = "finished"
    MISSED = "missed"
    PARKED = "parked"
    LEFT = "left"
    TRANSFERRED = "transferred"
    CANCELLED_BY_OFFICE = "cancelled_by_office"


S = VisitState
MOVES: Mapping[VisitState, AbstractSet[VisitState]] = {
    S.WAITING: {S.CALLED, S.PARKED, S.LEFT, S.CANCELLED_BY_OFFICE, S.WAITING, S.TRANSFERRED},
    S.CALLED: {S.SERVING, S.MISSED, S.PARKED, S.WAITING, S.TRANSFERRED},
    S.SERVING: {S.FINISHED, S.PARKED, S.WAITING, S.TRANSFERRED},
    S.PARKED: {S.WAITING, S.LEFT, S.CANCELLED_BY_OFFICE},
    S.MISSED: {S.CALLED, S.WAITING, S.LEFT, S.CANCELLED_BY_OFFICE},
    S.FINISHED: set(),
    S.LEFT: set(),
    S.TRANSFERRED: set(),
    S.CANCELLED_BY_OFFICE: set(),
}
AT_COUNTER = frozenset({S.CALLED, S.SERVING})
HERE = frozenset({S.WAITING, S.CALLED, S.SERVING, S.PARKED, S.MISSED})  # not yet gone


class VisitKey(NamedTuple):
    """Where a visit is found: by its office-day, which never changes."""

    office: str
    date: dt.date
    visit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One person's presence. The number is what it shows outside."""

    id: str
    office: str
    date: dt.date
    group: str
    ordinal: int
    state: VisitState = VisitState.WAITING
    services: tuple[tuple[str, int], ...]  # at the station where it is or waits
    then: tuple[tuple[str, int], ...] = ()  # at the station after this one
    arrived_at: dt.datetime
    known_at: dt.datetime
    channel: str = "kiosk"
    appointment: str | None = None
    booked_at: dt.datetime | None = None
    priority: bool = False
    counter: str | None = None  # where it was last called to
    for_counter: str | None = None  # transferred to this very counter
    not_before: dt.datetime | None = None  # not called before, but by number
    called_at: dt.datetime | None = None  # of the last call or recall
    serving_at: dt.datetime | None = None
    ended_at: dt.datetime | None = None  # of the last miss, finish or other end
    times_missed: int = 0
    generation: int = 0  # of its token
    language: str = "de"
    continues: tuple[str, str] | None = None  # (office, visit): transferred, or back after being sent home
    instead: str | None = None  # the appointment given to somebody whom the office had to send home
    told: tuple[int, int, int] | None = None  # minutes told with the ticket: low, likely, high
    promised_at: dt.datetime | None = None  # the likely time of the call as first told; never changes

    @property
    def key(self) -> VisitKey:
        """Where it is found."""
        return VisitKey(self.office, self.date, self.id)

    @property
    def number(self) -> str:
        """The ticket number: A001 … A999, A1000."""
        return ticket_number(self.group, self.ordinal)

    @property
    def service_ids(self) -> frozenset[str]:
        """What must be in somebody's skills to serve this visit."""
        return frozenset(service for service, _ in self.services)


def ticket_number(group: str, ordinal: int) -> str:
    """What stands on a ticket: the letters of the series and the running number of the day."""
    return f"{group}{ordinal:03d}"


def move(visit: Visit, to: VisitState, **changes: Any) -> Visit:
    """Bring a visit into another state, or raise WrongState and change nothing."""
    if to not in MOVES[visit.state]:
        raise WrongState(state=visit.state)
    return replace(visit, state=to, **changes)


def call(visit: Visit, *, counter: str, now: dt.datetime) -> Visit:
    """Ask a waiting or missed visit to a counter."""
    return move(visit, S.CALLED, counter=counter, for_counter=None, not_before=None, called_at=now)


def recall(visit: Visit, *, now: dt.datetime) -> Visit:
    """Say a call once more."""
    if visit.state is not S.CALLED:
        raise WrongState(state=visit.state)
    return replace(visit, called_at=now)


def serve(visit: Visit, *, now: dt.datetime) -> Visit:
    """The person has come."""
    return move(visit, S.SERVING, serving_at=now)


def finish(visit: Visit, *, now: dt.datetime, services: tuple[tuple[str, int], ...] | None = None) -> Visit:
    """The person is done, with the services really done."""
    return move(visit, S.FINISHED, ended_at=now, services=services or visit.services)


def miss(visit: Visit, *, now: dt.datetime) -> Visit:
    """The person did not come. They wait again after five minutes, twice at most."""
    times = visit.times_missed + 1
    return move(visit, S.MISSED, ended_at=now, times_missed=times)


def returns_at(visit: Visit) -> dt.datetime | None:
    """When a missed visit waits again by itself; None if it does not."""
    if visit.state is not S.MISSED or visit.ended_at is None or visit.times_missed > RETURNS_AT_MOST:
        return None
    return visit.ended_at + RETURN_AFTER


def seen_at(visit: Visit, *, now: dt.datetime) -> Visit:
    """A visit as it truly is now: whoever missed a call waits again after five minutes, whoever looks."""
    moment = returns_at(visit)
    return wait_again(visit) if moment is not None and moment <= now else visit


def wait_again(visit: Visit) -> Visit:
    """Somebody who missed a call is back in the queue, where their arrival puts them."""
    if visit.state is not S.MISSED:
        raise WrongState(state=visit.state)
    return move(visit, S.WAITING, ended_at=None)


def park(visit: Visit) -> Visit:
    """Set somebody aside, for instance to fill in a form."""
    return move(visit, S.PARKED)


def resume(visit: Visit) -> Visit:
    """Somebody who was set aside is back in the queue, where their arrival puts them."""
    if visit.state is not S.PARKED:
        raise WrongState(state=visit.state)
    return move(visit, S.WAITING)


def leave(visit: Visit, *, now: dt.datetime) -> Visit:
    """The person does not want to wait any longer, or is gone."""
    return move(visit, S.LEFT, ended_at=now)


def cancel(visit: Visit, *, now: dt.datetime) -> Visit:
    """The office sends somebody home."""
    return move(visit, S.CANCELLED_BY_OFFICE, ended_at=now)


def prioritise(visit: Visit, *, priority: bool) -> Visit:
    """Give somebody priority who is not at a counter, or take it back."""
    if visit.state not in (S.WAITING, S.PARKED, S.MISSED):
        raise WrongState(state=visit.state)
    return replace(visit, priority=priority)


def delay(visit: Visit, *, until: dt.datetime) -> Visit:
    """The person says that they need a moment: not called before."""
    if visit.state is not S.WAITING:
        raise WrongState(state=visit.state)
    return move(visit, S.WAITING, not_before=until)


def transfer(
    visit: Visit,
    *,
    for_counter: str | None,
    services: tuple[tuple[str, int], ...] | None = None,
    then: tuple[tuple[str, int], ...] | None = None,
) -> Visit:
    """Send somebody on within the office; arrival, and so the place in the queue, stays."""
    if visit.state not in (S.WAITING, S.CALLED, S.SERVING):
        raise WrongState(state=visit.state)
    services = services or visit.services
    return move(
        visit,
        S.WAITING,
        for_counter=for_counter,
        services=services,
        then=visit.then if then is None else then,
    )


def transfer_away(visit: Visit, *, now: dt.datetime, continues: tuple[str, str]) -> Visit:
    """End a visit here because it goes on in another office."""
    return move(visit, S.TRANSFERRED, ended_at=now, continues=continues)


def undo(visit: Visit, *, now: dt.datetime) -> Visit:
    """Take back a miss or a finish of the last 30 seconds."""
    before = {S.MISSED: S.CALLED, S.FINISHED: S.SERVING}.get(visit.state)
    if before is None or visit.ended_at is None or now - visit.ended_at > UNDO_WITHIN:
        raise WrongState(state=visit.state)
    missed = visit.times_missed - (visit.state is S.MISSED)
    return replace(visit, state=before, ended_at=None, times_missed=missed)
