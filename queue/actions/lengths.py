# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another length for a service is proposed, accepted or refused. Never does one change by itself."""

import datetime as dt
from collections.abc import Mapping, Sequence

from aufruf.db import duration_proposals as stored
from aufruf.db.duration_proposals import DurationProposal
from aufruf.db.imports import raise_versions
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Person
from aufruf.domain.errors import NotFound, WrongState
from aufruf.domain.plans import ProposalState
from aufruf.planning.learning.durations import CELL, Measured, proposal_of

NOT_AGAIN = dt.timedelta(days=30)  # is a refused length proposed, unless it has become another


async def propose(tx: Transaction, *, office: str, measured: Mapping[str, Measured]) -> int:
    """Propose lengths by what was measured, and take back proposals that no longer hold; how many are new."""
    known = await tx.lock_office(office)
    open_now = await stored.open_of(tx.connection, office)
    refused = await stored.refused_since(tx.connection, office, since=tx.now - NOT_AGAIN)
    new = 0
    for service in known.services.values():
        found = measured.get(service.id)
        wanted = proposal_of(found, service.minutes)
        if wanted is not None and _was_refused(service.id, wanted, refused):
            wanted = None
        before = open_now.pop(service.id, None)
        if before is not None and (before.planned, before.proposed) == (service.minutes, wanted):
            continue
        if before is not None:
            await stored.decide(tx.connection, office, before, state=ProposalState.SUPERSEDED, now=tx.now)
        if found is not None and wanted is not None:
            await stored.insert(
                tx.connection,
                office,
                service=service.id,
                planned=service.minutes,
                proposed=wanted,
                measured=found,
                now=tx.now,
            )
            new += 1
    for gone in open_now.values():  # of services that are offered no longer
        await stored.decide(tx.connection, office, gone, state=ProposalState.SUPERSEDED, now=tx.now)
    return new


async def accept(tx: Transaction, *, office: str, service: str, person: Person) -> int:
    """Plan a service with the proposed length from now on; the minutes. Appointments keep theirs.

    Raises NotFound, WrongState if it was decided already or something else is planned by now.
    """
    known = await tx.lock_office(office)
    proposal = await _open(tx, office, service)
    planned = known.services.get(service)
    if planned is None or planned.minutes != proposal.planned:
        raise WrongState(state=ProposalState.SUPERSEDED)
    await stored.decide(
        tx.connection, office, proposal, state=ProposalState.ACCEPTED, by=person.user, now=tx.now
    )
    await stored.plan_minutes(tx.connection, office, service=service, minutes=proposal.proposed)
    await raise_versions(tx.connection, offices=[office], services=())
    return proposal.proposed


async def refuse(tx: Transaction, *, office: str, service: str, person: Person) -> int:
    """Keep the length as it is, and note who decided so; the minutes. Raises NotFound, WrongState."""
    known = await tx.lock_office(office)
    proposal = await _open(tx, office, service)
    await stored.decide(
        tx.connection, office, proposal, state=ProposalState.REFUSED, by=person.user, now=tx.now
    )
    planned = known.services.get(service)
    return proposal.planned if planned is None else planned.minutes


async def _open(tx: Transaction, office: str, service: str) -> DurationProposal:
    known = await stored.latest(tx.connection, office, service)
    if known is None:
        raise NotFound
    if known.state is not ProposalState.PROPOSED:
        raise WrongState(state=known.state)
    return known


def _was_refused(service: str, wanted: int, refused: Sequence[DurationProposal]) -> bool:
    """Whether about the same was refused lately: the last word of these counts."""
    last = [each.proposed for each in refused if each.service == service][-1:]
    return any(abs(wanted - proposed) < CELL for proposed in last)
