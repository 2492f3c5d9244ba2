# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Booking: place and time, then who it is for. What was typed is never lost, and never in an address."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Citizen
from aufruf.domain.catalogue import Office, Service
from aufruf.domain.errors import AufrufError, NotPossible, NotValid, SlotTaken
from aufruf.domain.words import words
from aufruf.pages.concerns import together
from aufruf.pages.forms import (
    EMAIL,
    PHONE,
    Items,
    an_id,
    is_line,
    line,
    read_date,
    read_form,
    read_instant,
    read_items,
    write_items,
)
from aufruf.pages.times import Times, earliest_times, free_times
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.tokens import Purpose
from aufruf.web.wiring import Given, Wiring

WRONG = {
    "name": words("Bitte geben Sie Ihren Namen an (höchstens 200 Zeichen)."),
    "email": words("Diese E-Mail-Adresse ist nicht vollständig. Das Feld kann auch leer bleiben."),
    "phone": words("Bitte nur Ziffern, Leerzeichen und + / - ( ). Das Feld kann auch leer bleiben."),
}
LONGEST = {"name": 200, "email": 254, "phone": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody has chosen so far; it travels in the address."""

    items: Items
    office: str | None = None

    def parameters(self) -> list[tuple[str, str]]:
        """The choice as parameters of an address, or hidden fields."""
        return write_items(self.items) + ([("office", self.office)] if self.office else [])


@get("/book/time")
async def choose_time(
    request: AnyRequest, frame: Given[Frame], db: Given[Database], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Choose the office, then day and time."""
    query = request.query_params
    choice = read_choice(request)
    if not choice.items:
        return Redirect("/book", status_code=303)
    times = Times()
    async with db.reading() as reading:
        known = await reading.catalogue.all_current(reading.connection, now=reading.now)
        offices = together(known, choice.items)
        office = next((each for each in offices if each.id == choice.office), None)
        if len(offices) == 1:
            office = offices[0]
        earliest = await earliest_times(reading, wiring, offices, choice.items)
        if office is not None:
            since, date = read_date(query.get("since")), read_date(query.get("date"))
            times = await free_times(reading, wiring, office, choice.items, date=date, since=since)
    chosen = Choice(items=choice.items, office=office.id if office else None)
    return frame.show(
        "book_time.html",
        offices=offices,
        office=office,
        earliest=earliest,
        services=write_items(choice.items),
        chosen=named(choice.items, *offices) if offices else named(choice.items, *known),
        change="/book?" + urlencode(_picked(choice.items)),
        hidden=chosen.parameters(),
        **tiles(times, "/book/time", chosen.parameters()),
    )


@get("/book/details")
async def ask_details(
    request: AnyRequest, frame: Given[Frame], db: Given[Database]
) -> Response[str] | Redirect:
    """Ask who the appointment is for."""
    choice = read_choice(request)
    if not choice.items or choice.office is None or "start" not in request.query_params:
        return Redirect("/book/time?" + urlencode(choice.parameters()), status_code=303)
    start = read_instant(request.query_params["start"])
    return await details(frame, db, choice, start=start, typed=dict.fromkeys(LONGEST, ""))


@post("/book/details")
async def reserve(
    request: AnyRequest, frame: Given[Frame], db: Given[Database], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Keep the time for a while; if somebody was faster, offer others in its place."""
    choice, form = read_choice(request), await read_form(request)
    if choice.office is None:
        raise NotValid
    start = read_instant(line(form, "start"))
    typed = {name: line(form, name) for name in LONGEST}
    errors = {name: frame.text(WRONG[name]) for name in wrong_fields(typed)}
    if errors:
        return await details(frame, db, choice, start=start, typed=typed, errors=errors)
    wish = Wish(services=choice.items, start=start, language=frame.language)
    citizen = Citizen(name=typed["name"], email=typed["email"] or None, phone=typed["phone"] or None)
    office = choice.office
    try:
        held = await db.do(lambda tx: booking.hold(tx, office=office, wish=wish, citizen=citizen))
    except (NotPossible, NotValid) as refusal:
        return await details(frame, db, choice, start=start, typed=typed, refused=refusal)
    token = wiring.tokens.token(Purpose.APPOINTMENT, held.id, held.generation)
    return Redirect(f"/appointments/{held.id}/{token}", status_code=303)


async def details(
    frame: Frame,
    db: Database,
    choice: Choice,
    *,
    start: dt.datetime,
    typed: dict[str, str],
    errors: dict[str, str] | None = None,
    refused: AufrufError | None = None,
) -> Response[str]:
    """The form with everything that was chosen and typed; other times, if this one is gone."""
    async with db.reading() as reading:
        office = await reading.office(choice.office or "")
    return frame.show(
        "book_details.html",
        status=422 if errors else None,
        refused=refused,
        office=office,
        chosen=named(choice.items, office),
        start=start.astimezone(office.zone),
        typed=typed,
        errors=errors or {},
        alternatives=refused.facts["alternatives"] if isinstance(refused, SlotTaken) else (),
        change="/book/time?" + urlencode(choice.parameters()),
        here="/book/details?" + urlencode(choice.parameters()),
    )


def read_choice(request: AnyRequest) -> Choice:
    """What the address says. Raises NotValid for what makes no sense."""
    office = request.query_params.get("office")
    items = read_items(request.query_params.getall("service", []))
    return Choice(items=items, office=an_id(office) if office else None)


def wrong_fields(typed: dict[str, str]) -> list[str]:
    """The fields that cannot be taken as they are."""
    wrong = [name for name, longest in LONGEST.items() if not is_line(typed[name], longest=longest)]
    if not typed["name"]:
        wrong.append("name")
    if typed["email"] and not re.fullmatch(EMAIL, typed["email"]):
        wrong.append("email")
    if typed["phone"] and not re.fullmatch(PHONE, typed["phone"]):
        wrong.append("phone")
    return [name for name in LONGEST if name in wrong]


def named(items: Items, *offices: Office) -> list[tuple[Service, int]]:
    """The services by name, as the first of these offices that knows them says it."""
    known: dict[str, Service] = {}
    for office in reversed(offices):
        known.update(office.services)
    return [(known[service], quantity) for service, quantity in items if service in known]


def tiles(times: Times, here: str, parameters: list[tuple[str, str]]) -> dict[str, Any]:
    """What the tiles of days and times need."""

    def since(date: dt.date | None) -> str | None:
        return f"{here}?{urlencode([*parameters, ('since', date)])}" if date else None

    return {
        "days": times.days,
        "date": times.date,
        "slots": times.slots,
        "earlier": since(times.earlier),
        "later": since(times.later),
    }


def _picked(items: Items) -> list[tuple[str, str]]:
    """The concerns as the first step's form has them."""
    return [
        *(("service", service) for service, _ in items),
        *((f"quantity-{service}", str(quantity)) for service, quantity in items),
    ]
