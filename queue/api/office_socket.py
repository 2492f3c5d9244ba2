# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office, live, for its staff: counters and queue as they are, then everything that happens there.

A message is `snapshot`, `beat`, or an event under its own name (`visit.called`, …) with what it holds.
"""

import datetime as dt
from dataclasses import asdict
from typing import Any

import msgspec
from litestar import Router, websocket

from aufruf.api.counters import counter_answer
from aufruf.api.office_queue import queue_answer, waiting_answer
from aufruf.db.outbox import Stored
from aufruf.domain.access import person_with
from aufruf.domain.roles import Right
from aufruf.live.feed import Feed
from aufruf.live.position import Position, read_position
from aufruf.reads.office_now import office_now
from aufruf.web.callers import caller_of, forget_caller
from aufruf.web.sockets import AnySocket, Listener, converse, refusing
from aufruf.web.wire import PathId, local
from aufruf.web.wiring import Given, Wiring

KEPT_FOR_REPLAY = ("skills", "parameters", "rule_version")  # stored with a call, of no use to whoever follows


class OfficeWire:
    """What one of the staff's programs has yet to be told."""

    audience = "office"
    pause = 0.0

    def __init__(self, feed: Feed, wiring: Wiring, *, since: Position | None) -> None:
        self._feed = feed
        self._db = wiring.db
        self._forecasts = wiring.forecasts
        self._position = since

    async def take(self) -> list[str]:
        """What followed, or everything as it is now."""
        feed = self._feed
        epoch = str(feed.epoch)
        ahead = self._position is not None and self._position.seq > feed.screen.seq
        if ahead and self._position is not None and self._position.epoch == epoch:
            return []  # its snapshot was read by itself, and is newer than what this process has followed
        missing = feed.after(self._position)
        if missing is not None:
            self._position = feed.position
            said = (entry.once("office", lambda stored: message(feed, stored)) for entry in missing)
            return [each for each in said if each is not None]
        async with self._db.reading(snapshot=True) as reading:
            now = await office_now(reading, feed.office_id)
        self._position = Position(epoch, now.seq)
        zone = feed.office.zone
        return [
            _encode(
                feed,
                "snapshot",
                now.seq,
                counters=[counter_answer(each) for each in now.counters],
                queue=queue_answer(now.queue.waiting, zone, self._forecasts, now=feed.now),
                aside=[waiting_answer(each, zone) for each in now.queue.aside],
            )
        ]

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        feed = self._feed
        now = local(feed.now, feed.office.zone)
        return feed.once("office-beat", lambda: _encode(feed, "beat", feed.screen.seq, now=now))


def message(feed: Feed, stored: Stored) -> str:
    """An event with what it holds: no personal data, so the staff may hear all of it."""
    zone = feed.office.zone
    facts = {
        name: local(value, zone) if isinstance(value, dt.datetime) else value
        for name, value in asdict(stored.event).items()
        if name not in KEPT_FOR_REPLAY
    }
    return _encode(feed, stored.event.kind, stored.seq, **{"at": local(stored.at, zone)} | facts)


def _encode(feed: Feed, kind: str, seq: int, **facts: Any) -> str:
    return msgspec.json.encode({"type": kind, "epoch": str(feed.epoch), "seq": seq} | facts).decode()


@websocket("/offices/{office:str}/socket")
async def follow(socket: AnySocket, office: PathId, wiring: Given[Wiring]) -> None:
    """Follow an office, from `since=EPOCH.N` on, for its staff."""

    async def may() -> bool:
        forget_caller(socket)
        async with wiring.db.reading() as reading:
            known = await reading.office(office)
        return bool(person_with(await caller_of(socket, wiring.db), Right.SERVE, known))

    async with refusing(socket):
        await may()
        since = read_position(socket.query_params.get("since"))
        async with wiring.hub.listening(office, since=since) as (feed, ear):
            wire = OfficeWire(feed, wiring, since=since)
            await converse(socket, Listener(feed=feed, ear=ear, wire=wire, still_may=may))


router = Router("", route_handlers=[follow])
