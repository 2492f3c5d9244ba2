# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An appointment for somebody at reception or on the phone: concern, time, name; confirmed at once."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlencode

from litestar import Response, get, post
from litestar.datastructures import MultiDict

from aufruf.actions import booking
from aufruf.actions.booking import RECEPTION, Wish
from aufruf.domain.access import person_with
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import AufrufError, NotPossible, NotValid, SlotTaken
from aufruf.domain.roles import Right
from aufruf.pages.booking import LONGEST, WRONG, named, tiles, wrong_fields
from aufruf.pages.forms import Items, an_id, line, read_date, read_form, read_instant, read_quantity
from aufruf.pages.times import Times, free_times
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId
from aufruf.web.wiring import Given, Wiring

PATH = "/console/{office:str}/book"


@get(PATH)
async def ask(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Concern, then time, then the name: what was chosen is in the address, names never are."""
    query = request.query_params
    items = _items(query)
    start = read_instant(query["start"]) if items and "start" in query else None
    since, date = read_date(query.get("since")), read_date(query.get("date"))
    times, refused = Times(), None
    async with wiring.db.reading() as reading:
        here = await reading.office(office)
        person_with(frame.caller, Right.RECEIVE, here)
        if items and start is None:
            try:
                times = await free_times(reading, wiring, here, items, date=date, since=since)
            except NotValid as refusal:
                refused, items = refusal, ()
    return _show(frame, here, items, times=times, start=start, refused=refused)


@post(PATH)
async def book(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Book it. No e-mail address is needed: the code is said or printed."""
    form = await read_form(request)
    async with wiring.db.reading() as reading:
        here = await reading.office(office)
        person_with(frame.caller, Right.RECEIVE, here)
    items, start = _items(form), read_instant(line(form, "start"))
    typed = {name: line(form, name) for name in LONGEST}
    errors = {name: frame.text(WRONG[name]) for name in wrong_fields(typed)}
    if errors:
        return _show(frame, here, items, start=start, typed=typed, errors=errors)
    wish = Wish(services=items, start=start, channel=RECEPTION)
    citizen = Citizen(name=typed["name"], email=typed["email"] or None, phone=typed["phone"] or None)
    try:
        made = await wiring.db.do(
            lambda tx: booking.hold(tx, office=office, wish=wish, citizen=citizen, confirmed=True)
        )
    except (NotPossible, NotValid) as refusal:
        return _show(frame, here, items, start=start, typed=typed, refused=refusal)
    return _show(frame, here, items, made=made)


def _items(given: "MultiDict[str] | Mapping[str, object]") -> Items:
    service = str(given.get("service") or "").strip()
    if not service:
        return ()
    return ((an_id(service), read_quantity(str(given.get("quantity") or ""))),)


def _show(
    frame: Frame,
    office: Office,
    items: Items,
    *,
    times: Times | None = None,
    start: dt.datetime | None = None,
    typed: dict[str, str] | None = None,
    errors: dict[str, str] | None = None,
    refused: AufrufError | None = None,
    made: Appointment | None = None,
) -> Response[str]:
    own = f"/console/{office.id}/book"
    hidden = [
        (name, str(value))
        for item in items
        for name, value in zip(("service", "quantity"), item, strict=True)
    ]
    bookable = [each for each in office.services.values() if each.appointments]
    return frame.show(
        "reception_book.html",
        status=422 if errors else None,
        refused=refused,
        office=office,
        services=sorted(bookable, key=lambda service: service.name.casefold()),
        picked=items[0][0] if items else "",
        quantity=items[0][1] if items else 1,
        chosen=named(items, office),
        hidden=hidden,
        change=f"{own}?{urlencode(hidden)}",
        start=None if start is None else start.astimezone(office.zone),
        typed=typed or dict.fromkeys(LONGEST, ""),
        errors=errors or {},
        alternatives=refused.facts["alternatives"] if isinstance(refused, SlotTaken) else (),
        made=made,
        **tiles(times or Times(), own, hidden),
    )
