# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Those who ask for help in the waiting room, and those who give it.

Hanna and Heiko help in "mitte" and "nord", Pia in a pool that looks after "mitte", and Paul in its phone
service; both of them belong to another tenant's "drueben", as Dana does, who helps nowhere else.
"""

from aufruf.actions import helper_pools, helping
from aufruf.actions.helping import Asked
from aufruf.actions.users import add_user
from aufruf.db import help_requests
from aufruf.domain.access import Device, Person
from aufruf.domain.help import HelpKey, HelpLevel, HelpMode, HelpRequest
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.help import ForHelper, requests_for, where_to_help
from tests.actions.waiting_room import WaitingRoom

KIOSK = Device(id="kiosk", office="mitte", kind=DeviceKind.KIOSK)
TERMINAL = Device(id="terminal", office="mitte", kind=DeviceKind.TERMINAL)
NAMESAKE = Device(id="kiosk", office="nord", kind=DeviceKind.KIOSK)  # ids are unique within an office


def person(name: str, role: Role = Role.HELPER, *offices: str, tenant: str = "default") -> Person:
    return Person(user=name, tenant=tenant, role=role, offices=frozenset(offices or ("mitte",)))


HANNA, HEIKO = person("hanna"), person("heiko")
PIA, PAUL, DANA = (person(name, Role.HELPER, "drueben", tenant="nachbar") for name in ("pia", "paul", "dana"))


async def staff(room: WaitingRoom) -> None:
    """The office has helpers of its own."""
    async with room.db.transaction() as tx:
        for name in ("hanna", "heiko"):
            await add_user(tx, id_=name, name=name, role=Role.HELPER, offices=["mitte", "nord"])


async def staff_pools(room: WaitingRoom) -> None:
    """And a pool and a phone service that look after it."""
    async with room.db.transaction() as tx:
        for name in ("pia", "paul", "dana"):
            await add_user(tx, id_=name, name=name, role=Role.HELPER, offices=["drueben"])
        for pool, level, name in (
            ("verbund", HelpLevel.POOL, "pia"),
            ("telefon", HelpLevel.PHONE, "paul"),
        ):
            await helper_pools.add_pool(tx, pool=pool, name=pool.title(), level=level)
            await helper_pools.join(tx, pool=pool, office="mitte")
            await helper_pools.take_in(tx, pool=pool, name=name)


async def look(room: WaitingRoom, *people: str) -> None:
    """These people have their lists open just now."""
    await helping.note_presence(room.db, people=people)


async def asked(room: WaitingRoom, device: Device = KIOSK, step: str = "concern") -> Asked:
    return await room.do(helping.ask, device=device, step=step)


async def accepted(
    room: WaitingRoom, request: HelpRequest, who: Person = HANNA, mode: HelpMode = HelpMode.COME
) -> HelpRequest:
    return await room.do(helping.accept, key=request.key, person=who, mode=mode)


async def stored(room: WaitingRoom, key: HelpKey) -> HelpRequest:
    async with room.db.reading() as reading:
        return await help_requests.get(reading.connection, key)


async def listed(room: WaitingRoom, who: Person) -> tuple[ForHelper, ...]:
    """What a helper sees."""
    async with room.db.reading() as reading:
        return await requests_for(reading, await where_to_help(reading, who))
