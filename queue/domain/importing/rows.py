# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a row of each file to its entry, or a ValueError with the reason why not."""

import datetime as dt
from dataclasses import asdict, dataclass

from aufruf.domain.catalogue import CounterKind, Resource
from aufruf.domain.importing import entries as e
from aufruf.domain.importing.cells import Cells, as_time, is_id, shown
from aufruf.domain.opening import MIDNIGHT, Closure, OpeningKind, OpeningRule

NAME, SERVICE_NAME, LONG_TEXT = 200, 300, 20_000
DAY_MINUTES = 24 * 60
COUNTERS_AT_MOST = 999
NO_SKILL, ALL_SKILLS = "-", "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The ids that the files name, so that a row can be held against them.

    None: the file could not be read to its end, which is told once and not for every row of the others.
    """

    offices: frozenset[str] | None
    services: frozenset[str] | None
    counters: frozenset[tuple[str, str]] | None = frozenset()
    staff: frozenset[tuple[str, str]] | None = frozenset()
    lands: frozenset[str] = frozenset()

    def office(self, cells: Cells) -> str:
        """The office of a row."""
        found = cells.ident("office")
        if self.offices is not None and found not in self.offices:
            raise ValueError(f"the office {shown(found)} is not in offices.csv")
        return found

    def service(self, found: str) -> str:
        """The service, if there is one of this id."""
        if self.services is not None and found not in self.services:
            raise ValueError(f"the service {shown(found)} is not in services.csv")
        return found


def office_entry(cells: Cells, known: Known) -> e.OfficeEntry:
    """A row of offices.csv."""
    lat, lon = cells.degrees("lat", most=90), cells.degrees("lon", most=180)
    if (lat is None) != (lon is None):
        raise ValueError("lat and lon belong together")
    land = cells.text("state", most=100) or None
    if land is not None and land not in known.lands:
        raise ValueError(f"state: {shown(land)} is none of {', '.join(sorted(known.lands))}")
    return e.OfficeEntry(
        id=cells.ident("office"),
        tenant_id=cells.optional_ident("tenant") or "default",
        name=cells.text("name", most=NAME, needed=True),
        street=cells.text("street", most=200),
        house_number=cells.text("house_number", most=40),
        postal_code=cells.text("postal_code", most=20),
        city=cells.text("city", most=200),
        lat=lat,
        lon=lon,
        timezone=cells.timezone("timezone", default="Europe/Berlin"),
        land=land,
        grid_minutes=cells.optional_number("grid_minutes", least=1, most=DAY_MINUTES) or 5,
        walk_in_guard=cells.flag("walk_in_guard", default=True),
        walk_in_reserve_percent=cells.optional_number("walk_in_reserve_percent", least=0, most=100) or 0,
    )


def desk_entries(cells: Cells) -> tuple[e.CounterEntry, ...]:
    """The desks that the column `counters` of offices.csv stands for."""
    count = cells.optional_number("counters", least=0, most=COUNTERS_AT_MOST) or 0
    office = cells.ident("office")
    return tuple(e.CounterEntry(office_id=office, id=str(n)) for n in range(1, count + 1))


def service_entry(cells: Cells, _known: Known) -> e.ServiceEntry:
    """A row of services.csv. What it may be combined with is checked apart: only a warning is due."""
    return e.ServiceEntry(
        id=cells.ident("service"),
        name=cells.text("name", most=SERVICE_NAME, needed=True),
        duration_minutes=cells.number("duration_minutes", least=1, most=DAY_MINUTES),
        leika_keys=cells.leika_keys("leika_keys"),
        max_quantity=cells.optional_number("max_quantity", least=1, most=99) or 1,
        combinable=cells.idents("combinable"),
        online=cells.flag("online", default=False),
        keywords=cells.text("keywords", most=LONG_TEXT),
        documents=cells.text("documents", most=LONG_TEXT, lines=True),
        ticket_group=cells.group("group", default="A"),
    )


def offer_entry(cells: Cells, known: Known) -> e.OfferEntry:
    """A row of office_services.csv."""
    return e.OfferEntry(
        office_id=known.office(cells),
        service_id=known.service(cells.ident("service")),
        duration_minutes=cells.optional_number("duration_minutes", least=1, most=DAY_MINUTES),
        appointments=cells.flag("appointments", default=True),
        walk_ins=cells.flag("walk_ins", default=True),
        resource=cells.choice("resource", default=Resource.COUNTER),
    )


def opening_entry(cells: Cells, known: Known) -> e.OpeningEntry:
    """A row of opening_hours.csv. Whether it can be meant, the rule of the domain knows itself."""
    office = known.office(cells)
    weekday = cells.weekday("weekday")
    local_from = cells.local_time("local_from")
    local_to = cells.local_time("local_to", is_end=True)
    if weekday is None or local_from is None or local_to is None:
        raise ValueError("weekday, local_from and local_to are all needed")
    rule = OpeningRule(
        weekday=weekday,
        local_from=local_from,
        local_to=local_to,
        valid_from=cells.optional_date("valid_from"),
        valid_to=cells.optional_date("valid_to"),
        every_n_weeks=cells.optional_number("every_n_weeks", least=1, most=520) or 1,
        week_of_month=cells.optional_number("week_of_month", least=1, most=5),
        kind=cells.choice("kind", default=OpeningKind.OPEN),
    )
    return e.OpeningEntry(office_id=office, **asdict(rule))


def closure_entry(cells: Cells, known: Known) -> e.ClosureEntry:
    """A row of closures.csv."""
    office = known.office(cells)
    closure = Closure(first=cells.date("from"), last=cells.date("to"), reason=cells.text("reason", most=NAME))
    return e.ClosureEntry(office_id=office, **asdict(closure))


def counter_entry(cells: Cells, known: Known) -> e.CounterEntry:
    """A row of counters.csv."""
    return e.CounterEntry(
        office_id=known.office(cells),
        id=cells.ident("counter"),
        kind=cells.choice("kind", default=CounterKind.DESK),
        room=cells.text("room", most=100),
    )


def staff_entry(cells: Cells, known: Known) -> e.StaffEntry:
    """A row of staff.csv. No word about skills means all, as `*` does; `-` means none."""
    words = cells.text("skills", most=100_000)
    skills = (
        None
        if words in ("", ALL_SKILLS)
        else ()
        if words == NO_SKILL
        else tuple(dict.fromkeys(known.service(is_id(word, "skills")) for word in words.split()))
    )
    return e.StaffEntry(
        office_id=known.office(cells),
        id=cells.ident("staff"),
        name=cells.text("name", most=NAME),
        skills=skills,
    )


def shift_entry(cells: Cells, known: Known) -> e.ShiftEntry:
    """A row of shifts.csv."""
    office, staff = known.office(cells), cells.ident("staff")
    if known.staff is not None and (office, staff) not in known.staff:
        raise ValueError(f"{shown(staff)} is not in staff.csv for this office")
    weekday, date = cells.weekday("weekday"), cells.optional_date("date")
    if (weekday is None) == (date is None):
        raise ValueError("either weekday or date is needed, and not both")
    local_from, local_to = cells.local_time("local_from"), cells.local_time("local_to", is_end=True)
    if (local_from is None) != (local_to is None) or (local_from is None and date is None):
        raise ValueError("local_from and local_to are needed; only a date without both is a day away")
    if local_from is not None and local_from == local_to != MIDNIGHT:
        raise ValueError(f"the shift begins and ends at {local_from:%H:%M}")
    counter = cells.optional_ident("counter")
    if counter and known.counters is not None and (office, counter) not in known.counters:
        raise ValueError(f"the counter {shown(counter)} is not known at this office")
    return e.ShiftEntry(
        office_id=office,
        staff_id=staff,
        weekday=weekday,
        date=date,
        local_from=local_from,
        local_to=local_to,
        breaks=_breaks(cells.text("breaks", most=1000).split(), local_from, local_to),
        counter_id=counter,
    )


def _breaks(
    words: list[str], local_from: dt.time | None, local_to: dt.time | None
) -> tuple[tuple[str, str], ...]:
    """Breaks as they are stored, inside their shift and one after another."""
    if words and (local_from is None or local_to is None):
        raise ValueError("a day away has no breaks")
    found: list[tuple[int, int]] = []
    stored = []
    for word in words:
        first, dash, last = word.partition("-")
        if not dash:
            raise ValueError(f"breaks: {shown(word)} is not like 12:00-12:30")
        begin, end = as_time(first, "breaks", is_end=False), as_time(last, "breaks", is_end=True)
        span = _within(begin, end, local_from or MIDNIGHT, local_to or MIDNIGHT)
        if span is None:
            raise ValueError(f"breaks: {shown(word)} is not inside the shift")
        if any(span[0] < other_end and other < span[1] for other, other_end in found):
            raise ValueError(f"breaks: {shown(word)} overlaps another break")
        found.append(span)
        stored.append((f"{begin:%H:%M}", f"{end:%H:%M}"))
    return tuple(stored)


def _within(begin: dt.time, end: dt.time, local_from: dt.time, local_to: dt.time) -> tuple[int, int] | None:
    """A break in minutes since its shift began, or None if it is not inside."""
    start = minute_of(local_from)
    length = (minute_of(local_to) - start) % DAY_MINUTES or DAY_MINUTES
    first = (minute_of(begin) - start) % DAY_MINUTES
    last = first + ((minute_of(end) - minute_of(begin)) % DAY_MINUTES)
    return (first, last) if first < last <= length else None


def minute_of(time: dt.time) -> int:
    """Minutes since midnight."""
    return time.hour * 60 + time.minute
