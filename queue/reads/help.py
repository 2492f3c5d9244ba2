# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help, as those see it who give it: whoever asked where they help; and what a citizen is told of them."""

import datetime as dt
from collections.abc import Collection, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from statistics import median
from zoneinfo import ZoneInfo

from aufruf.db import help_requests, help_staff, visits
from aufruf.db.transaction import Reading, Transaction
from aufruf.domain.access import Device, Person
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotAllowed, NotFound, WrongState
from aufruf.domain.help import HelpLevel, HelpRequest, HelpState, oldest_first, people_ahead
from aufruf.domain.helpers import Helper, fits, may_help, rings, shown_name
from aufruf.domain.roles import Right
from aufruf.domain.visit import Visit
from aufruf.reads.offices import offices_with
from aufruf.reads.room import room_of

LOOKED_BACK = dt.timedelta(days=30)
LAST, FEWEST = 20, 3  # answers from which is told how long it usually takes
COLLECTED_WITHIN = dt.timedelta(minutes=5)
SEEN_LATELY = dt.timedelta(seconds=30)  # real time after a device's socket was last open


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRequest:
    """A help request that is open or accepted, and how many in its office are helped before."""

    request: HelpRequest
    office: Office
    people_ahead: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForHelper:
    """The same, for one helper: whether it suits them and rings, and what the citizen is told of them."""

    request: HelpRequest
    office: Office
    people_ahead: int
    fits: bool
    rings: bool
    there: bool  # the device's page is open
    helper_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Where somebody may help: at once in their own offices, later in those that their pools look after."""

    person: Person
    offices: tuple[Office, ...]
    pools: Mapping[str, AbstractSet[HelpLevel]]

    def may_help(self, request: HelpRequest, office: Office) -> bool:
        """Whether they may see this request and answer it."""
        return may_help(self.person, office, request, pools=self.pools.get(office.id, frozenset()))


async def where_to_help(reading: Reading, person: Person) -> Where:
    """The offices in which somebody may help: named with them, all of the tenant for administrators.

    And those that a pool of theirs looks after, of other tenants too.
    """
    own = await offices_with(reading, person, Right.HELP)
    pools = await help_staff.pools_of(reading.connection, person.user)
    more = [each for each in sorted(pools) if each not in {office.id for office in own}]
    offices = (*own, *[await reading.office(each) for each in more])
    return Where(person=person, offices=offices, pools=pools)


async def offices_to_help(reading: Reading, person: Person) -> tuple[Office, ...]:
    """The same offices alone."""
    return (await where_to_help(reading, person)).offices


async def open_requests(reading: Reading, offices: Collection[Office]) -> tuple[OpenRequest, ...]:
    """Every help request of these offices that is open or accepted, the oldest first."""
    by_id = {office.id: office for office in offices}
    found = await help_requests.of_offices(reading.connection, by_id)
    return tuple(
        OpenRequest(request=request, office=by_id[request.office], people_ahead=people_ahead(request, found))
        for request in oldest_first(found)
    )


async def requests_for(reading: Reading, where: Where) -> tuple[ForHelper, ...]:
    """Every help request that is open or accepted and that somebody may answer, the oldest first."""
    found = [
        each
        for each in await open_requests(reading, where.offices)
        if where.may_help(each.request, each.office)
    ]
    if not found:
        return ()
    helpers = await help_staff.of_offices(reading.connection, {each.office.id for each in found})
    me = await help_staff.one(reading.connection, where.person.user)
    return tuple(
        for_helper(each, me=me, helpers=helpers, now=reading.now, real_now=reading.real_now) for each in found
    )


def for_helper(
    found: OpenRequest,
    *,
    me: Helper,
    helpers: Collection[Helper],
    now: dt.datetime,
    real_now: dt.datetime,
) -> ForHelper:
    """A help request as one helper sees it, among all who may be asked."""
    request, office = found.request, found.office
    one = next((each for each in helpers if each.user == request.accepted_by), None)
    is_open = request.state is HelpState.OPEN
    return ForHelper(
        request=request,
        office=office,
        people_ahead=found.people_ahead,
        fits=fits(me, request),
        rings=is_open and rings(me, request, helpers=helpers, rules=office.help, now=now, real_now=real_now),
        there=is_device_there(request, real_now=real_now),
        helper_name=shown_name(request, office, one),
    )


def is_device_there(request: HelpRequest, *, real_now: dt.datetime) -> bool:
    """Whether the page at the device was open lately."""
    return request.device_seen_at is not None and real_now - request.device_seen_at <= SEEN_LATELY


async def usual_seconds(reading: Reading | Transaction, office: Office) -> int | None:
    """How long it usually takes until somebody answers there; None if too little is known."""
    first = office.local_date(reading.now - LOOKED_BACK)
    took = await help_requests.answer_times(reading.connection, office.id, first=first, most=LAST)
    return None if len(took) < FEWEST else round(median(each.total_seconds() for each in took))


async def waiting_before(reading: Reading | Transaction, request: HelpRequest) -> int:
    """How many in the office are helped before."""
    others = await help_requests.of_day(reading.connection, (request.office, request.date))
    return people_ahead(request, others)


async def as_seen_by(
    reading: Reading | Transaction, request: HelpRequest, office: Office, person: Person
) -> ForHelper:
    """One help request, for somebody who helps."""
    return for_helper(
        OpenRequest(request=request, office=office, people_ahead=await waiting_before(reading, request)),
        me=await help_staff.one(reading.connection, person.user),
        helpers=await help_staff.of_offices(reading.connection, [office.id]),
        now=reading.now,
        real_now=reading.real_now,
    )


async def as_it_is_now(reading: Reading, request: str) -> HelpRequest:
    """A help request of which only the id is known. Raises NotFound. Says nothing of who may see it."""
    return await help_requests.get(
        reading.connection, await help_requests.place_of(reading.connection, request)
    )


async def number_of_ticket(reading: Reading | Transaction, request: HelpRequest) -> str | None:
    """The number of the ticket in which it ended, if it did."""
    return None if request.visit is None else (await visits.with_id(reading.connection, request.visit)).number


async def name_of_helper(reading: Reading | Transaction, request: HelpRequest, office: Office) -> str | None:
    """What the citizen is told of who helps; None while nobody does."""
    if request.accepted_by is None:
        return None
    return shown_name(request, office, await help_staff.one(reading.connection, request.accepted_by))


async def device_may_hold(reading: Reading, request: str, device: Device) -> tuple[HelpRequest, Office]:
    """A device's own help request as it is now, whatever has become of it. Raises NotFound for another's."""
    found = await as_it_is_now(reading, request)
    if (found.office, found.device) != (device.office, device.id):
        raise NotFound
    return found, await reading.office(found.office)


async def going_on_at(reading: Reading, device: Device) -> str | None:
    """The id of the help request that goes on at this device."""
    found = await help_requests.of_device(reading.connection, office=device.office, device=device.id)
    return None if found is None else found.id


async def ticket_in_which_it_ended(
    reading: Reading, request: str, device: Device
) -> tuple[Visit, int, ZoneInfo]:
    """The ticket that a helper has drawn for whoever stands at this device, and how many are before it.

    Raises NotFound for another device's request, WrongState for one without a ticket, and for one that ended
    minutes ago: somebody else may stand there by now.
    """
    found, office = await device_may_hold(reading, request, device)
    if found.visit is None or found.ended_at is None or reading.now - found.ended_at > COLLECTED_WITHIN:
        raise WrongState(state=found.state)
    visit = await visits.with_id(reading.connection, found.visit)
    ahead = (await room_of(reading, office.id)).ahead.get(visit.id, 0)
    return visit, ahead, office.zone


async def helper_may_hold(reading: Reading, request: str, person: Person) -> tuple[HelpRequest, Office]:
    """A help request that this person has accepted, as it is now, over or not.

    Raises NotFound, and NotAllowed where somebody else helps, nobody does, or they may not help there.
    """
    found = await as_it_is_now(reading, request)
    office = await reading.office(found.office)
    pools = await help_staff.pools_of(reading.connection, person.user)
    may = may_help(person, office, found, pools=pools.get(office.id, frozenset()))
    if not may or found.accepted_by != person.user:
        raise NotAllowed
    return found, office
