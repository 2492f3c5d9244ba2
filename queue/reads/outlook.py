# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of an office as its supervisor looks at it: who is expected, who came, who works, what is proposed.

How long people will wait is not asked here: it takes a moment, and no connection is held meanwhile.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import msgspec

from aufruf.db import learned, outlook, plans
from aufruf.db.outlook import Came
from aufruf.db.plans import StoredPlan
from aufruf.db.progress import Promised
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import InThePast
from aufruf.domain.opening import OpeningKind, is_open
from aufruf.domain.plans import ProposalState
from aufruf.planning.learning.learned import Learned
from aufruf.reads.coverage import Week, coverage_of
from aufruf.reads.durations import ServiceDuration, durations_of
from aufruf.reads.plan_answer import Compared
from aufruf.reads.plans import Staffed, next_open_days, staffed_on

QUARTER = dt.timedelta(minutes=15)
DAYS_WITH_PLANS = 7  # open days among which a plan is looked for
MANY, SHOWN = 30, 6  # measured, before a length is spoken of; and so many are


@dataclass(frozen=True, slots=True, kw_only=True)
class Quarter:
    """A quarter of an hour. Counts are of people; None is not known, or yet to come."""

    begins: dt.datetime
    appointments: float | None  # expected to come then
    walk_ins: float | None
    came_booked: int | None  # so far
    came_walk_in: int | None
    staff: float  # present by today's plan
    proposed: float | None  # by the proposed plan


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInBrief:
    """A plan and what is expected of it."""

    stored: StoredPlan
    effect: Compared

    @property
    def is_open(self) -> bool:
        """Whether somebody has yet to decide."""
        return self.stored.state is ProposalState.PROPOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOutlook:
    """All of it. `days` are those of the office's own from which it has learned: 0 if nothing is known."""

    office: Office
    date: dt.date
    now: dt.datetime
    quarters: tuple[Quarter, ...]
    days: int
    weeks: tuple[Week, ...]
    differing: tuple[ServiceDuration, ...]  # services that take other than planned, the farthest off first
    plan: PlanInBrief | None  # of this date, else the next one that is to be decided


async def outlook_of(reading: Reading, office: Office, date: dt.date) -> DayOutlook:
    """The outlook of an office on a date. Raises InThePast. Ask within a snapshot."""
    if date < office.local_date(reading.now):
        raise InThePast(("/date", "this day is over"))
    day = (office.id, date)
    known = await learned.of_office(reading.connection, office.id) or Learned()
    quarters = _quarters(
        office,
        await staffed_on(reading, office, date),
        expected=_expected(office, date, known, await outlook.promised_on(reading.connection, day)),
        came=await outlook.came_on(reading.connection, day),
        known=known,
        now=reading.now,
    )
    return DayOutlook(
        office=office,
        date=date,
        now=reading.now,
        quarters=tuple(quarters),
        days=known.days,
        weeks=await coverage_of(reading, office.id),
        differing=_differing((await durations_of(reading, office.id)).services),
        plan=await _plan(reading, office, date),
    )


def _quarters(
    office: Office,
    staffed: Staffed,
    *,
    expected: Mapping[dt.datetime, float] | None,
    came: Sequence[Came],
    known: Learned,
    now: dt.datetime,
) -> list[Quarter]:
    """The quarters from the first to the last in which anything is to be seen."""
    booked = _counted(each.at for each in came if each.booked)
    walked_in = _counted(each.at for each in came if not each.booked)
    found: list[Quarter] = []
    seen: list[bool] = []
    for index, begins in enumerate(staffed.begins):
        is_there = begins <= now
        quarter = Quarter(
            begins=begins,
            appointments=None if expected is None else round(expected.get(begins, 0.0), 2),
            walk_ins=_walk_ins(office, known, begins),
            came_booked=booked.get(begins, 0) if is_there else None,
            came_walk_in=walked_in.get(begins, 0) if is_there else None,
            staff=staffed.today[index],
            proposed=None if staffed.proposed is None else staffed.proposed[index],
        )
        found.append(quarter)
        something = (quarter.staff, quarter.proposed, quarter.came_booked, quarter.came_walk_in)
        seen.append(any(something) or is_open(office.opening, begins))
    if not any(seen):
        return []
    return found[seen.index(True) : len(seen) - seen[::-1].index(True)]


def _walk_ins(office: Office, known: Learned, begins: dt.datetime) -> float | None:
    if not known.arrivals:
        return None
    if not is_open(office.opening, begins, audience=OpeningKind.WALK_INS):
        return 0.0
    local = begins.astimezone(office.zone)
    return round(known.arrivals[local.weekday()][local.hour * 4 + local.minute // 15], 2)


def _expected(
    office: Office, date: dt.date, known: Learned, promised: Sequence[Promised]
) -> Mapping[dt.datetime, float] | None:
    """How many of those with an appointment come in each quarter: some stay away, most are early."""
    if known.days == 0:
        return None
    found: dict[dt.datetime, float] = {}
    for each in promised:
        comes_at = _quarter_of(each.start + dt.timedelta(minutes=known.late_mean))
        shows = known.show_up.probability(
            service=each.services[0][0] if each.services else "",
            lead_days=(date - office.local_date(each.booked_on)).days,
            channel=each.channel,
        )
        found[comes_at] = found.get(comes_at, 0.0) + shows
    return found


def _counted(moments: Iterable[dt.datetime]) -> Mapping[dt.datetime, int]:
    found: dict[dt.datetime, int] = {}
    for moment in moments:
        quarter = _quarter_of(moment)
        found[quarter] = found.get(quarter, 0) + 1
    return found


def _quarter_of(moment: dt.datetime) -> dt.datetime:
    return moment.replace(minute=moment.minute // 15 * 15, second=0, microsecond=0)


def _differing(services: Iterable[ServiceDuration]) -> tuple[ServiceDuration, ...]:
    """Those that were measured often enough to be spoken of."""
    found = [each for each in services if each.measured is not None and each.measured.count >= MANY]
    return tuple(sorted(found, key=lambda each: (each.proposed is None, -_times_off(each)))[:SHOWN])


def _times_off(each: ServiceDuration) -> float:
    if each.measured is None:
        return 1.0
    ratio = each.measured.mean / each.service.minutes
    return max(ratio, 1 / ratio)


async def _plan(reading: Reading, office: Office, date: dt.date) -> PlanInBrief | None:
    """The plan of the date; else the next to be decided, and of these one that could be accepted."""
    later = [each for each in next_open_days(office, now=reading.now, count=DAYS_WITH_PLANS) if each != date]
    first, *others = await plans.of_days(reading.connection, office.id, [date, *later])
    waiting = [each for each in others if each is not None and each.state is ProposalState.PROPOSED]
    found = first or next(iter(sorted(waiting, key=lambda each: not each.plan.is_possible)), None)
    if found is None:
        return None
    return PlanInBrief(stored=found, effect=msgspec.convert(found.effect, Compared))
