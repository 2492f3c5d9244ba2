# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where somebody goes who is called: to a counter, a terminal, a booth for video; or they are rung up."""

from dataclasses import dataclass
from enum import StrEnum

from aufruf.domain.catalogue import CounterKind, Office


class Way(StrEnum):
    """How somebody gets to whoever serves them."""

    COUNTER = "counter"
    TERMINAL = "terminal"
    BOOTH = "booth"  # the clerk is elsewhere, and is seen in a room of the office
    PHONE = "phone"  # the clerk is elsewhere, and there is no room for it


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """Where a call leads, with the name that stands there."""

    way: Way
    name: str


def goal_of(office: Office, counter: str | None) -> Goal:
    """Where a call to this counter leads; one that the office has no longer is a counter like others."""
    found = next((each for each in office.counters if each.id == counter), None)
    kind = CounterKind.DESK if found is None else found.kind
    if found is not None and kind is CounterKind.REMOTE:
        return Goal(way=Way.BOOTH, name=found.room) if found.room else Goal(way=Way.PHONE, name="")
    return Goal(way=Way.TERMINAL if kind is CounterKind.TERMINAL else Way.COUNTER, name=counter or "")
