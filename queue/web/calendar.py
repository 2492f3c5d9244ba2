# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An appointment as a calendar file (RFC 5545), without anybody's name in it."""

import datetime as dt

from icalendar import Calendar, Event

from aufruf.domain.appointment import CANCELLED, Appointment, AppointmentState
from aufruf.domain.catalogue import Office
from aufruf.domain.words import words
from aufruf.web.translation import translate

GONE = CANCELLED | {AppointmentState.LAPSED, AppointmentState.MISSED}
TITLE = words("Termin: %(office)s")


def calendar_of(appointment: Appointment, office: Office, *, now: dt.datetime, language: str) -> bytes:
    """A calendar with this one event: its UID stays, its SEQUENCE rises with each change."""
    is_gone = appointment.seen_at(now).state in GONE
    event = Event()
    event.add("uid", f"{appointment.id}@aufruf")
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", now.replace(microsecond=0))
    event.add("dtstart", appointment.start.astimezone(office.zone))
    event.add("dtend", appointment.end.astimezone(office.zone))
    event.add("summary", translate(TITLE, language) % {"office": office.name})
    event.add("location", ", ".join(part for part in (office.name, office.address) if part))
    is_held = appointment.state is AppointmentState.HELD
    event.add("status", "CANCELLED" if is_gone else "TENTATIVE" if is_held else "CONFIRMED")
    event.add("class", "PRIVATE")
    calendar = Calendar()
    calendar.add("prodid", "-//Aufruf//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_gone else "PUBLISH")
    calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())
