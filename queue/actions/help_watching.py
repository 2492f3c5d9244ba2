# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking after help requests: the next level is asked, who has vanished is not waited for.

Who is there is told by their open sockets, in real time; how long a level is asked, and how long somebody may
take to come, is the office's time, so that a rehearsal's clock works.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace

from aufruf.db import help_requests, help_staff
from aufruf.db.days import DayKey, OfficeDay
from aufruf.db.transaction import Reading, Transaction
from aufruf.domain import help as moves
from aufruf.domain.catalogue import Office
from aufruf.domain.events import HelpEscalated, HelpReturned, HelpWithdrawn
from aufruf.domain.help import HelpLevel, HelpMode, HelpRequest, HelpState
from aufruf.domain.help_levels import asked_again, asked_now
from aufruf.domain.helpers import THERE_FOR, Helper, staffing_of

DEVICE = "device"  # told that a request is over, by having gone
VANISHED, NOT_COME, HANDED_OVER = "vanished", "not_come", "handed_over"
HELPER_GONE_AFTER = dt.timedelta(seconds=30)
DEVICE_GONE_AFTER = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Somebody looks. `since` is the moment from which on they would have noticed silence, in real time."""

    now: dt.datetime
    real_now: dt.datetime
    since: dt.datetime

    def is_silent(self, seen_at: dt.datetime | None, *, after: dt.timedelta) -> bool:
        """Whether nothing was heard for so long of somebody who was there once.

        What nobody listened for was no silence: after a restart everybody gets their time to come back.
        """
        return seen_at is not None and self.real_now - max(seen_at, self.since) > after


async def days_to_look_after(reading: Reading, *, since: dt.datetime) -> list[DayKey]:
    """Office-days with a help request of which something has become due."""
    found = await help_requests.going_on(reading.connection)
    if not found:
        return []
    helpers = await help_staff.of_offices(reading.connection, {each.office for each in found})
    watch = Watch(now=reading.now, real_now=reading.real_now, since=since)
    keys = set()
    for request in found:
        office = await reading.office(request.office)
        if _is_due(request, office, helpers, watch):
            keys.add((request.office, request.date))
    return sorted(keys)


async def look_after(tx: Transaction, *, office: str, date: dt.date, since: dt.datetime) -> int:
    """Do what is due for the help requests of a day; how many were touched.

    `since` is the moment, in real time, from which on silence would have been noticed.
    """
    day = await tx.lock(office, date)
    helpers = await help_staff.of_offices(tx.connection, [office])
    watch = Watch(now=tx.now, real_now=tx.real_now, since=since)
    requests = moves.oldest_first(await help_requests.of_day(tx.connection, day.key))
    due = [each for each in requests if _is_due(each, day.office, helpers, watch)]
    for request in due:
        if watch.is_silent(request.device_seen_at, after=DEVICE_GONE_AFTER):
            tx.emit(day, HelpWithdrawn(request=request.id, by=DEVICE))
            await help_requests.save(tx.connection, moves.withdraw(request, now=tx.now))
        elif (why := _why_given_up(request, day.office, helpers, watch)) is not None:
            await give_back(tx, day, request, why=why, helpers=helpers)
        else:
            await help_requests.save(tx.connection, escalate(tx, day, request, helpers))
    return len(due)


def escalate(
    tx: Transaction, day: OfficeDay, request: HelpRequest, helpers: Collection[Helper]
) -> HelpRequest:
    """Ask those whose turn it is now; the request as it is to be stored."""
    level = _level_now(request, day.office, helpers, now=tx.now, real_now=tx.real_now)
    if level is request.level:
        return request
    tx.emit(day, HelpEscalated(request=request.id, level=level))
    return replace(request, level=level, level_since=tx.now)


async def give_back(
    tx: Transaction,
    day: OfficeDay,
    request: HelpRequest,
    *,
    why: str,
    helpers: Collection[Helper],
    to: HelpLevel | None = None,
    context: str | None = None,
) -> HelpRequest:
    """Let a request wait for a helper again, at this level; if none is said, where it was."""
    open_again = moves.hand_back(
        request,
        level=to or asked_again(request.level),
        context=request.context if context is None else context,
        now=tx.now,
    )
    tx.emit(day, HelpReturned(request=request.id, why=why, level=open_again.level))
    await help_requests.forget_helper(tx.connection, request.key)
    open_again = replace(escalate(tx, day, open_again, helpers), helper_seen_at=None)
    await help_requests.save(tx.connection, open_again)
    return open_again


def _is_due(request: HelpRequest, office: Office, helpers: Collection[Helper], watch: Watch) -> bool:
    if watch.is_silent(request.device_seen_at, after=DEVICE_GONE_AFTER):
        return True
    if request.state is HelpState.ACCEPTED:
        return _why_given_up(request, office, helpers, watch) is not None
    level = _level_now(request, office, helpers, now=watch.now, real_now=watch.real_now)
    return level is not request.level


def _level_now(
    request: HelpRequest,
    office: Office,
    helpers: Collection[Helper],
    *,
    now: dt.datetime,
    real_now: dt.datetime,
) -> HelpLevel:
    return asked_now(
        request.level,
        since=request.level_since or request.asked_at,
        rules=office.help,
        staffing=staffing_of(helpers, office=request.office, real_now=real_now),
        now=now,
    )


def _why_given_up(
    request: HelpRequest, office: Office, helpers: Collection[Helper], watch: Watch
) -> str | None:
    """Why somebody else has to help; None if whoever accepted it still does."""
    if request.state is not HelpState.ACCEPTED or request.accepted_at is None:
        return None
    if request.mode is HelpMode.COME:
        is_late = watch.now - request.accepted_at > dt.timedelta(minutes=office.help.come_minutes)
        return NOT_COME if is_late else None
    if request.helper_seen_at is not None:
        has_gone = watch.is_silent(request.helper_seen_at, after=HELPER_GONE_AFTER)
        return VANISHED if has_gone else None
    # They have not come as far as the session: then it counts whether their list is still open.
    last_seen = next((each.seen_at for each in helpers if each.user == request.accepted_by), None)
    return VANISHED if watch.is_silent(last_seen, after=THERE_FOR) else None
