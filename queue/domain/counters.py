# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A counter and whoever sits at it: one counter for a person, one person for a counter."""

import datetime as dt
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from aufruf.domain.catalogue import Counter, CounterKind, Office, Resource
from aufruf.domain.errors import CounterBusy, CounterClosed, CounterTaken, NotFound, WrongState
from aufruf.domain.visit import AT_COUNTER, Visit, VisitState


class CounterState(StrEnum):
    """What goes on at a counter."""

    CLOSED = "closed"
    FREE = "free"
    CALLING = "calling"
    SERVING = "serving"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Somebody sits at a counter. `staff` is the linked staff member, whose skills count.

    At a self-service terminal it is the machine: then `device` is its id, and `user` is empty.
    """

    counter: str
    user: str
    device: str | None = None
    staff: str | None = None
    paused: bool = False
    name: str = ""
    opened_at: dt.datetime | None = None
    paused_at: dt.datetime | None = None


def counter_in(office: Office, counter: str) -> Counter:
    """A counter of an office. Raises NotFound."""
    found = next((each for each in office.counters if each.id == counter), None)
    if found is None:
        raise NotFound
    return found


def own_seat(seat: Seat | None, *, user: str) -> Seat:
    """The seat, if it is this person's. Raises CounterClosed or CounterTaken."""
    if seat is None:
        raise CounterClosed
    if seat.user != user:
        raise CounterTaken
    return seat


def visit_at(visits: Iterable[Visit], counter: str) -> Visit | None:
    """Whoever is called to a counter or served there."""
    return next((v for v in visits if v.counter == counter and v.state in AT_COUNTER), None)


def ready_seat(seat: Seat | None, visits: Iterable[Visit], *, user: str) -> Seat:
    """The person's own seat if somebody may be called to it now.

    Raises CounterClosed, CounterTaken, CounterBusy, or WrongState when it is paused.
    """
    mine = own_seat(seat, user=user)
    if visit_at(visits, mine.counter) is not None:
        raise CounterBusy
    if mine.paused:
        raise WrongState(state=CounterState.PAUSED)
    return mine


def skills_of(office: Office, seat: Seat) -> AbstractSet[str] | None:
    """What may be served at a seat; None means all, also where no staff member is linked.

    What belongs to terminals is served there and nowhere else, by anybody who can use them.
    """
    own = for_terminals(office)
    if seat.counter in terminals_of(office):
        return own
    skills = next((member.skills for member in office.staff if member.id == seat.staff), None)
    if not own:
        return skills
    return (frozenset(office.services) if skills is None else skills) - own


def terminals_of(office: Office) -> frozenset[str]:
    """The counters at which a machine serves."""
    return frozenset(each.id for each in office.counters if each.kind is CounterKind.TERMINAL)


def for_terminals(office: Office) -> frozenset[str]:
    """The services for which one goes to a terminal: none where there is no terminal."""
    if not terminals_of(office):
        return frozenset()
    return frozenset(id_ for id_, each in office.services.items() if each.resource is Resource.TERMINAL)


def state_of(seat: Seat | None, visit: Visit | None) -> CounterState:
    """What goes on at a counter. A pause shows once the person there has gone."""
    if visit is not None:
        return CounterState.SERVING if visit.state is VisitState.SERVING else CounterState.CALLING
    if seat is None:
        return CounterState.CLOSED
    return CounterState.PAUSED if seat.paused else CounterState.FREE


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterNow:
    """A counter with whoever sits there and whoever is called or served there."""

    counter: Counter
    seat: Seat | None
    visit: Visit | None

    @property
    def state(self) -> CounterState:
        """What goes on there."""
        return state_of(self.seat, self.visit)
