# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened in the town before it was founded: weeks of working days, as their events would have been.

Appointments of the past are in the events alone; nothing asks for their rows. Visits have theirs, without
anybody's name, because `aufruf replay` compares with them.
"""

import datetime as dt
from heapq import merge
from operator import itemgetter

from aufruf.actions.history import append_past_day
from aufruf.demo.dice import die
from aufruf.demo.past_day import PastDay
from aufruf.demo.past_help import REMEMBERED, help_on
from aufruf.demo.past_waits import Memory
from aufruf.demo.town import Town
from aufruf.domain.catalogue import Office


async def remember(town: Town, *, weeks: int, today: dt.date) -> int:
    """Give the offices their past, up to the day before `today`; how many days in all."""
    days = 0
    for office in town.offices:
        memory = Memory()
        for back in range(7 * weeks, 0, -1):
            date = today - dt.timedelta(days=back)
            days += await _remember_day(town, office, date, memory, today=today)
    return days


async def _remember_day(town: Town, office: Office, date: dt.date, memory: Memory, *, today: dt.date) -> bool:
    rolled = die(town.seed, "history", office.id, date)
    events = PastDay(office, date, rolled=rolled, memory=memory).play()
    if events and date >= today - REMEMBERED:
        events = list(merge(events, help_on(office, date, seed=town.seed), key=itemgetter(0)))
    if events:
        async with town.doors.transaction() as tx:
            await append_past_day(tx, office=office.id, date=date, events=events)
    return bool(events)
