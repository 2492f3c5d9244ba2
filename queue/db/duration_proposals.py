# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other lengths proposed for services, and what became of them."""

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from aufruf.db import tables as t
from aufruf.domain.plans import ProposalState
from aufruf.planning.learning.durations import Measured

_P, _S = t.duration_proposal.c, t.office_service.c
COLUMNS = (_P.id, _P.service_id, _P.state, _P.planned_minutes, _P.proposed_minutes, _P.decided_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationProposal:
    """Another length for a service of an office, in minutes."""

    id: str
    service: str
    state: ProposalState
    planned: int  # as it was when this was proposed
    proposed: int
    decided_at: dt.datetime | None = None


async def open_of(connection: AsyncConnection, office: str) -> dict[str, DurationProposal]:
    """What is proposed and not decided yet, by service."""
    query = sa.select(*COLUMNS).where(_P.office_id == office, _P.state == ProposalState.PROPOSED)
    return {row.service_id: _proposal(row) for row in await connection.execute(query)}


async def refused_since(
    connection: AsyncConnection, office: str, *, since: dt.datetime
) -> list[DurationProposal]:
    """What was refused after this moment."""
    query = sa.select(*COLUMNS).where(
        _P.office_id == office, _P.state == ProposalState.REFUSED, _P.decided_at > since
    )
    return [_proposal(row) for row in await connection.execute(query.order_by(_P.decided_at, _P.id))]


async def latest(connection: AsyncConnection, office: str, service: str) -> DurationProposal | None:
    """The last that was proposed for a service, whatever became of it."""
    query = sa.select(*COLUMNS).where(_P.office_id == office, _P.service_id == service)
    newest = query.order_by((_P.state == ProposalState.PROPOSED).desc(), _P.made_at.desc(), _P.id).limit(1)
    row = (await connection.execute(newest)).one_or_none()
    return None if row is None else _proposal(row)


async def insert(
    connection: AsyncConnection,
    office: str,
    *,
    service: str,
    planned: int,
    proposed: int,
    measured: Measured,
    now: dt.datetime,
) -> None:
    """Propose a length. At most one is open for a service: an index sees to it."""
    row = {
        "office_id": office,
        "id": secrets.token_hex(16),
        "service_id": service,
        "state": ProposalState.PROPOSED,
        "planned_minutes": planned,
        "proposed_minutes": proposed,
        "measured": msgspec.to_builtins(measured),
        "made_at": now,
    }
    await connection.execute(sa.insert(t.duration_proposal), row)


async def decide(
    connection: AsyncConnection,
    office: str,
    proposal: DurationProposal,
    *,
    state: ProposalState,
    by: str | None = None,
    now: dt.datetime,
) -> None:
    """Note what became of a proposal, and who decided so; nobody, if another took its place."""
    change = sa.update(t.duration_proposal).where(_P.office_id == office, _P.id == proposal.id)
    await connection.execute(change.values(state=state, decided_at=now, decided_by=by))


async def plan_minutes(connection: AsyncConnection, office: str, *, service: str, minutes: int) -> None:
    """Let a service of an office be planned with this length from now on."""
    change = sa.update(t.office_service).where(_S.office_id == office, _S.service_id == service)
    await connection.execute(change.values(duration_minutes=minutes))


def _proposal(row: Any) -> DurationProposal:
    return DurationProposal(
        id=row.id,
        service=row.service_id,
        state=row.state,
        planned=row.planned_minutes,
        proposed=row.proposed_minutes,
        decided_at=row.decided_at,
    )
