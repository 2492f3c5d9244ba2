# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which starts are offered: public, and cheap to ask again."""

import datetime as dt
import hashlib
import re
from dataclasses import dataclass, replace
from typing import Annotated

import msgspec
from litestar import Response, Router, get
from litestar.params import QueryParameter

from aufruf.db import promises
from aufruf.db.transaction import Reading
from aufruf.domain.catalogue import Concern, Office, concern
from aufruf.domain.errors import NotFound, NotValid
from aufruf.domain.obstacles import Obstacle, obstacle
from aufruf.domain.slots import dates_asked
from aufruf.reads.availability import OfficeOffers
from aufruf.web.kept_answers import KeptAnswer, respond
from aufruf.web.wire import Answer, AnyRequest, Id, encode, local
from aufruf.web.wiring import Given, Wiring, wiring_of

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


class OfficeAnswer(Answer, frozen=True, omit_defaults=True):
    """What an office offers. Where that is nothing, `obstacle` may say why it could not be anything."""

    office: str
    duration_minutes: int
    days: list[DayAnswer]
    obstacle: Obstacle | None = None


class AvailabilityAnswer(Answer, frozen=True):
    """What is offered, office by office."""

    offices: list[OfficeAnswer]


async def as_before(request: AnyRequest) -> Response[bytes] | None:
    """The answer to these very words, if this process has given it before and nothing has changed since.

    Most questions are asked again and again: this one statement is all that they cost.
    """
    wiring = wiring_of(request.app.state)
    kept = wiring.kept_answers.last(request.scope["query_string"])
    if kept is None or kept.about is None:
        return None
    office, first, last = kept.about
    async with wiring.db.reading() as reading:
        mark = await promises.mark(reading.connection, office=office, first=first, last=last)
    holds = kept.mark == ((office, mark),) and reading.now < kept.until
    return respond(request, kept) if holds else None


@get("/availability", before_request=as_before)
async def list_starts(
    request: AnyRequest,
    wiring: Given[Wiring],
    service: Services,
    office: Offices = None,
    from_: First = None,
    to: Last = None,
) -> Response[bytes]:
    """What is offered from one date to another (92 days at most; 31 if not said)."""
    wanted = wanted_of(service)
    named = tuple(dict.fromkeys(office)) if office else None
    async with wiring.db.reading() as reading:
        if named is None:
            asked = await _all_that_offer(reading, wanted, from_, to)
        else:
            asked = [await _named(reading, each, wanted, from_, to) for each in named]
        mark = tuple((each.office.id, each.mark) for each in asked)
        question = (named, wanted, tuple((each.first, each.last) for each in asked))
        kept = wiring.kept_answers.find(question, mark=mark, now=reading.now)
        if kept is None:
            offers = [
                await wiring.offers.of(reading, each.office, each.wanted, first=each.first, last=each.last)
                for each in asked
            ]
            kept = _keep(mark, offers, now=reading.now)
            if named is not None and len(asked) == 1:
                kept = replace(kept, about=(asked[0].office.id, asked[0].first, asked[0].last))
            wiring.kept_answers.keep(question, kept)
    if kept.about is not None:
        wiring.kept_answers.keep(request.scope["query_string"], kept)
    return respond(request, kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked of one office, and by what it is seen whether anything has changed since."""

    office: Office
    wanted: Concern
    first: dt.date
    last: dt.date
    mark: tuple[int, ...]


async def _named(
    reading: Reading, id_: str, wanted: Wanted, from_: dt.date | None, to: dt.date | None
) -> Asked:
    """One office that was named, in one statement if this process knows it."""
    known = await reading.catalogue.known(reading.connection, id_, now=reading.now)
    first, last = dates_asked(known.local_date(reading.now), from_, to)
    mark = await promises.mark(reading.connection, office=id_, first=first, last=last)
    if mark is None:
        raise NotFound
    office = await reading.catalogue.at_version(reading.connection, id_, mark[0], now=reading.now)
    return Asked(office=office, wanted=_concern(office, wanted), first=first, last=last, mark=mark)


async def _all_that_offer(
    reading: Reading, wanted: Wanted, from_: dt.date | None, to: dt.date | None
) -> list[Asked]:
    """All offices that offer these services. Raises what speaks against it where none does."""
    offices = await reading.catalogue.all_current(reading.connection, now=reading.now)
    asked: list[Asked] = []
    refused: NotValid | None = None
    for office in offices:
        try:
            fits = _concern(office, wanted)
        except NotValid as error:
            refused = _more_telling(refused, error)
            continue
        first, last = dates_asked(office.local_date(reading.now), from_, to)
        mark = (office.version,)
        asked.append(Asked(office=office, wanted=fits, first=first, last=last, mark=mark))
    if not asked:
        raise refused or NotFound
    first, last = min(each.first for each in asked), max(each.last for each in asked)
    events = await promises.mark_of_all(reading.connection, first=first, last=last)
    return [replace(each, mark=(*each.mark, *events.get(each.office.id, ()))) for each in asked]


def _more_telling(one: NotValid | None, other: NotValid) -> NotValid:
    """Of two refusals the one that says more than "not offered here"."""
    return other if one is None or type(one) is NotValid else one


def _concern(office: Office, wanted: Wanted) -> Concern:
    return concern(office, wanted, pointer=POINTER)


def wanted_of(services: list[str]) -> Wanted:
    """What is asked for as ID or ID:QUANTITY. Raises NotValid."""
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
                obstacle=_obstacle(each),
            )
            for each in offers
        ]
    )
    body = encode(answer)
    until = min((each.holds_until for each in offers), default=now)
    return KeptAnswer(mark=mark, until=until, etag=f'"{hashlib.sha256(body).hexdigest()[:32]}"', body=body)


def _obstacle(offers: OfficeOffers) -> Obstacle | None:
    if any(day.offers for day in offers.days):
        return None
    return obstacle(offers.office, offers.wanted.services, [day.date for day in offers.days])


router = Router("", route_handlers=[list_starts], tags=["Public"])
