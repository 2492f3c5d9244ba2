# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments that were made long ago: stored in one go, each with somebody who can serve it."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office
from aufruf.domain.opening import intervals_on
from benchmarks.scene import SERVICE

PIECE = 2000  # rows in one statement's round
QUARTER = dt.timedelta(minutes=15)  # the service takes that long


def open_dates(office: Office, *, first: dt.date, days: int) -> list[dt.date]:
    """Those of these dates on which the office is open: no holidays."""
    dates = (first + dt.timedelta(days=index) for index in range(days))
    return [date for date in dates if intervals_on(office.opening, date)]


async def book_long_ago(
    db: Database,
    office: Office,
    dates: Sequence[dt.date],
    *,
    count: int,
    chance: random.Random,
    at: dt.datetime,
) -> None:
    """Store so many confirmed appointments, spread evenly over these dates, and their events' numbers."""
    each, more = divmod(count, len(dates))
    rows, days = [], []
    for index, date in enumerate(dates):
        found = list(_of_day(office, date, count=each + (index < more), chance=chance, at=at))
        rows += found
        days.append({"office_id": office.id, "date": date, "event_seq": 2 * len(found), "generation": 0})
    for number, row in enumerate(rows):
        row["booking_code"] = f"{number:06d}"  # no code that is ever drawn has a zero
    async with db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.office_day), days)
        for begin in range(0, len(rows), PIECE):
            await tx.connection.execute(sa.insert(t.appointment), rows[begin : begin + PIECE])


def _of_day(
    office: Office, date: dt.date, *, count: int, chance: random.Random, at: dt.datetime
) -> Iterator[dict[str, Any]]:
    able = [member.id for member in office.staff if member.skills is None or SERVICE in member.skills]
    [(begin, end)] = intervals_on(office.opening, date)
    places = [(begin + QUARTER * n, staff) for n in range((end - begin) // QUARTER) for staff in able]
    for number, (start, staff) in enumerate(chance.sample(places, count)):
        yield {
            "office_id": office.id,
            "id": f"{office.id}-{date:%m%d}-{number}",
            "date": date,
            "state": "confirmed",
            "start_at": start,
            "minutes": 15,
            "occupied_minutes": 15,
            "services": [[SERVICE, 1]],
            "witness": staff,
            "created_at": at,
            "generation": 0,
            "sequence": 0,
            "language": "de",
            "channel": "public",
            "name": "Erika Beispiel",
        }
