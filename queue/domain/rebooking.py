# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list: appointments that a change of the office's made impossible, and how each is settled.

Nobody's appointment goes away silently: it stays as it is, and on the list, until it was moved or cancelled,
until another change has made it possible again, or until its time is over.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from aufruf.domain.appointment import CANCELLED, Appointment, takes_capacity


class Cause(StrEnum):
    """What was changed."""

    SHIFT = "shift"
    CLOSURE = "closure"
    SKILL = "skill"
    HOURS = "hours"


class Outcome(StrEnum):
    """How an entry was settled."""

    MOVED = "moved"
    CANCELLED = "cancelled"
    POSSIBLE_AGAIN = "possible_again"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An appointment on the list, with the day on which it was when it came there."""

    appointment: str
    date: dt.date
    cause: Cause
    since: dt.datetime


def outcome_of(
    entry: Entry, appointment: Appointment | None, *, fails: bool, now: dt.datetime
) -> Outcome | None:
    """How an entry is settled by what has become of its appointment; None if it still waits for somebody.

    An appointment that its office has no longer (None) went to another. `fails`: nobody can serve it now.
    """
    if appointment is None or appointment.date != entry.date:
        return Outcome.MOVED
    if appointment.state in CANCELLED:
        return Outcome.CANCELLED
    if appointment.end <= now or not takes_capacity(appointment, now=now):
        return Outcome.OVER
    return None if fails else Outcome.POSSIBLE_AGAIN
