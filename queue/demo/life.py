# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the days of the town pass: by the clock, or as fast as possible; over the nights it jumps."""

import asyncio
import datetime as dt

import structlog

from aufruf.actions import closing, pacing, upkeep
from aufruf.demo import bookings, clerks, devices, helpers, terminals, walk_ins
from aufruf.demo.mornings import are_closed, next_waking
from aufruf.demo.town import Town
from aufruf.reads.counters import counters_of
from aufruf.reads.pacing import pace

log = structlog.get_logger("aufruf.demo")

SLEEP_AT_MOST = 0.25  # real seconds: somebody may have set the clock
LOOK_EVERY = dt.timedelta(seconds=1)  # real: a visitor's ticket should be seen soon at any speed
SPEAK_EVERY = dt.timedelta(seconds=20)  # real: what is silent for longer counts as offline
ANCHOR_EVERY = dt.timedelta(seconds=5)  # real; so much at the most is lost when the process is killed
STRIDE = dt.timedelta(seconds=10)  # of the clock in a hurry: putting it costs as much as a deed
GIVEN_UP = dt.timedelta(hours=1)  # after closing: whoever still has a counter open


async def live(town: Town) -> None:
    """Let the town live by its clock; for ever."""
    begin_day(town, await _now(town))
    anchored = looked = spoken = town.doors.clock()
    await devices.speak(town)
    while True:
        async with town.doors.reading() as reading:
            now, speed = reading.now, (await pace(reading)).speed
        await do_what_is_due(town, now)
        if await is_night(town, now):
            await sleep_through(town, now)
            await devices.speak(town)
        if town.doors.clock() - spoken > SPEAK_EVERY:
            spoken = town.doors.clock()
            await devices.speak(town)
        if town.doors.clock() - looked > LOOK_EVERY:
            looked = town.doors.clock()
            for office in town.offices:
                await clerks.look_around(town, office.id, now)
        if town.doors.clock() - anchored > ANCHOR_EVERY:
            anchored = town.doors.clock()
            async with town.doors.transaction() as tx:
                await pacing.anchor_clock(tx, real_now=anchored)
        await asyncio.sleep(_pause(town, now, speed=speed))


async def hurry(town: Town, until: dt.datetime) -> None:
    """Play what happens until a moment as fast as possible. The clock must stand still: it is put forward."""
    begin_day(town, await _now(town))
    while (at := town.agenda.next_at) is not None and at <= until:
        moment = min(at + STRIDE, until)
        await _put_clock(town, moment)
        await do_what_is_due(town, moment)
    await _put_clock(town, until)


def begin_day(town: Town, now: dt.datetime) -> None:
    """Everybody makes their plans for the day, or for the rest of it."""
    town.agenda.forget_the_day()
    clerks.start_shifts(town, now)
    walk_ins.open_doors(town, now)
    bookings.begin_day(town, now)
    helpers.begin_day(town, now)
    terminals.begin_day(town, now)


async def do_what_is_due(town: Town, now: dt.datetime) -> None:
    """Do all deeds whose moment has come. One that fails must not stop the town, but is seen in the log."""
    while (due := town.agenda.due(now)) is not None:
        at, deed = due
        try:
            await deed(at)
        except Exception:  # said above
            log.exception("a deed failed")


async def is_night(town: Town, now: dt.datetime) -> bool:
    """Whether all offices are closed, and the last clerk of the town has gone home."""
    if not are_closed(town.offices, now=now):
        return False
    if are_closed(town.offices, now=now - GIVEN_UP):
        return True
    ours = {person.user for person in town.clerks}
    async with town.doors.reading() as reading:
        places = [place for office in town.offices for place in await counters_of(reading, office.id)]
    return not any(place.seat and (place.seat.user in ours or place.visit) for place in places)


async def sleep_through(town: Town, now: dt.datetime) -> None:
    """Close the day, and go on shortly before the next opening."""
    async with town.doors.reading() as reading:
        over = await closing.days_to_close(reading)
        broken = await closing.days_with_broken_promises(reading)
    for office, date in over:
        async with town.doors.transaction() as tx:
            await closing.close_day(tx, office=office, date=date)
    for office, date in broken:
        async with town.doors.transaction() as tx:
            await upkeep.mark_missed(tx, office=office, date=date)
    morning = next_waking(town.offices, now=now)
    await _put_clock(town, morning)
    log.info("a new day begins", day=str(town.offices[0].local_date(morning)))
    begin_day(town, morning)


async def _now(town: Town) -> dt.datetime:
    async with town.doors.reading() as reading:
        return reading.now


async def _put_clock(town: Town, to: dt.datetime) -> None:
    async with town.doors.transaction() as tx:
        await pacing.jump_to(tx, shown_at=to, real_now=town.doors.clock())


def _pause(town: Town, now: dt.datetime, *, speed: float) -> float:
    """Real seconds until something is due, or until the clock should be looked at again."""
    if speed == 0 or town.agenda.next_at is None:
        return SLEEP_AT_MOST
    return min(SLEEP_AT_MOST, max(0.0, (town.agenda.next_at - now).total_seconds() / speed))
