# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How appointments look on the wire."""

import datetime as dt
from typing import Annotated

import msgspec

from aufruf.actions.booking import Wish
from aufruf.api.shapes import DoneService, services_answer
from aufruf.domain.appointment import Appointment, Citizen, as_of
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotValid
from aufruf.web.tokens import Purpose
from aufruf.web.wire import Answer, Id, Language, Name, Notes, Sent, WantedService, local, optional_local
from aufruf.web.wiring import Wiring

EMAIL = r"^[^\x00-\x20@\x7f-\xa0]{1,64}@[^\x00-\x20@\x7f-\xa0]{1,189}\Z"
FIRST_YEAR, LAST_YEAR = dt.MINYEAR, dt.MAXYEAR  # in which a zone's offset leads out of the calendar
PHONE = r"^[0-9+()/ .-]{3,40}\Z"


class CitizenSent(Sent, frozen=True):
    """Who the appointment is for. Nobody needs an e-mail address."""

    name: Name
    email: Annotated[str, msgspec.Meta(pattern=EMAIL, max_length=254)] | None = None
    phone: Annotated[str, msgspec.Meta(pattern=PHONE)] | None = None


class OfficeBooking(Sent, frozen=True, kw_only=True):
    """What staff book for somebody, in the office that the path names; it may be named here, too."""

    office: Id | None = None
    services: Annotated[list[WantedService], msgspec.Meta(min_length=1, max_length=20)]
    start: dt.datetime
    citizen: CitizenSent
    language: Language = "de"
    notes: Notes | None = None


class Booking(OfficeBooking, frozen=True, kw_only=True):
    """What somebody books for themselves."""

    office: Id


class Links(Answer, frozen=True):
    """Where to go on. The page carries the token, the others want it as a bearer token."""

    self: str
    page: str
    calendar: str
    qr: str


class AppointmentAnswer(Answer, frozen=True):
    """An appointment, for whoever has its token or may see the office's. It names nobody."""

    id: str
    office: str
    state: str
    start: dt.datetime
    end: dt.datetime
    duration_minutes: int
    services: list[DoneService]
    booking_code: str
    hold_expires_at: dt.datetime | None
    language: str


class BookedAnswer(AppointmentAnswer, frozen=True):
    """A new appointment, with the token that is its key."""

    token: str
    links: Links


class KeptAppointment(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of a deed for a repeated request: no name, and no token, it is made again."""

    answer: AppointmentAnswer
    generation: int


def wish_of(data: OfficeBooking, *, channel: str) -> Wish:
    """What was sent, as the action takes it."""
    return Wish(
        services=[(each.service, each.quantity) for each in data.services],
        start=instant(data.start),
        language=data.language,
        channel=channel,
    )


def instant(start: dt.datetime) -> dt.datetime:
    """A start as it was sent, in UTC. Raises NotValid without an offset, or at the end of all time."""
    if start.tzinfo is None:
        raise NotValid(("/start", "needs an offset, such as +01:00"))
    if not FIRST_YEAR < start.year < LAST_YEAR:
        raise NotValid(("/start", "is not a moment of ours"))
    return start.astimezone(dt.UTC)


def citizen_of(data: OfficeBooking) -> Citizen:
    """Who it is for."""
    sent = data.citizen
    name = sent.name.strip()
    if not name:
        raise NotValid(("/citizen/name", "is empty"))
    return Citizen(name=name, email=sent.email, phone=sent.phone, notes=data.notes)


def appointment_answer(appointment: Appointment, office: Office, *, now: dt.datetime) -> AppointmentAnswer:
    """An appointment as it truly is now."""
    seen = as_of(appointment, now=now, rules=office.rules)
    return AppointmentAnswer(
        id=seen.id,
        office=seen.office,
        state=seen.state,
        start=local(seen.start, office.zone),
        end=local(seen.end, office.zone),
        duration_minutes=seen.minutes,
        services=services_answer(seen.services),
        booking_code=seen.booking_code,
        hold_expires_at=optional_local(seen.hold_expires_at, office.zone),
        language=seen.language,
    )


def booked_answer(kept: KeptAppointment, wiring: Wiring) -> BookedAnswer:
    """A new appointment with its token, made now or made again."""
    token = wiring.tokens.token(Purpose.APPOINTMENT, kept.answer.id, kept.generation)
    return BookedAnswer(
        **msgspec.structs.asdict(kept.answer), token=token, links=links_of(kept.answer.id, token, wiring)
    )


def links_of(id_: str, token: str, wiring: Wiring) -> Links:
    """Where to go on from an appointment."""
    own = f"{wiring.base_url}/api/v1/appointments/{id_}"
    page = f"{wiring.base_url}/appointments/{id_}/{token}"
    return Links(self=own, page=page, calendar=f"{own}/calendar.ics", qr=f"{own}/qr.svg")
