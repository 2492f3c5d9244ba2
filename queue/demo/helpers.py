# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who are stuck at a kiosk or terminal, and the helper who looks after both offices."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from aufruf.actions import help_watching, helping
from aufruf.demo.dice import Stuck, die, items, next_stuck, outcome, stuck
from aufruf.demo.town import Town
from aufruf.domain.access import Device, Person
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import NotFound, NotPossible, NotValid
from aufruf.domain.help import HelpKey, HelpMode, HelpReason, HelpRequest, HelpState
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.opening import is_open
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.help import open_requests
from aufruf.web.kiosks import DEMO

HELPER = "demo-helper"
LOOK_EVERY = dt.timedelta(minutes=2)
A_MOMENT = dt.timedelta(seconds=20)  # in a hurry a level is asked late, and gets its whole time
HELPS_FOR = dt.timedelta(minutes=3)
LEFT_OVER = dt.timedelta(minutes=20)  # longer than anybody waits: left by a town that was torn away
NAMES = {DeviceKind.KIOSK: "Ticketdrucker am Eingang", DeviceKind.TERMINAL: "Bürgerterminal im Foyer"}
# The clock runs five times as fast: time enough to press "Hilfe" and to answer it in another window.
RULES = HelpRules(
    office_seconds=180,
    pool_seconds=180,
    phone_seconds=240,
    come_minutes=30,
    naming=Naming.PERSON,
    service_name="Hilfe der Stadt Musterstadt",
)
NOTE = "Hat alle Unterlagen dabei, liest nicht gut Deutsch."
WITH_SERVICES = {HelpReason.TICKET, HelpReason.APPOINTMENT}


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
            asked = await helping.ask(
                tx, device=device, step=how.step, topic=how.topic, language=how.language, needs=how.needs
            )
    except NotPossible:
        return  # the day is over
    key = asked.request.key
    if asked.request.asked_at != tx.now:
        return  # somebody before them at this device still waits, and so do they
    town.agenda.plan(tx.now + how.patience, partial(give_up, town, key, device, how))
    if how.answered_after is not None:
        town.agenda.plan(tx.now + how.answered_after, partial(answer, town, key))
    for count, due in enumerate(levels_over(office.help), 1):
        town.agenda.plan(tx.now + due + count * A_MOMENT, partial(ask_others, town, key))


def levels_over(rules: HelpRules) -> tuple[dt.timedelta, ...]:
    """After how long each level was asked for as long as the rules say."""
    seconds = accumulate((rules.office_seconds, rules.pool_seconds, rules.phone_seconds))
    return tuple(dt.timedelta(seconds=each) for each in seconds)


async def ask_others(town: Town, key: HelpKey, _at: dt.datetime) -> None:
    """Nobody has answered for so long: who else is there? The server asks by itself, but not in a hurry."""
    async with town.doors.transaction() as tx:
        await help_watching.look_after(tx, office=key.office, date=key.date, since=tx.real_now)


async def answer(town: Town, key: HelpKey, _at: dt.datetime) -> None:
    """Go to whoever asks, or help from afar, unless a visitor was faster or the citizen has gone."""
    mode = HelpMode.COME if key.office == town.offices[0].id else HelpMode.REMOTE
    try:
        async with town.doors.transaction() as tx:
            await helping.accept(tx, key=key, person=helper_of(town.offices), mode=mode)
    except (NotPossible, NotFound):
        return


async def give_up(town: Town, key: HelpKey, device: Device, how: Stuck, _at: dt.datetime) -> None:
    """Find one's way alone, or just leave, unless somebody has come."""
    async with town.doors.reading() as reading:
        found = await open_requests(reading, [town.by_id[key.office]])
    if (key, HelpState.OPEN) not in {(each.request.key, each.request.state) for each in found}:
        return
    try:
        async with town.doors.transaction() as tx:
            await helping.withdraw(tx, key=key, device=device, has_left=how.just_leaves)
    except NotPossible:
        return  # the day is over


async def look_around(town: Town, at: dt.datetime) -> None:
    """Say who was helped, and go to whoever asks at a device that the town does not know.

    Also to those whom a town that was torn away has left. But who asks at the demo's own kiosk is a visitor,
    who may want to see the other side, too: nobody else takes that from them.
    """
    town.agenda.plan(at + LOOK_EVERY, partial(look_around, town))
    async with town.doors.reading() as reading:
        found = [each.request for each in await open_requests(reading, town.offices)]
    for request in found:
        if request.state is HelpState.OPEN and _is_unseen(town, request, at):
            await answer(town, request.key, at)
        elif request.accepted_by == HELPER and _was_helped(request, at):
            await _close(town, request)


def _is_unseen(town: Town, request: HelpRequest, at: dt.datetime) -> bool:
    ours = {device.id for device in devices_of(town.by_id[request.office])}
    is_waiting = request.device in ours and at - request.asked_at < LEFT_OVER
    return request.device != DEMO and not is_waiting


def _was_helped(request: HelpRequest, at: dt.datetime) -> bool:
    return request.accepted_at is not None and request.accepted_at + HELPS_FOR <= at


async def _close(town: Town, request: HelpRequest) -> None:
    """Say how it ended; where no ticket can be given any longer, in so many words."""
    office = town.by_id[request.office]
    rolled = die(town.seed, "helped", office.id, request.asked_at)
    reason = outcome(rolled)
    services = items(rolled, office, walk_in=True) if reason in WITH_SERVICES else ()
    note = NOTE if reason is HelpReason.TICKET else ""
    try:
        async with town.doors.transaction() as tx:
            await helping.close(
                tx,
                key=request.key,
                person=helper_of(town.offices),
                services=services,
                reason=reason,
                note=note,
            )
    except (NotPossible, NotFound, NotValid):
        await _close_somehow(town, request)


async def _close_somehow(town: Town, request: HelpRequest) -> None:
    try:
        async with town.doors.transaction() as tx:
            person = helper_of(town.offices)
            await helping.close(tx, key=request.key, person=person, reason=HelpReason.NOT_POSSIBLE)
    except (NotPossible, NotFound):
        return  # a visitor was faster, or the citizen
