# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which starts are offered: public, and cheap to ask again."""

import datetime as dt
import hashlib
import re
from typing import Annotated

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from aufruf.db import promises
from aufruf.db.transaction import Database, Reading
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import AufrufError, NotFound, NotValid
from aufruf.domain.slots import dates_asked
from aufruf.reads.availability import OfficeOffers
from aufruf.web.kept_answers import KeptAnswer, respond
from aufruf.web.wire import Answer, AnyRequest, Id, encode, local
from aufruf.web.wiring import Given, Wiring

WANTED = re.compile(r"([A-Za-z0-9._~-]{1,64})(?::([0-9]{1,4}))?")
POINTER = "/service"
Wanted = tuple[tuple[str, int], ...]
Services = Annotated[
    list[Annotated[str, msgspec.Meta(max_length=80)]],
    QueryParameter(name="service", min_items=1, max_items=20, description="ID or ID:QUANTITY; may repeat"),
]
Offices = Annotated[list[Id] | None, QueryParameter(name="office", max_items=200)]
First = Annotated[dt.date | None, QueryParameter(name="from")]
Last = Annotated[dt.date | None, QueryParameter(name="to")]


class SlotAnswer(Answer, frozen=True):
    """A start, with how many places there are at least."""

    start: dt.datetime
    places: int


class DayAnswer(Answer, frozen=True):
    """The starts of a date."""

    date: dt.date
    slots: list[SlotAnswer]


class OfficeAnswer(Answer, frozen=True):
    """What an office offers."""

    office: str
    duration_minutes: int
    days: list[DayAnswer]


class AvailabilityAnswer(Answer, frozen=True):
    """What is offered, office by office."""

    offices: list[OfficeAnswer]


@get("/availability")
async def list_starts(
    request: AnyRequest,
    db: Given[Database],
    wiring: Given[Wiring],
    service: Services,
    office: Offices = None,
    from_: First = None,
    to: Last = None,
) -> Response[bytes]:
    """What is offered from one date to another (92 days at most; 31 if not said)."""
    wanted = _wanted(service)
    named = tuple(dict.fromkeys(office)) if office else None
    async with db.reading() as reading:
        if named is None:
            found = await _who_offers(reading, wanted)
        else:
            found = [(each, _concern(each, wanted)) for each in [await reading.office(id_) for id_ in named]]
        asked = [(o, c, *dates_asked(o.local_date(reading.now), from_, to)) for o, c in found]
        mark = await _mark(reading, asked)
        question = (named, wanted, tuple((begin, end) for _, _, begin, end in asked))
        kept = wiring.kept_answers.find(question, mark=mark, now=reading.now)
        if kept is None:
            offers = [
                await wiring.offers.of(reading, o, c, first=begin, last=end) for o, c, begin, end in asked
            ]
            kept = _keep(mark, offers, now=reading.now)
            wiring.kept_answers.keep(question, kept)
    return respond(request, kept)


Asked = tuple[Office, Concern, dt.date, dt.date]


async def _mark(reading: Reading, asked: list[Asked]) -> tuple[object, ...]:
    """By what it is seen whether anything has changed since."""
    if not asked:
        return ()
    if len(asked) == 1:
        [(office, _, first, last)] = asked
        return (await promises.mark(reading.connection, office=office.id, first=first, last=last),)
    first, last = min(each[2] for each in asked), max(each[3] for each in asked)
    marks = await promises.mark_of_all(reading.connection, first=first, last=last)
    return tuple((office.id, office.version, marks.get(office.id)) for office, _, _, _ in asked)


async def _who_offers(reading: Reading, wanted: Wanted) -> list[tuple[Office, Concern]]:
    """All offices that offer these services; refuses what no office offers."""
    found, refused = [], None
    for office in await reading.catalogue.all_current(reading.connection, now=reading.now):
        try:
            found.append((office, _concern(office, wanted)))
        except NotValid as error:
            refused = _more_telling(refused, error)
    if not found:
        raise refused or NotFound
    return found


def _more_telling(one: AufrufError | None, other: AufrufError) -> AufrufError:
    """Of two refusals the one that says more than "not offered here"."""
    return other if one is None or type(one) is NotValid else one


def _concern(office: Office, wanted: Wanted) -> Concern:
    return concern(office, wanted, pointer=POINTER)


def _wanted(services: list[str]) -> Wanted:
    found = []
    for index, text in enumerate(services):
        match = WANTED.fullmatch(text)
        if match is None:
            raise NotValid((f"{POINTER}/{index}", "is ID or ID:QUANTITY"))
        found.append((match[1], int(match[2] or 1)))
    return tuple(found)


def _keep(mark: tuple[object, ...], offers: list[OfficeOffers], *, now: dt.datetime) -> KeptAnswer:
    answer = AvailabilityAnswer(
        offices=[
            OfficeAnswer(
                office=each.office.id,
                duration_minutes=each.wanted.minutes,
                days=[
                    DayAnswer(
                        date=day.date,
                        slots=[
                            SlotAnswer(start=local(start, each.office.zone), places=places)
                            for start, places in day.offers
                        ],
                    )
                    for day in each.days
                ],
            )
            for each in offers
        ]
    )
    body = encode(answer)
    until = min((each.holds_until for each in offers), default=now)
    return KeptAnswer(mark=mark, until=until, etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"', body=body)


router = Router("", route_handlers=[list_starts], tags=["Public"])
