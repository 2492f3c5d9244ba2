# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may serve what, and what becomes of the appointments when that changes."""

from typing import Annotated

import msgspec
from litestar import Router, get, put
from litestar.params import FromQuery, JSONBody

from aufruf.actions import shifts as deeds
from aufruf.api.shifts import TouchedAnswer, touched_answer
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.replanning import with_skills
from aufruf.domain.roles import Right
from aufruf.reads.touched import touched_by_skills
from aufruf.web.wire import Answer, Id, Page, PathId, Sent
from aufruf.web.wiring import Given

PATH = "/offices/{office:str}/staff"


class SentSkills(Sent, frozen=True):
    """The services that somebody may serve; null: all."""

    skills: Annotated[list[Id], msgspec.Meta(max_length=1000)] | None


class StaffAnswer(Answer, frozen=True):
    """Somebody who serves, and what; null: everything."""

    id: str
    name: str
    skills: list[str] | None


@get(PATH)
async def list_staff(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[StaffAnswer]:
    """Everybody who works at an office, with their skills."""
    async with db.reading() as reading:
        found: Office = await reading.office(office)
        person_with(caller, Right.SERVE, found)
    return Page(
        items=[
            StaffAnswer(
                id=member.id,
                name=member.name,
                skills=None if member.skills is None else sorted(member.skills),
            )
            for member in found.staff
        ]
    )


@put(PATH + "/{staff:str}/skills")
async def set_skills(
    office: PathId,
    staff: PathId,
    data: JSONBody[SentSkills],
    caller: Given[Caller],
    db: Given[Database],
    preview: FromQuery[bool] = False,  # noqa: FBT002 (so it is named in the query)
) -> TouchedAnswer:
    """Let somebody serve these services and no others; with `preview` only tell what it would do."""
    if preview:
        async with db.reading(snapshot=True) as reading:
            known = await reading.office(office)
            person_with(caller, Right.SUPERVISE, known)
            after = with_skills(known, staff=staff, skills=data.skills)
            touched = await touched_by_skills(reading.connection, after, staff=staff, now=reading.now)
        return touched_answer(touched, known.zone)
    async with db.transaction() as tx:
        known = await tx.office(office)
        person_with(caller, Right.SUPERVISE, known)
        touched = await deeds.set_skills(tx, office=office, staff=staff, skills=data.skills)
    return touched_answer(touched, known.zone)


router = Router("", route_handlers=[list_staff, set_skills], tags=["Shifts and closures"])
