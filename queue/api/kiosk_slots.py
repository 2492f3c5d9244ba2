# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Appointments at a kiosk: a few times to choose from, and one taken at once, without a name.

Nobody types their name on a screen that the whole hall can read. The code is the key to it.
"""

import datetime as dt
from collections.abc import Sequence
from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody, QueryParameter

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.api.availability import SlotAnswer
from aufruf.api.bookings import instant
from aufruf.api.once import do_once
from aufruf.api.shapes import Wanted, items_of
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import concern
from aufruf.reads.availability import DayOffers
from aufruf.reads.capacity import Offer
from aufruf.web.kiosks import AT_KIOSK, AT_KIOSKS
from aufruf.web.tokens import Purpose
from aufruf.web.wire import ID, Answer, AnyRequest, Language, Sent, local
from aufruf.web.wiring import Given, Wiring

DAYS_AHEAD = 28  # that are looked through
DAYS_SHOWN = 4  # nobody reads a calendar standing
SHOWN = 12
CHANNEL = "kiosk"
NOBODY = Citizen(name=None)
Service = Annotated[str, QueryParameter(name="service", pattern=ID)]


class SlotsAnswer(Answer, frozen=True):
    """Times to choose from, spread over the next days."""

    slots: list[SlotAnswer]


class KioskBooking(Sent, frozen=True, kw_only=True):
    """The time that somebody touches."""

    services: Wanted
    start: dt.datetime
    language: Language = "de"


class KeptKioskBooking(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of it for a repeated request: no token, it is made again."""

    id: str
    generation: int
    state: str
    booking_code: str
    start: dt.datetime
    end: dt.datetime


class KioskBooked(Answer, frozen=True):
    """An appointment, with the code to check in by and the address of its page on the phone."""

    id: str
    state: str
    booking_code: str
    token: str
    start: dt.datetime
    end: dt.datetime
    page: str


@get("/kiosk/slots")
async def list_slots(kiosk: Given[Device], wiring: Given[Wiring], service: Service) -> SlotsAnswer:
    """A few times that may be booked for a service: at most twelve, from the next four days that have any."""
    async with wiring.db.reading() as reading:
        office = await reading.office(kiosk.office)
        today = office.local_date(reading.now)
        last = today + dt.timedelta(days=DAYS_AHEAD)
        wanted = concern(office, ((service, 1),), pointer="/service")
        found = await wiring.offers.of(reading, office, wanted, first=today, last=last)
    slots = [SlotAnswer(start=local(start, office.zone), places=places) for start, places in few(found.days)]
    return SlotsAnswer(slots=slots)


@post("/kiosk/appointments")
async def book(
    request: AnyRequest, data: JSONBody[KioskBooking], kiosk: Given[Device], wiring: Given[Wiring]
) -> KioskBooked:
    """Take a time: confirmed at once, without a name."""
    wish = Wish(
        services=items_of(data.services), start=instant(data.start), language=data.language, channel=CHANNEL
    )

    async def deed(tx: Transaction) -> KeptKioskBooking:
        taken = await booking.hold(tx, office=kiosk.office, wish=wish, citizen=NOBODY, confirmed=True)
        zone = (await tx.office(kiosk.office)).zone
        return KeptKioskBooking(
            id=taken.id,
            generation=taken.generation,
            state=taken.state,
            booking_code=taken.booking_code,
            start=local(taken.start, zone),
            end=local(taken.end, zone),
        )

    kept = await do_once(request, wiring, deed, kept_as=KeptKioskBooking, status=201, caller=kiosk)
    token = wiring.tokens.token(Purpose.APPOINTMENT, kept.id, kept.generation)
    return KioskBooked(
        id=kept.id,
        state=kept.state,
        booking_code=kept.booking_code,
        token=token,
        start=kept.start,
        end=kept.end,
        page=f"{wiring.base_url}/appointments/{kept.id}/{token}",
    )


def few(days: Sequence[DayOffers]) -> list[Offer]:
    """A choice that fits on a screen: of the first days that have any, some early, some late."""
    some = [day.offers for day in days if day.offers][:DAYS_SHOWN]
    if not some:
        return []
    each = SHOWN // len(some)
    return [offer for offers in some for offer in spread(offers, each)]


def spread(offers: Sequence[Offer], count: int) -> list[Offer]:
    """So many of a day, the first and the last among them."""
    if len(offers) <= count:
        return list(offers)
    step = (len(offers) - 1) / (count - 1)
    return [offers[round(step * index)] for index in range(count)]


router = Router("", route_handlers=[list_slots, book], dependencies=AT_KIOSKS, opt=AT_KIOSK, tags=["Kiosk"])
