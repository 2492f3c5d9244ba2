# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The devices of an office: which were let in, and letting one in no longer."""

import datetime as dt

from litestar import Router, delete, get

from aufruf.actions.devices import revoke_device
from aufruf.db import devices
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, Person, person_anywhere, person_with
from aufruf.domain.errors import NotFound
from aufruf.domain.roles import Right
from aufruf.web.wire import Answer, Page, PathId, local, optional_local
from aufruf.web.wiring import Given


class DeviceAnswer(Answer, frozen=True):
    """A kiosk, display or terminal that was let in, and when it was last heard of."""

    id: str
    kind: str
    name: str
    created_at: dt.datetime
    seen_at: dt.datetime | None


@get("/offices/{office:str}/devices")
async def list_devices(office: PathId, caller: Given[Caller], db: Given[Database]) -> Page[DeviceAnswer]:
    """The devices that were let into an office."""
    async with db.reading() as reading:
        known = await reading.office(office)
        person_with(caller, Right.SUPERVISE, known)
        found = await devices.of_office(reading.connection, office)
    return Page(
        items=[
            DeviceAnswer(
                id=each.device.id,
                kind=each.device.kind,
                name=each.name,
                created_at=local(each.created_at, known.zone),
                seen_at=optional_local(each.seen_at, known.zone),
            )
            for each in found
        ]
    )


@delete("/devices/{device:str}")
async def revoke(device: PathId, caller: Given[Caller], db: Given[Database]) -> None:
    """Let a device in no longer."""
    person = person_anywhere(caller, Right.SUPERVISE)
    async with db.transaction() as tx:
        await revoke_device(tx, id_=device, office=await _office_of(tx, person, device))


async def _office_of(tx: Transaction, person: Person, device: str) -> str:
    """The office of a device whose supervisor this is. Raises NotFound, NotAllowed."""
    offices = [await tx.office(office) for office in await devices.offices_of(tx.connection, device)]
    if not offices:
        raise NotFound
    # Ids are unique within an office only: of several devices the one they may speak for is meant.
    theirs = next((office for office in offices if person.may(Right.SUPERVISE, office)), offices[0])
    person_with(person, Right.SUPERVISE, theirs)
    return theirs.id


router = Router("", route_handlers=[list_devices, revoke], tags=["Devices"])
