# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether somebody who comes now can still be served today.

An estimate in person-minutes, and a generous one: it does not play the day forward. A ticket is
refused only where the sums say that it cannot work out, whoever serves whom:

- all work that is left, with this person's, is more than all staff have minutes until closing, or
- the work that only those can do who could serve this person is more than *they* have.

Work left is who waits, who is away from the queue for a while, and the appointments still to come.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from aufruf.domain.catalogue import Office, StaffMember
from aufruf.domain.opening import OpeningKind, intervals_on
from aufruf.domain.staffing import presences_on

Items = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Something that somebody must still do."""

    services: frozenset[str]
    minutes: int


def work_of(office: Office, items: Items) -> Work:
    """The work behind services with quantities; a service that is no longer offered counts nothing."""
    offered = ((office.services.get(service), quantity) for service, quantity in items)
    minutes = sum(service.minutes * quantity for service, quantity in offered if service is not None)
    return Work(services=frozenset(service for service, _ in items), minutes=minutes)


def can_still_be_served(
    office: Office, wanted: Work, *, before: Iterable[Work], date: dt.date, now: dt.datetime
) -> bool:
    """Whether the staff present until closing could do this work after all that is there before it."""
    minutes = minutes_left(office, date, now=now)
    work = [*before, wanted]
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


def _can_do(member: StaffMember, work: Work) -> bool:
    return member.skills is None or work.services <= member.skills
