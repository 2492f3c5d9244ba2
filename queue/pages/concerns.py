# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Booking, first step: what somebody comes for. Every step's choices are in the address, no names are."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from litestar import Response, get
from litestar.response import Redirect

from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Office, Service, concern
from aufruf.domain.errors import NotCombinable, NotValid, QuantityTooLarge
from aufruf.pages.forms import Items, an_id, write_items
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wiring import Given


@get("/book")
async def choose_concern(
    request: AnyRequest, frame: Given[Frame], db: Given[Database]
) -> Response[str] | Redirect:
    """Choose one or more services, with quantities; a search narrows the list."""
    query = request.query_params
    search = query.get("q", "").strip()[:100]
    async with db.reading() as reading:
        offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    picked = {
        an_id(service): _quantity(query.get(f"quantity-{service}", "1"))
        for service in query.getall("service", [])
    }
    refused = None
    if "next" in query and picked:
        items = tuple(picked.items())
        try:
            together(offices, items)
        except (NotCombinable, QuantityTooLarge) as refusal:
            refused = refusal
        else:
            return Redirect("/book/time?" + urlencode(write_items(items)), status_code=303)
    return frame.show(
        "book_concern.html",
        refused=refused,
        q=search,
        services=found(offices, search, picked=picked),
        picked=picked,
        missing="next" in query and not picked,
    )


def found(offices: Iterable[Office], search: str, *, picked: Mapping[str, int]) -> list[Service]:
    """What can be booked somewhere and fits the search, by name; what is picked already stays in sight."""
    bookable = {
        service.id: service
        for office in offices
        for service in office.services.values()
        if service.appointments
    }
    words = search.casefold().split()
    fitting = [
        service
        for service in bookable.values()
        if service.id in picked
        or all(word in f"{service.name} {service.keywords}".casefold() for word in words)
    ]
    return sorted(fitting, key=lambda service: (service.id not in picked, service.name.casefold()))


def together(offices: Iterable[Office], items: Items) -> list[Office]:
    """The offices that do all of this in one appointment; none if each lacks something.

    Raises NotCombinable or QuantityTooLarge when no office would, for that reason.
    """
    fitting, reason = [], None
    for office in offices:
        try:
            concern(office, items)
        except (NotCombinable, QuantityTooLarge) as refusal:
            reason = refusal
        except NotValid:
            continue
        else:
            fitting.append(office)
    if not fitting and reason is not None:
        raise reason
    return fitting


def _quantity(text: str) -> int:
    return int(text) if re.fullmatch("[0-9]{1,4}", text) else 1
