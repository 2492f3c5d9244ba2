# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The town comes to be: its offices from files, its people, its clock, and its first hour."""

import datetime as dt
from collections.abc import Callable, Iterable
from importlib.resources import files

from aufruf.actions import helper_pools, pacing
from aufruf.actions.devices import add_device
from aufruf.actions.help_choices import set_rules
from aufruf.actions.importing import import_catalogue, read_catalogue
from aufruf.actions.passwords import hash_password
from aufruf.actions.users import add_user
from aufruf.demo import bookings, history, life
from aufruf.demo.devices import NAMES, devices_of
from aufruf.demo.foresight import learn_from_the_past
from aufruf.demo.helpers import RULES as HELP_RULES
from aufruf.demo.helpers import helper_of
from aufruf.demo.logins import PARTS
from aufruf.demo.mornings import BEFORE_OPENING, first_morning, opening_before
from aufruf.demo.options import HISTORY
from aufruf.demo.town import Town
from aufruf.domain.access import Person
from aufruf.domain.catalogue import Office
from aufruf.domain.help import HelpLevel
from aufruf.domain.roles import Role
from aufruf.web.doors import Doors
from aufruf.web.tokens import DEVICE, key_of, new_secret

POOLS = (
    ("springer", "Springer im Landkreis", HelpLevel.POOL),
    ("servicetelefon", "Servicetelefon", HelpLevel.PHONE),
)
SHOWN = (("hilfe", "Frau K.", ["en", "tr"]), ("hilfe@musterstadt", "Herr B.", ["en", "ar", "uk"]))
Tell = Callable[[str], None]
EVENING_BEFORE = dt.timedelta(hours=12)
A_MOMENT = dt.timedelta(seconds=10)  # real: more time than between two anchors of the clock


async def found(
    doors: Doors, *, password: str, speed: float, seed: int, tell: Tell, weeks: int = HISTORY
) -> Town:
    """Found the town with so many weeks behind it, or come back to it. Told is what takes a while."""
    async with doors.reading() as reading:
        there = await reading.catalogue.all_current(reading.connection, now=reading.now)
    if there:
        async with doors.transaction() as tx:
            await pacing.continue_clock(tx, real_now=doors.clock(), at_most=A_MOMENT)
        return _town(doors, there, seed=seed)
    tell("Musterstadt is built: offices, services, counters, staff")
    offices = await _build(doors, password=password)
    town = _town(doors, offices, seed=seed)
    nine = first_morning(offices[0], after=doors.clock())
    async with doors.transaction() as tx:
        real_now, evening = doors.clock(), nine - EVENING_BEFORE
        await pacing.start_clock(tx, real_now=real_now, shown_at=evening, speed=0)
    tell("its offices remember the weeks before, and learn from them")
    await history.remember(town, weeks=weeks, today=offices[0].local_date(nine))
    await learn_from_the_past(doors)
    tell("its citizens book appointments for the coming days")
    await bookings.fill_calendar(town, evening)
    tell("its first hour passes")
    async with doors.transaction() as tx:
        early = opening_before(offices[0], nine) - BEFORE_OPENING
        await pacing.jump_to(tx, shown_at=early, real_now=doors.clock())
    await life.hurry(town, nine)
    async with doors.transaction() as tx:
        await pacing.set_pace(tx, speed=speed, real_now=doors.clock())
    return town


async def _build(doors: Doors, *, password: str) -> tuple[Office, ...]:
    folder = files("aufruf.demo") / "musterstadt"
    catalogue = read_catalogue({file.name: file.read_bytes() for file in folder.iterdir()})
    hashed = await hash_password(password)
    async with doors.transaction() as tx:
        await import_catalogue(tx, catalogue=catalogue)
    async with doors.transaction() as tx:
        for part in PARTS:
            await add_user(
                tx,
                id_=f"demo-{part.name}",
                name=part.name,
                role=part.role,
                offices=part.offices,
                password_hash=hashed,
            )
        offices = [await tx.office(id_) for id_ in sorted(entry.id for entry in catalogue.offices)]
        helper = helper_of(offices)
        await add_user(
            tx, id_=helper.user, name="hilfe@musterstadt", role=helper.role, offices=helper.offices
        )
        for office in offices:
            for clerk in _clerks([office]):
                await add_user(
                    tx,
                    id_=clerk.user,
                    name=f"{clerk.staff}@musterstadt",
                    role=clerk.role,
                    offices=clerk.offices,
                    staff=clerk.staff,
                )
    await _who_helps(doors, offices)
    for device in (each for office in offices for each in devices_of(office)):
        async with doors.transaction() as tx:  # one each: a kiosk's letter is given under the office's lock
            await add_device(
                tx,
                id_=device.id,
                office=device.office,
                kind=device.kind,
                token_key=key_of(new_secret(DEVICE)),
                name=NAMES[device.kind],
            )
    async with doors.reading() as reading:
        return tuple(await reading.catalogue.all_current(reading.connection, now=reading.now))


async def _who_helps(doors: Doors, offices: Iterable[Office]) -> None:
    """A pool and a phone service look after the offices, whose own helpers come first."""
    async with doors.transaction() as tx:
        for pool, name, level in POOLS:
            await helper_pools.add_pool(tx, pool=pool, name=name, level=level)
            for office in offices:
                await helper_pools.join(tx, pool=pool, office=office.id)
        await add_user(
            tx, id_="demo-pool", name="springer@musterstadt", role=Role.HELPER, offices=[PARTS[0].offices[0]]
        )
        for pool, *_ in POOLS:
            await helper_pools.take_in(tx, pool=pool, name="springer@musterstadt")
        for name, shown_as, languages in SHOWN:
            await helper_pools.describe(tx, name=name, shown_as=shown_as, languages=languages)
    for office in offices:
        async with doors.transaction() as tx:
            await set_rules(tx, office=office.id, rules=HELP_RULES)


def _town(doors: Doors, offices: Iterable[Office], *, seed: int) -> Town:
    there = tuple(sorted(offices, key=lambda office: office.id, reverse=True))  # the town hall first
    return Town(doors=doors, seed=seed, offices=there, clerks=_clerks(there))


def _clerks(offices: Iterable[Office]) -> tuple[Person, ...]:
    """The staff of the town, as people who log in. They have no password: only the demo acts as them."""
    return tuple(
        Person(
            user=f"demo-staff-{member.id}",
            tenant=office.tenant,
            role=Role.CLERK,
            offices=frozenset({office.id}),
            staff=member.id,
        )
        for office in offices
        for member in office.staff
    )
