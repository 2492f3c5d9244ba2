# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans as rows: proposed, decided, and who decided. None is ever deleted: they are their own record."""

import datetime as dt
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import appointments
from aufruf.db import tables as t
from aufruf.db.days import DayKey
from aufruf.domain.appointment import Appointment, AppointmentState
from aufruf.domain.day_plan import DayPlan
from aufruf.domain.plans import ProposalState
from aufruf.domain.visit import VisitState

_P, _A, _V = t.plan.c, t.appointment.c, t.visit.c
PROMISED = (AppointmentState.HELD, AppointmentState.CONFIRMED, AppointmentState.CHECKED_IN)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPlan:
    """A plan with what has become of it. `effect` are plain numbers: whoever made them knows their shape."""

    office: str
    id: str
    state: ProposalState
    made_at: dt.datetime
    made_for: str  # night, request, day
    office_version: int
    plan: DayPlan
    effect: dict[str, Any]
    decided_at: dt.datetime | None = None
    decided_by: str | None = None
    reason: str = ""


async def insert(
    connection: AsyncConnection,
    office: str,
    *,
    plan: DayPlan,
    effect: dict[str, Any],
    made_for: str,
    office_version: int,
    now: dt.datetime,
) -> str:
    """Propose a plan; an open one of the same day is superseded. The answer is its id."""
    open_one = (_P.office_id == office, _P.date == plan.date, _P.state == ProposalState.PROPOSED)
    await connection.execute(sa.update(t.plan).where(*open_one).values(state=ProposalState.SUPERSEDED))
    row = {
        "office_id": office,
        "id": secrets.token_hex(8),
        "date": plan.date,
        "state": ProposalState.PROPOSED,
        "made_at": now,
        "made_for": made_for,
        "office_version": office_version,
        "proposal": msgspec.to_builtins(plan),
        "effect": effect,
    }
    await connection.execute(sa.insert(t.plan), row)
    return str(row["id"])


async def of_day(connection: AsyncConnection, day: DayKey) -> StoredPlan | None:
    """The plan that counts on a date: the open one, else the one decided last."""
    [found] = await of_days(connection, day[0], [day[1]])
    return found


async def of_days(
    connection: AsyncConnection, office: str, dates: Sequence[dt.date]
) -> list[StoredPlan | None]:
    """The same for several dates, in their order."""
    rows = await connection.execute(
        sa.select(t.plan)
        .where(_P.office_id == office, _P.date.in_(dates), _P.state != ProposalState.SUPERSEDED)
        .order_by(_P.made_at, _P.id)
    )
    found: dict[dt.date, StoredPlan] = {}
    for row in rows:
        known = found.get(row.date)
        if known is None or known.state is not ProposalState.PROPOSED:
            found[row.date] = _plan(row)
    return [found.get(date) for date in dates]


async def decide(
    connection: AsyncConnection,
    plan: StoredPlan,
    *,
    state: ProposalState,
    by: str,
    now: dt.datetime,
    reason: str = "",
    people: DayPlan | None = None,
) -> None:
    """Store what became of an open plan, and who decided; as it was accepted, if with changes."""
    values: dict[str, Any] = {"state": state, "decided_by": by, "decided_at": now, "reason": reason}
    if people is not None:
        values["proposal"] = msgspec.to_builtins(people)
    await connection.execute(
        sa.update(t.plan)
        .where(_P.office_id == plan.office, _P.id == plan.id, _P.state == ProposalState.PROPOSED)
        .values(values)
    )


async def promised_on(connection: AsyncConnection, day: DayKey) -> list[Appointment]:
    """The appointments of a date that may take somebody's time, without whose they are."""
    rows = await connection.execute(
        sa.select(*appointments.COLUMNS)
        .where(_A.office_id == day[0], _A.date == day[1], _A.state.in_(PROMISED))
        .order_by(_A.start_at, _A.id)
    )
    return [appointments.appointment_of(row) for row in rows]


async def waiting_for(connection: AsyncConnection, day: DayKey) -> list[tuple[tuple[str, int], ...]]:
    """What each of those who wait on a day has come for."""
    rows = await connection.execute(
        sa.select(_V.services).where(
            _V.office_id == day[0], _V.date == day[1], _V.state == VisitState.WAITING
        )
    )
    return [appointments.items_of(row.services) for row in rows]


def _plan(row: Any) -> StoredPlan:
    return StoredPlan(
        office=row.office_id,
        id=row.id,
        state=ProposalState(row.state),
        made_at=row.made_at,
        made_for=row.made_for,
        office_version=row.office_version,
        plan=msgspec.convert(row.proposal, DayPlan),
        effect=row.effect,
        decided_at=row.decided_at,
        decided_by=row.decided_by,
        reason=row.reason,
    )
