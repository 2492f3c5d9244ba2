# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an office could give no appointment for something, however empty its calendar were."""

import datetime as dt
from collections.abc import Collection, Iterable
from enum import StrEnum

from aufruf.domain.catalogue import CounterKind, Office, Resource
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.domain.staffing import presences_on


class Obstacle(StrEnum):
    """What is missing."""

    CLOSED = "closed"
    NOBODY_THERE = "nobody_there"
    NOBODY_ABLE = "nobody_able"
    NO_TERMINAL = "no_terminal"


def obstacle(office: Office, services: Collection[str], dates: Iterable[dt.date]) -> Obstacle | None:
    """What is missing on all of these dates for one appointment with these services; None if nothing is."""
    wanted = set(services)
    at_terminal = any(
        office.services[each].resource is Resource.TERMINAL for each in wanted & office.services.keys()
    )
    found = Obstacle.CLOSED
    for date in dates:
        if not intervals_on(office.opening, date, audience=OpeningKind.APPOINTMENTS):
            continue
        if at_terminal:
            has_one = any(counter.kind is CounterKind.TERMINAL for counter in office.counters)
            return None if has_one else Obstacle.NO_TERMINAL
        present = [presence.staff.skills for presence in presences_on(office, date)]
        if any(skills is None or wanted <= skills for skills in present):
            return None
        if present:
            found = Obstacle.NOBODY_ABLE
        elif found is Obstacle.CLOSED:
            found = Obstacle.NOBODY_THERE
    return found
