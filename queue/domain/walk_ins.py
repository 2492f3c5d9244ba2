# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody who comes now can still be served today.

An estimate in person-minutes, and a generous one: it does not play the day forward. A ticket is
refused only where the sums say that it cannot work out, whoever serves whom:

- all work that is left, with this person's, is more than all staff have minutes until closing, or
- the work that only those can do who could serve this person is more than *they* have, or
- the work for self-service terminals is more than those have minutes until closing.

Work left is who waits, who is away from the queue for a while, and the appointments still to come.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from aufruf.domain.catalogue import Office, StaffMember
from aufruf.domain.counters import for_terminals, terminals_of
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.domain.staffing import presences_on

Items = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something that somebody must still do."""

    services: frozenset[str]  # for which a person is needed
    minutes: int
    at_terminals: int = 0  # minutes, beside those of the staff


def work_of(office: Office, items: Items) -> Work:
    """The work behind services with quantities; a service that is no longer offered counts nothing."""
    own = for_terminals(office)
    minutes = {
        service: office.services[service].minutes * quantity
        for service, quantity in items
        if service in office.services
    }
    return Work(
        services=frozenset(service for service, _ in items) - own,
        minutes=sum(length for service, length in minutes.items() if service not in own),
        at_terminals=sum(length for service, length in minutes.items() if service in own),
    )


def can_still_be_served(
    office: Office, wanted: Work, *, before: Iterable[Work], date: dt.date, now: dt.datetime
) -> bool:
    """Whether the staff present until closing could do this work after all that is there before it."""
    minutes = minutes_left(office, date, now=now)
    work = [*before, wanted]
    if wanted.at_terminals and sum(each.at_terminals for each in work) > terminal_minutes(
        office, date, now=now
    ):
        return False
    if not wanted.services:
        return True
    if sum(each.minutes for each in work) > sum(left for _, left in minutes):
        return False
    able = [(member, left) for member, left in minutes if _can_do(member, wanted)]
    others = [member for member, _ in minutes if not _can_do(member, wanted)]
    theirs = [each for each in work if not any(_can_do(member, each) for member in others)]
    return sum(each.minutes for each in theirs) <= sum(left for _, left in able)


def minutes_left(office: Office, date: dt.date, *, now: dt.datetime) -> list[tuple[StaffMember, int]]:
    """How many minutes everybody who works on this date still has before the office closes."""
    hours = intervals_on(office.opening, date, audience=OpeningKind.OPEN)
    closing = hours[-1][1] if hours else now
    found = []
    for presence in presences_on(office, date):
        lengths = (min(last, closing) - max(first, now) for first, last in presence.intervals)
        left = sum((each for each in lengths if each > dt.timedelta(0)), dt.timedelta(0))
        found.append((presence.staff, int(left.total_seconds()) // 60))
    return found


def terminal_minutes(office: Office, date: dt.date, *, now: dt.datetime) -> int:
    """How many minutes all terminals have together before the office closes."""
    hours = intervals_on(office.opening, date, audience=OpeningKind.OPEN)
    left = sum((max(dt.timedelta(0), end - max(begin, now)) for begin, end in hours), dt.timedelta(0))
    return len(terminals_of(office)) * (int(left.total_seconds()) // 60)


def _can_do(member: StaffMember, work: Work) -> bool:
    return member.skills is None or work.services <= member.skills
