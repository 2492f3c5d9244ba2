# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The office-day: the one lock, and the events numbered under it."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db.statements import Statement
from aufruf.db.tables import office_day, outbox, restoration
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import OfficeClosed
from aufruf.domain.events import Event

DayKey = tuple[str, dt.date]
# A new day's numbers are of the generation that the last restore began.
GENERATION = sa.select(sa.func.coalesce(sa.func.max(restoration.c.generation), 0)).scalar_subquery()


@dataclass(slots=True)
class OfficeDay:
    """A locked day of an office: nobody else changes it until this transaction ends."""

    office: Office
    date: dt.date
    seq: int
    closed: bool
    closed_early: str | None = None  # why, if it was closed all of a sudden
    event_at: dt.datetime | None = None  # of the last event
    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def key(self) -> DayKey:
        """What it is locked by."""
        return (self.office.id, self.date)

    def check_open(self) -> None:
        """Refuse whoever comes when the day is over, or was ended early. Raises OfficeClosed."""
        if self.closed_early is not None:
            raise OfficeClosed(reason=self.closed_early)
        if self.closed:
            raise OfficeClosed

    def emit(self, event: Event, *, at: dt.datetime) -> None:
        """Give an event the day's next number; it is stored with the transaction."""
        self.seq += 1
        self.event_at = at
        row = {
            "office_id": self.office.id,
            "date": self.date,
            "seq": self.seq,
            "kind": event.kind,
            "payload": msgspec.to_builtins(event),
            "at": at,
        }
        self.events.append(row)


async def lock_rows(connection: AsyncConnection, keys: Sequence[DayKey]) -> dict[DayKey, Any]:
    """Lock these office-days in key order and share-lock their offices; rows are made when missing."""
    if len(keys) > 1:
        # Made before anything is locked: with one day locked, making the other could wait for an
        # office that somebody holds who waits for the first.
        await _make(connection, keys)
    found = await _locked(connection, keys)
    if len(found) < len(keys):
        await _make(connection, keys)
        found = await _locked(connection, keys)
    return found


async def _make(connection: AsyncConnection, keys: Sequence[DayKey]) -> None:
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    made = insert(office_day).values(
        office_id=sa.bindparam("of_office"), date=sa.bindparam("of_date"), event_seq=0, generation=GENERATION
    )
    rows = [{"of_office": office, "of_date": date} for office, date in sorted(keys)]
    await connection.execute(made.on_conflict_do_nothing(), rows)


async def _locked(connection: AsyncConnection, keys: Sequence[DayKey]) -> dict[DayKey, Any]:
    statement = _lock_statement(len(keys), postgres=connection.dialect.name == "postgresql")
    values = {
        name: value
        for index, (office, date) in enumerate(sorted(keys))
        for name, value in ((f"office_{index}", office), (f"date_{index}", date))
    }
    rows = await statement.all(connection, values)
    return {(row.office_id, row.date): row for row in rows}


LOCK = """
    SELECT d.office_id, d.date, d.event_seq, d.event_at, d.closed_at, d.closed_early, o.version
    FROM office_day d JOIN office o ON o.id = d.office_id
    WHERE {wanted} ORDER BY d.office_id, d.date{locks}
"""


@cache
def _lock_statement(count: int, *, postgres: bool) -> Statement:
    # Written out: SQLAlchemy has no way to say two locking clauses in one statement.
    wanted = " OR ".join(f"(d.office_id = :office_{i} AND d.date = :date_{i})" for i in range(count))
    locks = " FOR UPDATE OF d FOR SHARE OF o" if postgres else ""
    text = LOCK.format(wanted=wanted, locks=locks)
    parameters = [sa.bindparam(f"date_{i}", type_=sa.Date()) for i in range(count)]
    return Statement(
        sa.text(text)
        .bindparams(*parameters)
        .columns(
            office_day.c.office_id,
            office_day.c.date,
            office_day.c.event_seq,
            office_day.c.event_at,
            office_day.c.closed_at,
            office_day.c.closed_early,
            sa.column("version", sa.Integer()),
        )
    )


_RAISE = (
    sa.update(office_day)
    .where(office_day.c.office_id == sa.bindparam("of_office"), office_day.c.date == sa.bindparam("of_date"))
    .values(
        event_seq=sa.bindparam("last"), event_at=sa.bindparam("last_at", type_=office_day.c.event_at.type)
    )
)
RAISE = Statement(_RAISE)
STORE = Statement(sa.insert(outbox))
# The same in one statement, where a statement may write twice: most transactions have one event.
STORE_AND_RAISE = Statement(
    sa.insert(outbox)
    .values({column.name: sa.bindparam(column.name, type_=column.type) for column in outbox.columns})
    .add_cte(_RAISE.cte("raised"))
)


async def store_events(connection: AsyncConnection, day: OfficeDay) -> None:
    """Write a day's new events and the number of the last."""
    if not day.events:
        return
    raised = {"of_office": day.office.id, "of_date": day.date, "last": day.seq, "last_at": day.event_at}
    *others, last = day.events
    for event in others:
        await STORE.all(connection, event)
    if connection.dialect.name == "postgresql":
        await STORE_AND_RAISE.all(connection, last | raised)
    else:
        await STORE.all(connection, last)
        await RAISE.all(connection, raised)
    day.events = []
