# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who are stuck at a kiosk or terminal, and the helper who looks after both offices."""

import datetime as dt
from collections.abc import Sequence
from functools import partial

from aufruf.actions import helping
from aufruf.demo.dice import die, next_stuck, stuck
from aufruf.demo.town import Town
from aufruf.domain.access import Device, Person
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotFound, NotPossible
from aufruf.domain.help import HelpKey, HelpMode, HelpRequest, HelpState
from aufruf.domain.opening import is_open
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.help import open_requests

HELPER = "demo-helper"
LOOK_EVERY = dt.timedelta(minutes=2)
HELPS_FOR = dt.timedelta(minutes=3)
NAMES = {DeviceKind.KIOSK: "Ticketdrucker am Eingang", DeviceKind.TERMINAL: "Bürgerterminal im Foyer"}


def devices_of(office: Office) -> tuple[Device, ...]:
    """What stands in an office. Nobody has the tokens: only the demo acts as them."""
    return tuple(Device(id=f"{office.id}-{kind}", office=office.id, kind=kind) for kind in NAMES)


def helper_of(offices: Sequence[Office]) -> Person:
    """Who helps in all offices, unless a visitor is faster. No password: only the demo acts as them."""
    return Person(
        user=HELPER,
        tenant=offices[0].tenant,
        role=Role.HELPER,
        offices=frozenset(office.id for office in offices),
    )


def begin_day(town: Town, now: dt.datetime) -> None:
    """The helper looks around all day, and now and then somebody is stuck."""
    town.agenda.plan(now, partial(look_around, town))
    for office in town.offices:
        _plan_next(town, office, now)


def _plan_next(town: Town, office: Office, after: dt.datetime) -> None:
    gap = next_stuck(die(town.seed, "stuck", office.id, after))
    town.agenda.plan(after + gap, partial(press_help, town, office))


async def press_help(town: Town, office: Office, at: dt.datetime) -> None:
    """Somebody does not know how to go on."""
    _plan_next(town, office, at)
    if not is_open(office.opening, at):
        return
    how = stuck(die(town.seed, "help", office.id, at), office)
    device = next(each for each in devices_of(office) if each.kind is how.device)
    try:
        async with town.doors.transaction() as tx:
            asked = await helping.ask(tx, device=device, step=how.step, topic=how.topic)
    except NotPossible:
        return  # the day is over
    town.agenda.plan(tx.now + how.patience, partial(give_up, town, asked.request.key, device))


async def give_up(town: Town, key: HelpKey, device: Device, _at: dt.datetime) -> None:
    """Find one's way alone, unless somebody has come."""
    async with town.doors.reading() as reading:
        found = await open_requests(reading, [town.by_id[key.office]])
    if (key, HelpState.OPEN) not in {(each.request.key, each.request.state) for each in found}:
        return
    try:
        async with town.doors.transaction() as tx:
            await helping.withdraw(tx, key=key, device=device)
    except NotPossible:
        return  # the day is over


async def look_around(town: Town, at: dt.datetime) -> None:
    """Go to whoever asks, and say who was helped: also of those whom a town that was torn away has left."""
    town.agenda.plan(at + LOOK_EVERY, partial(look_around, town))
    async with town.doors.reading() as reading:
        found = [each.request for each in await open_requests(reading, town.offices)]
    for request in found:
        try:
            if request.state is HelpState.OPEN:
                await _accept(town, request)
            elif request.accepted_by == HELPER and _was_helped(request, at):
                await _close(town, request)
        except (NotPossible, NotFound):
            continue  # a visitor was faster, or the citizen


def _was_helped(request: HelpRequest, at: dt.datetime) -> bool:
    return request.accepted_at is not None and request.accepted_at + HELPS_FOR <= at


async def _accept(town: Town, request: HelpRequest) -> None:
    mode = HelpMode.COME if request.office == town.offices[0].id else HelpMode.REMOTE
    async with town.doors.transaction() as tx:
        await helping.accept(tx, key=request.key, person=helper_of(town.offices), mode=mode)


async def _close(town: Town, request: HelpRequest) -> None:
    async with town.doors.transaction() as tx:
        await helping.close(tx, key=request.key, person=helper_of(town.offices))
