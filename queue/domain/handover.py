# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending somebody on: to a counter, to other services, to another office."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from aufruf.domain.catalogue import Office
from aufruf.domain.counters import Seat, skills_of
from aufruf.domain.errors import NotServedThere, NotValid
from aufruf.domain.visit import Visit, VisitState

Items = tuple[tuple[str, int], ...]


def known_items(office: Office, wanted: Iterable[tuple[str, int]], *, pointer: str = "/services") -> Items:
    """Services with quantities that an office knows, whatever may be booked there. Raises NotValid."""
    items = tuple(wanted)
    if not items:
        raise NotValid((pointer, "at least one service is needed"))
    if len({service for service, _ in items}) < len(items):
        raise NotValid((pointer, "a service is named twice"))
    for index, (service, quantity) in enumerate(items):
        if service not in office.services:
            raise NotValid((f"{pointer}/{index}", "this office does not offer this service"))
        if quantity < 1:
            raise NotValid((f"{pointer}/{index}", "the quantity must be 1 or more"))
    return items


def check_counter(office: Office, counter: str | None, *, seat: Seat | None, items: Items) -> None:
    """Refuse to send somebody to a counter that is not there, or where nobody could serve them."""
    if counter is None:
        return
    if counter not in {each.id for each in office.counters}:
        raise NotValid(("/counter", "this office has no such counter"))
    skills = None if seat is None else skills_of(office, seat)
    if skills is not None and not {service for service, _ in items} <= skills:
        raise NotServedThere(("/counter", "nobody there can serve this"))


def group_of(office: Office, items: Items) -> str:
    """The series from which a ticket for these services is drawn: that of the first."""
    first = office.services.get(items[0][0])
    return "A" if first is None else first.group


def continued(
    visit: Visit,
    *,
    id_: str,
    office: Office,
    date: dt.date,
    ordinal: int,
    items: Items,
    counter: str | None,
    now: dt.datetime,
) -> Visit:
    """The visit as it goes on in another office: a new number, the same claim to be called."""
    return replace(
        visit,
        id=id_,
        office=office.id,
        date=date,
        group=group_of(office, items),
        ordinal=ordinal,
        state=VisitState.WAITING,
        services=items,
        then=(),  # the stations are found anew
        known_at=now,
        appointment=None,  # that was the other office's promise
        counter=None,
        for_counter=counter,
        not_before=None,
        called_at=None,
        serving_at=None,
        ended_at=None,
        times_missed=0,
        generation=0,
        continues=None,
    )
