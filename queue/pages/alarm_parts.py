# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Alarms as each of the staff sees them: loud for the neighbours, quiet for whoever called them."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from aufruf.domain.access import Person
from aufruf.domain.alarm import Alarm, AlarmState
from aufruf.domain.events import AlarmAcknowledged, AlarmEnded, AlarmRaised
from aufruf.domain.roles import Right
from aufruf.reads.workplaces import Workplaces, who_sits
from aufruf.web.rendering import Frame

ALARMS = (AlarmRaised, AlarmAcknowledged, AlarmEnded)  # what no page may wait with


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAlarm:
    """An alarm with what this viewer may do about it."""

    alarm: Alarm
    room: str
    who: str  # comes, if that is known
    is_mine: bool
    may_come: bool
    may_end: bool


def alarm_part(frame: Frame, seen: Workplaces, person: Person, *, back: str, live: bool = False) -> Markup:
    """All alarms of the office; `live` on a page whose forms are sent by htmx."""
    shown = [_shown(seen, each, person) for each in seen.alarms]
    return frame.part("alarm.html", alarms=shown, office=seen.office, back=back, live=live)


def own_counter(seen: Workplaces, person: Person) -> str | None:
    """The counter of this office at which somebody sits."""
    return next((c.counter.id for c in seen.counters if c.seat and c.seat.user == person.user), None)


def _shown(seen: Workplaces, alarm: Alarm, person: Person) -> ShownAlarm:
    own, comes = own_counter(seen, person), alarm.acknowledged_by
    receives = person.may(Right.RECEIVE, seen.office)
    is_mine = own == alarm.counter
    return ShownAlarm(
        alarm=alarm,
        room=next((each.room for each in seen.office.counters if each.id == alarm.counter), ""),
        who=_name_at(seen, comes),
        is_mine=is_mine,
        may_come=alarm.state is AlarmState.OPEN and not is_mine,
        may_end=is_mine or receives or (own is not None and own == comes),
    )


def _name_at(seen: Workplaces, counter: str | None) -> str:
    seats: Sequence[str] = [
        who_sits(seen.office, each.seat) for each in seen.counters if each.counter.id == counter and each.seat
    ]
    return seats[0] if seats else ""
