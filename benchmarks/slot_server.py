# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the question for 60 days costs a server whose office has 30 people and 14,000 appointments."""

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office, Shift, StaffMember
from aufruf.domain.opening import OpeningHours, OpeningRule, intervals_on
from aufruf.planning.slots.capacity import Booking, DayCapacity
from benchmarks import servers
from benchmarks.booked import PIECE
from benchmarks.processes import cpu_seconds
from benchmarks.scene import EIGHT, EIGHTEEN, open_town, real_clock
from benchmarks.slot_days import CELL, OPENS, PEOPLE, SERVICES, SlotOffice, booked, slot_office
from benchmarks.wire import Line
from tests.builders import office, service

DAYS, BOOKINGS = 60, 14_000
AGAIN, ROUNDS = 30, 3  # questions for each service when asked again; rounds in which days change
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Costs:
    """CPU milliseconds of the server for one question: asked again, after one day changed, the very first."""

    again: float
    changed: float
    first: float


async def measure_server(url: str, seed: int) -> Costs:
    """Ask for each service, for all days."""
    numbers = slot_office(seed, days=WEEK)
    place = _office(numbers)
    async with open_town(url, [place]) as db:
        async with db.reading() as reading:
            stored = await reading.office(place.id)
        begin = real_clock().date() + dt.timedelta(days=1)
        dates = [begin + dt.timedelta(days=index) for index in range(DAYS)]
        await _book(db, stored, numbers, [date for date in dates if intervals_on(stored.opening, date)], seed)
        with servers.aufruf(url) as server:
            line, pid = await Line.to(server.port), server.process.pid
            asked = [_question(number, dates) for number in range(SERVICES)]

            async def cost(repeated: int, *, changing: bool = False) -> float:
                used, count = cpu_seconds(pid), 0
                for path in asked * repeated:
                    if changing:
                        await _touch(db, dates[count % DAYS])
                    reply = await line.get(path)
                    assert reply.status == 200, reply
                    count += 1
                return 1000 * (cpu_seconds(pid) - used) / count

            first = await cost(1)
            again = await cost(AGAIN)
            changed = await cost(ROUNDS, changing=True)
            await line.close()
    return Costs(again=again, changed=changed, first=first)


def _question(number: int, dates: list[dt.date]) -> str:
    return f"/api/v1/availability?office=slots&service=s{number}&from={dates[0]}&to={dates[-1]}"


def _office(numbers: SlotOffice) -> Office:
    """The same people every week."""
    services = {f"s{n}": service(id=f"s{n}", minutes=each.minutes) for n, each in enumerate(numbers.services)}
    staff, shifts = [], []
    for who in range(PEOPLE):
        skills = numbers.days[0][who].skills or 0
        able = frozenset(f"s{n}" for n, each in enumerate(numbers.services) if not each.need & ~skills)
        staff.append(StaffMember(id=f"p{who:02}", skills=able))
        for weekday in range(WEEK):
            shifts += [
                Shift(staff=f"p{who:02}", weekday=weekday, local_from=begin, local_to=end)
                for begin, end in _pieces(numbers.days[weekday][who].present)
            ]
    rules = tuple(OpeningRule(weekday=day, local_from=EIGHT, local_to=EIGHTEEN) for day in range(WEEK))
    return office(
        id="slots",
        services=services,
        staff=tuple(staff),
        shifts=tuple(shifts),
        counters=(),
        opening=OpeningHours(zone=ZoneInfo("Etc/UTC"), rules=rules),
    )


def _pieces(present: int) -> Iterator[tuple[dt.time, dt.time]]:
    while present:
        begin = (present & -present).bit_length() - 1
        shifted = present >> begin
        end = begin + (~shifted & (shifted + 1)).bit_length() - 1
        yield dt.time(*divmod(begin, 60)), dt.time(*divmod(end, 60))
        present &= ~((1 << end) - 1)


async def _book(db: Database, place: Office, numbers: SlotOffice, dates: list[dt.date], seed: int) -> None:
    """Store so many appointments, each with somebody who can serve it."""
    chance, rows = random.Random(seed), list[dict[str, Any]]()
    ids = [member.id for member in place.staff]
    for date in dates:
        for booking, which in _filled(numbers, date.weekday(), BOOKINGS // len(dates), chance):
            assert booking.witness is not None
            rows.append(_row(date, booking, which, ids[booking.witness], number=len(rows)))
    days = [{"office_id": "slots", "date": date, "event_seq": 1, "generation": 0} for date in dates]
    async with db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.office_day), days)
        for begin in range(0, len(rows), PIECE):
            await tx.connection.execute(sa.insert(t.appointment), rows[begin : begin + PIECE])


def _filled(
    numbers: SlotOffice, weekday: int, count: int, chance: random.Random
) -> list[tuple[Booking, int]]:
    workers, bookings, which = numbers.days[weekday], list[Booking](), list[int]()
    capacity = DayCapacity(workers, bookings)
    while len(bookings) < count:
        number, first = chance.randrange(SERVICES), OPENS + CELL * chance.randrange(120)
        wish = numbers.services[number]
        placed = capacity.place(need=wish.need, minutes=wish.minutes, first=first)
        if placed is not None:
            bookings = booked(bookings, placed, wish, first)
            which.append(number)
            capacity = DayCapacity(workers, bookings)
    return list(zip(bookings, which, strict=True))


def _row(date: dt.date, booking: Booking, which: int, staff: str, *, number: int) -> dict[str, Any]:
    begin = dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
    return {
        "office_id": "slots",
        "id": f"slots-{number}",
        "date": date,
        "state": "confirmed",
        "start_at": begin + dt.timedelta(minutes=booking.first),
        "minutes": booking.minutes,
        "occupied_minutes": booking.minutes,
        "services": [[f"s{which}", 1]],
        "witness": staff,
        "created_at": begin - dt.timedelta(days=90),
        "generation": 0,
        "sequence": 0,
        "language": "de",
        "channel": "public",
        "name": "Erika Beispiel",
        "booking_code": f"{number:06d}",
    }


async def _touch(db: Database, date: dt.date) -> None:
    """What a deed on a day leaves for others to see: its number rises."""
    async with db.transaction() as tx:
        await tx.connection.execute(
            sa.update(t.office_day)
            .values(event_seq=t.office_day.c.event_seq + 1)
            .where(t.office_day.c.office_id == "slots", t.office_day.c.date == date)
        )
