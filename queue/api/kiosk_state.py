# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it stands at a kiosk: what may be done here now, and how long it would take."""

import datetime as dt

from litestar import Router, get

from aufruf.api.shapes import WaitAnswer, wait_answer
from aufruf.domain.access import Device
from aufruf.domain.catalogue import Service
from aufruf.domain.stations import terminal_services_beside
from aufruf.planning.waits.forecast import Forecast
from aufruf.reads.kiosk import Kiosk, KioskNow, hours_for_walk_ins, kiosk_now
from aufruf.web.kiosks import AT_KIOSK, AT_KIOSKS
from aufruf.web.wire import Answer, local, optional_local
from aufruf.web.wiring import Given, Wiring


class KioskOffice(Answer, frozen=True):
    """Where the kiosk stands."""

    id: str
    name: str
    timezone: str


class KioskDevice(Answer, frozen=True):
    """Which kiosk this is. `letter` is the series of the tickets that it draws without the server."""

    id: str
    name: str
    letter: str | None
    prints: str | None  # "browser": the page prints each ticket by itself


class KioskService(Answer, frozen=True):
    """What somebody may come for, and how long they would wait now; null: unknown."""

    id: str
    name: str
    group: str
    duration_minutes: int
    documents: str
    appointments: bool
    walk_ins: bool
    resource: str
    wait: WaitAnswer | None
    perhaps_not_today: bool
    beside: list[str]  # what may be done at a terminal first, with the same ticket


class KioskState(Answer, frozen=True):
    """How it stands at a kiosk now."""

    office: KioskOffice
    device: KioskDevice | None  # null: anybody's, in the demo town
    now: dt.datetime
    open: bool  # whether tickets are given
    closes_at: dt.datetime | None
    opens_at: dt.datetime | None  # where it is closed
    waiting: int
    services: list[KioskService]
    languages: list[str]
    rehearsal: bool
    closed_early: bool
    help: str | None  # the help request that goes on at this device


@get("/kiosk")
async def show_state(kiosk: Given[Device], wiring: Given[Wiring]) -> KioskState:
    """How it stands at this kiosk."""
    forecast = await wiring.forecasts.look(kiosk.office)
    async with wiring.db.reading() as reading:
        seen, now = await kiosk_now(reading, kiosk.office), reading.now
    return kiosk_state(seen, kiosk, now=now, forecast=forecast, rehearsal=wiring.rehearsal)


def kiosk_state(
    seen: KioskNow, device: Device, *, now: dt.datetime, forecast: Forecast | None, rehearsal: bool
) -> KioskState:
    """What a kiosk is told of its office."""
    office, known = seen.office, seen.kiosks.get(device.id)
    hours, opens_at = hours_for_walk_ins(seen, now=now)
    return KioskState(
        office=KioskOffice(id=office.id, name=office.name, timezone=office.zone.key),
        device=None if known is None else device_answer(known),
        now=local(now, office.zone),
        open=hours is not None,
        closes_at=None if hours is None else local(hours[1], office.zone),
        opens_at=optional_local(opens_at, office.zone),
        waiting=seen.waiting,
        services=[
            service_answer(service, forecast, beside=terminal_services_beside(office, service))
            for service in office.services.values()
            if service.walk_ins or service.appointments
        ],
        languages=seen.languages(device.id),
        rehearsal=rehearsal,
        closed_early=seen.closed_early,
        help=seen.help.get(device.id),
    )


def service_answer(service: Service, forecast: Forecast | None, *, beside: list[str]) -> KioskService:
    """What somebody may come for."""
    expected = forecast.for_next(service.id) if forecast is not None and service.walk_ins else None
    return KioskService(
        id=service.id,
        name=service.name,
        group=service.group,
        duration_minutes=service.minutes,
        documents=service.documents,
        appointments=service.appointments,
        walk_ins=service.walk_ins,
        resource=service.resource,
        wait=wait_answer(expected),
        perhaps_not_today=expected is not None and expected.perhaps_not_today,
        beside=beside,
    )


def device_answer(known: Kiosk) -> KioskDevice:
    """Which kiosk this is."""
    said = known.choices.get("print")
    return KioskDevice(
        id=known.id, name=known.name, letter=known.letter, prints=said if isinstance(said, str) else None
    )


router = Router("", route_handlers=[show_state], dependencies=AT_KIOSKS, opt=AT_KIOSK, tags=["Kiosk"])
