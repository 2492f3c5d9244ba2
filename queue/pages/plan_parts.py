# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands on the page of a day's plan: a row with bars for each person, and what is expected of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from aufruf.actions.plans import WORDS
from aufruf.db import plans
from aufruf.db.plans import StoredPlan
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.day_plan import DayPlan, Outdated, PlannedPerson, PlannedShift, outdated_by, planned_shifts
from aufruf.domain.errors import AufrufError, NotValid, PlanOutdated
from aufruf.domain.plans import ProposalState
from aufruf.domain.words import words
from aufruf.planning.plans.staffing_rules import Breach
from aufruf.reads.plan_answer import Compared
from aufruf.reads.plans import next_open_days
from aufruf.web.plan_words import clock_words, kept_words, name_of, obstacle_words, outdated_words

DAYS = 7  # open ones that are offered
DAY = 24 * 60
BREACHES = {
    Breach.TOO_LITTLE: words("Die Pausen sind zu kurz: 30 Minuten nach 6 Stunden, 45 nach 9."),
    Breach.TOO_LONG_WITHOUT: words("Mehr als 6 Stunden am Stück ohne Pause."),
    Breach.AT_THE_EDGE: words("Eine Pause liegt am Anfang oder Ende des Dienstes."),
}
GERMAN = {WORDS[breach]: german for breach, german in BREACHES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of work or a break, in per cent of the line on which it is drawn."""

    x: float
    width: float
    is_break: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A shift as it is read: 08:00–16:30, and its breaks."""

    span: str
    breaks: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One person of the plan."""

    staff: str
    name: str
    before: tuple[Told, ...]
    after: tuple[Told, ...]
    changed: bool
    kept: str
    bars_before: tuple[Bar, ...]
    bars_after: tuple[Bar, ...]
    shift: PlannedShift | None  # what may be changed by hand
    breaks: str

    @property
    def begin(self) -> str:
        """When the proposed shift begins, as a field takes it."""
        return clock_words(self.shift.local_from) if self.shift else ""

    @property
    def end(self) -> str:
        """When it ends."""
        return clock_words(self.shift.local_to) if self.shift else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A day of an office with its plan."""

    office: Office
    date: dt.date
    days: tuple[tuple[dt.date, str], ...]  # the next open ones, each with what became of its plan
    stored: StoredPlan | None
    effect: Compared | None
    lines: tuple[Line, ...]
    hours: tuple[tuple[int, float], ...]  # marks on the line: the hour, and where it lies in per cent
    obstacles: tuple[str, ...]
    unmet: tuple[str, ...]
    outdated: tuple[str, ...]
    wrong: tuple[str, ...]  # of what was written by hand; German
    is_open: bool


async def sheet_of(
    reading: Reading, office: Office, date: dt.date | None, *, language: str, refused: AufrufError | None
) -> Sheet:
    """The page of a date; if none is said, of the next open day, one whose plan is to be decided first."""
    days = next_open_days(office, now=reading.now, count=DAYS)
    known = await plans.of_days(reading.connection, office.id, days)
    waiting = [day for day, plan in zip(days, known, strict=True) if plan and _is_open(plan)]
    chosen = date or next(iter([*waiting, *days]), office.local_date(reading.now))
    stored = await plans.of_day(reading.connection, (office.id, chosen))
    plan = stored.plan if stored else None
    is_open = stored is not None and _is_open(stored)
    people = plan.people if plan else tuple(_as_they_are(office, chosen))
    first, last = _hours(people)
    return Sheet(
        office=office,
        date=chosen,
        days=tuple((day, plan.state.value if plan else "") for day, plan in zip(days, known, strict=True)),
        stored=stored,
        effect=msgspec.convert(stored.effect, Compared) if stored else None,
        lines=tuple(_line(each, office, first, last, language) for each in people),
        hours=tuple((hour % 24, _place(hour * 60, first, last)) for hour in range(first, last + 1, 2)),
        obstacles=tuple(obstacle_words(each, office, language) for each in plan.obstacles) if plan else (),
        unmet=tuple(obstacle_words(each, office, language) for each in plan.unmet) if plan else (),
        outdated=tuple(_outdated(plan, office, refused, language)) if plan and is_open else (),
        wrong=_wrong(refused),
        is_open=is_open,
    )


def _is_open(stored: StoredPlan) -> bool:
    return stored.state is ProposalState.PROPOSED


def _as_they_are(office: Office, date: dt.date) -> Iterable[PlannedPerson]:
    for member in office.staff:
        shifts = planned_shifts(office, member.id, date)
        yield PlannedPerson(staff=member.id, before=shifts, after=shifts)


def _outdated(plan: DayPlan, office: Office, refused: AufrufError | None, language: str) -> Iterable[str]:
    found = list(outdated_by(plan, office))
    if isinstance(refused, PlanOutdated):
        said = [Outdated(**each) for each in refused.facts["changed"]]  # type: ignore[attr-defined]
        found += [each for each in said if each not in found]
    return (outdated_words(each, office, language) for each in found)


def _wrong(refused: AufrufError | None) -> tuple[str, ...]:
    """What is wrong with what somebody has written, as far as it has words of its own."""
    if not isinstance(refused, NotValid):
        return ()
    return tuple(dict.fromkeys(GERMAN[detail] for _, detail in refused.errors if detail in GERMAN))


def _line(person: PlannedPerson, office: Office, first: int, last: int, language: str) -> Line:
    shift = person.after[0] if len(person.after) == 1 else None
    return Line(
        staff=person.staff,
        name=name_of(office, person.staff),
        before=tuple(_told(each) for each in person.before),
        after=tuple(_told(each) for each in person.after),
        changed=person.changed,
        kept=kept_words(person.kept, language) if person.kept else "",
        bars_before=tuple(_bars(person.before, first, last)),
        bars_after=tuple(_bars(person.after, first, last)),
        shift=None if person.kept else shift,
        breaks=_breaks(shift) if shift else "",
    )


def _told(shift: PlannedShift) -> Told:
    return Told(span=_span(shift.local_from, shift.local_to), breaks=_breaks(shift))


def _breaks(shift: PlannedShift) -> str:
    return ", ".join(_span(*pause) for pause in shift.breaks)


def _span(begin: dt.time, end: dt.time) -> str:
    return f"{clock_words(begin)}–{clock_words(end, is_end=True)}"


def _hours(people: Iterable[PlannedPerson]) -> tuple[int, int]:
    """The hours between which all shifts lie."""
    shifts = [shift for person in people for shift in (*person.before, *person.after)]
    begins = [_minute(shift.local_from) for shift in shifts]
    ends = [_minute(shift.local_from) + _length(shift.local_from, shift.local_to) for shift in shifts]
    return min(begins, default=8 * 60) // 60, -(-max(ends, default=18 * 60) // 60)


def _bars(shifts: Iterable[PlannedShift], first: int, last: int) -> Iterable[Bar]:
    for shift in shifts:
        begin = _minute(shift.local_from)
        length = _length(shift.local_from, shift.local_to)
        yield _bar(begin, length, first, last, is_break=False)
        for local_from, local_to in shift.breaks:
            start = begin + (_minute(local_from) - begin) % DAY
            yield _bar(start, _length(local_from, local_to), first, last, is_break=True)


def _bar(begin: int, minutes: int, first: int, last: int, *, is_break: bool) -> Bar:
    whole = max(1, (last - first) * 60)
    return Bar(x=_place(begin, first, last), width=round(100 * minutes / whole, 2), is_break=is_break)


def _place(minute: int, first: int, last: int) -> float:
    return round(100 * (minute - first * 60) / max(1, (last - first) * 60), 2)


def _length(begin: dt.time, end: dt.time) -> int:
    return (_minute(end) - _minute(begin)) % DAY or DAY


def _minute(time: dt.time) -> int:
    return time.hour * 60 + time.minute
