# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help on a day of the past, as the events that it would have left: figures have something to show."""

import datetime as dt

from aufruf.demo.dice import Stuck, die, next_stuck, outcome, stuck
from aufruf.demo.helpers import HELPS_FOR, devices_of, levels_over
from aufruf.domain import events as e
from aufruf.domain.catalogue import Office
from aufruf.domain.help import HelpLevel, HelpMode, HelpReason
from aufruf.domain.opening import OpeningKind, intervals_on

Happened = tuple[dt.datetime, e.Event]
REMEMBERED = dt.timedelta(days=28)  # as far as figures look back if nothing else is said
LAST_BEFORE_CLOSING = dt.timedelta(minutes=20)  # whoever asks then has gone by closing time
LEVELS = (HelpLevel.POOL, HelpLevel.PHONE, HelpLevel.NOBODY)  # after this office's own time


def help_on(office: Office, date: dt.date, *, seed: int) -> list[Happened]:
    """Everybody who was stuck on a day, and what became of it, in the order in which it happened."""
    happened: list[Happened] = []
    busy_until: dict[str, dt.datetime] = {}
    for begin, end in intervals_on(office.opening, date, audience=OpeningKind.WALK_INS):
        at = begin
        while (at := at + next_stuck(die(seed, "stuck", office.id, at))) < end - LAST_BEFORE_CLOSING:
            rolled = die(seed, "help", office.id, at)
            how = stuck(rolled, office)
            [device] = (each.id for each in devices_of(office) if each.kind is how.device)
            if at < busy_until.get(device, at):
                continue  # somebody before them at this device still waits, and so do they
            request = f"{rolled.getrandbits(80):020x}"
            course = [*_asked(office, device, request, how, at), *_ended(request, how, outcome(rolled), at)]
            busy_until[device] = max(moment for moment, _ in course)
            happened += course
    return sorted(happened, key=lambda each: each[0])


def _asked(office: Office, device: str, request: str, how: Stuck, at: dt.datetime) -> list[Happened]:
    """Somebody asks, and others are asked as long as nobody has answered."""
    asked = e.HelpRequested(
        request=request,
        device=device,
        device_kind=how.device,
        step=how.step,
        topic=how.topic,
        language=how.language,
        promise=office.help.promise_seconds,
    )
    others = zip(LEVELS, levels_over(office.help), strict=True)
    waits = min(how.patience, how.answered_after or how.patience)
    return [
        (at, asked),
        *((at + due, e.HelpEscalated(request=request, level=level)) for level, due in others if due < waits),
    ]


def _ended(request: str, how: Stuck, reason: HelpReason, at: dt.datetime) -> list[Happened]:
    """Somebody helps, or the citizen has had enough before that."""
    if how.answered_after is None or how.patience < how.answered_after:
        by = "device" if how.just_leaves else "citizen"
        return [(at + how.patience, e.HelpWithdrawn(request=request, by=by))]
    answered = at + how.answered_after
    return [
        (answered, e.HelpAccepted(request=request, mode=HelpMode.COME)),
        (
            answered + HELPS_FOR,
            e.HelpClosed(request=request, services=(), by="helper", reason=reason),
        ),
    ]
