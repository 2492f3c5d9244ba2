# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two tenants with two offices each. Ids begin with that of the office to which they belong."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from aufruf.actions import lengths
from aufruf.actions.counters import open_counter
from aufruf.actions.tickets import arrive
from aufruf.actions.users import add_user
from aufruf.db import alarms, appointments, call_backs, help_requests, pairings, rebooking, tickets
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.alarm import Alarm
from aufruf.domain.appointment import Citizen
from aufruf.domain.call_backs import CallBack
from aufruf.domain.catalogue import Counter, Office, Shift, StaffMember
from aufruf.domain.help import HelpRequest
from aufruf.domain.pairing import Pairing
from aufruf.domain.rebooking import Cause, Entry
from aufruf.domain.roles import DeviceKind, Role
from aufruf.web.tokens import PERSONAL, CitizenTokens, Purpose, key_of, new_secret
from tests.builders import EIGHT, EIGHTEEN, MONDAY, appointment, at, office, service, town, visit
from tests.planned import day_plan, proposed
from tests.web.measured import LONG
from tests.web.served import make_device

TENANTS = {"nord": ("nord-a_", "nord-b_"), "sued": ("sued-a_", "sued-b_")}
OFFICES = tuple(each for offices in TENANTS.values() for each in offices)
PLANNED = dt.date(2026, 11, 25)
CODES = dict(zip(OFFICES, ("AAAA22", "BBBB33", "CCCC44", "DDDD55"), strict=True))


PAIRING_CODES = {place: f"{code[:4]}77" for place, code in CODES.items()}  # on screens that wait for staff


def tenant_of(place: str) -> str:
    return next(tenant for tenant, offices in TENANTS.items() if place in offices)


def office_called(place: str) -> Office:
    staff = (StaffMember(id=f"{place}anna"), StaffMember(id=f"{place}bela"))
    works = [(member.id, day) for member in staff for day in range(7)]
    return office(
        id=place,
        tenant=tenant_of(place),
        name=f"Amt {place}",
        services={f"{place}pass": service(id=f"{place}pass", name=f"Pass {place}")},
        counters=tuple(Counter(id=f"{place}{index}", room=f"{place}room") for index in (1, 2)),
        staff=staff,
        shifts=tuple(
            Shift(staff=member, weekday=day, local_from=EIGHT, local_to=EIGHTEEN) for member, day in works
        ),
    )


async def two_tenants(db: Database, tokens: CitizenTokens) -> dict[str, dict[str, str]]:
    """Store them, somebody waiting and an appointment in each office; the tokens by office and caller."""
    async with db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.tenant), [{"id": each, "name": each} for each in TENANTS])
    await town(db, *(office_called(place) for place in OFFICES))
    return {place: await _people(db, tokens, place) for place in OFFICES}


async def _people(db: Database, tokens: CitizenTokens, place: str) -> dict[str, str]:
    given = {role.value: await _person(db, role, place) for role in Role}
    for kind in DeviceKind:
        given[kind.value] = await make_device(db, kind, place, id_=f"{place}{kind}", name=f"{place}foyer")
    promise, waiting = f"{place}promise", f"{place}waiting"
    async with db.transaction() as tx:
        asking = Pairing(code=PAIRING_CODES[place], kind=DeviceKind.DISPLAY, expires_at=at("23:59"))
        await pairings.add(tx.connection, asking, secret_key=key_of("nobody's"), at=tx.now)
        day = await tx.lock(place)
        ordinal = await tickets.next_ordinal(tx.connection, day.key, group="A")
        wanted = ((f"{place}pass", 1),)
        await arrive(
            tx,
            day,
            visit(id=waiting, office=place, ordinal=ordinal, services=wanted, arrived_at=at("08:40")),
            name=f"{place}erika",
        )
        booked = appointment(
            id=promise, office=place, start=at("09:20"), services=wanted, booking_code=CODES[place]
        )
        await appointments.insert(tx.connection, booked, Citizen(name=f"{place}max"))
        await help_requests.insert(tx.connection, somebody_stuck(place))
        left_alone = CallBack(
            id=f"{place}callback",
            office=place,
            date=MONDAY,
            request=f"{place}other",
            topic=f"{place}pass",
            phone="0301234567",
            asked_at=at("08:30"),
        )
        await call_backs.insert(tx.connection, left_alone)
        raised = Alarm(
            id=f"{place}alarm", office=place, date=MONDAY, counter=f"{place}2", raised_at=at("08:55")
        )
        await alarms.insert(tx.connection, raised)
        for end, code in (("move", "EEEE66"), ("cancel", "FFFF77")):  # outside the hours, so they stay listed
            late = appointment(
                id=f"{place}{end}", office=place, start=at("19:00"), services=wanted, booking_code=code
            )
            await appointments.insert(tx.connection, late, Citizen(name=f"{place}moritz"))
            entry = Entry(appointment=late.id, date=late.date, cause=Cause.HOURS, since=tx.now)
            await rebooking.put(tx.connection, place, [entry])
    async with db.reading() as reading:
        known = await reading.office(place)
    await proposed(db, day_plan(known, {}, date=PLANNED), office=place)
    async with db.transaction() as tx:
        await lengths.propose(tx, office=place, measured={f"{place}pass": LONG})
    given["citizen who waits"] = tokens.token(Purpose.VISIT, waiting, 0)
    given["citizen who booked"] = tokens.token(Purpose.APPOINTMENT, promise, 0)
    return given


def somebody_stuck(place: str) -> HelpRequest:
    """Somebody who asked for help at the kiosk of this office."""
    return HelpRequest(
        id=f"{place}help",
        office=place,
        date=MONDAY,
        device=f"{place}kiosk",
        device_kind=DeviceKind.KIOSK,
        step="concern",
        topic=f"{place}pass",
        asked_at=at("08:50"),
    )


async def _person(db: Database, role: Role, place: str) -> str:
    token, name = new_secret(PERSONAL), f"{place}{role}"
    async with db.transaction() as tx:
        person = await add_user(
            tx,
            id_=name,
            name=name,
            role=role,
            offices=[place],
            token_key=key_of(token),
        )
        if role is Role.CLERK:
            await open_counter(tx, office=place, counter=f"{place}2", person=person)
    return token


def sent_to(place: str) -> dict[str, Any]:
    """A body of each kind, with ids of this office."""
    services, start = [f"{place}pass"], "2026-11-23T15:00:00+01:00"
    quantities = [{"service": f"{place}pass", "quantity": 1}]
    alone = {"key": "k1", "kind": "ticket", "number": "K001", "taken_at": "2026-11-23T08:50:00+01:00"}
    return {
        "NewStart": {"start": start, "office": place},
        "OtherStart": {"start": start, "office": place},
        "OfficeBooking": {"services": quantities, "start": start, "citizen": {"name": f"{place}moritz"}},
        "TicketWish": {"services": services},
        "CheckInCode": {"code": CODES[place]},
        "CheckIn": {"code": CODES[place]},
        "ToCounter": {"office": place, "counter": f"{place}1"},
        "Done": {"services": services},
        "Onward": {"services": services},
        "Late": {"minutes": 5},
        "WalkIn": {"services": services, "name": f"{place}klara"},
        "SentShifts": {"shifts": [{"local_from": "08:00", "local_to": "18:00"}]},
        "SentSkills": {"skills": services},
        "HelpWish": {"step": "concern", "topic": services[0]},
        "Acceptance": {"mode": "come"},
        "Helped": {"services": services},
        "HelpWithdrawal": {"why": "left"},
        "HelpConsent": {"view": True, "point": True, "talk": False, "instance": "x" * 16},
        "CallBackWish": {"phone": "030 1234567"},
        "SentHelpRules": {"office_seconds": 30},
        "HandOver": {"note": f"{place}notiz", "to": "pool"},
        "PlanWish": {"movable": "breaks"},
        "PlanAcceptance": {"changes": [{"staff": f"{place}anna", "shifts": []}]},
        "PlanRefusal": {"reason": "so"},
        "KioskBooking": {"services": services, "start": start},
        "Batch": {"entries": [alone | {"services": services}]},
        "Note": {"text": f"{place}notiz"},
        "EarlyClosing": {"reason": f"{place}stromausfall"},
        "PairingAcceptance": {"office": place, "name": f"{place}flur"},
        "DeviceChanges": {"name": f"{place}halle"},
        "HealthReport": {"version": "1", "instance": "one"},
        "SentClosure": {"from": "2026-12-28", "to": "2026-12-28"},
    }


def path_to(template: str, place: str) -> str:
    """A path with ids of this office."""
    listed = f"{place}{template.rpartition('/')[2]}"  # on the rebooking list, to be moved or cancelled
    return template.format(
        office=place,
        counter=f"{place}1",
        visit=f"{place}waiting",
        appointment=listed if "/rebooking/" in template else f"{place}promise",
        staff=f"{place}anna",
        device=f"{place}display",
        code=PAIRING_CODES[place],
        service=f"{place}pass",
        help_request=f"{place}help",
        alarm=f"{place}alarm",
        call_back=f"{place}callback",
        date=PLANNED,
        first="2026-12-28",
        last="2026-12-28",
    )
