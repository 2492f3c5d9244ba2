# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One office's day as this process follows it, for all who listen here.

It is read once, however many listen: the screen is folded on, the last events are kept. A listener has no
backlog of its own, only a place in this common one; whoever is further behind than is kept gets everything
as it is now. So nobody who is slow costs memory, and the newest always wins.
"""

import asyncio
import datetime as dt
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import sqlalchemy as sa
import structlog

from aufruf.db import outbox
from aufruf.db.outages import LOST
from aufruf.db.outbox import Stored
from aufruf.db.transaction import Database, Reading
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import AufrufError, Unavailable
from aufruf.domain.screen import Screen, apply
from aufruf.live.position import Epoch, Position
from aufruf.planning.waits.forecast import Range
from aufruf.reads.following import DayNow, day_now
from aufruf.reads.room import Room, room_of

log = structlog.get_logger("aufruf.live")
Seen = TypeVar("Seen")
KEPT = 256  # events; a screen that missed more is better served with a snapshot
SURE_FOR = 4.0  # seconds after the last look at the database
AGAIN_AFTER = 0.5  # seconds, when the database did not answer
SEEN_HOLDS = 10.0  # seconds: scores grow with time, though nothing happens
NO_ANSWER = (AufrufError, sa.exc.SQLAlchemyError, *LOST)


def nothing() -> None:
    """What somebody does who does not listen yet."""


@dataclass(slots=True, eq=False)
class Ear:
    """Somebody who listens: stirred when something is new, and now and then to say that all is well."""

    heed: Callable[[], None] = nothing  # what to do then; it must not wait
    beats: int = 0  # how many were heard

    def stir(self) -> None:
        """There may be something new."""
        self.heed()


@dataclass(slots=True, eq=False)
class Entry:
    """An event with what is said of it, made once for all who hear it."""

    stored: Stored
    said: dict[str, str | None]

    def once(self, audience: str, make: Callable[[Stored], str | None]) -> str | None:
        """What an audience is told of it; None if it is nothing to them."""
        if audience not in self.said:
            self.said[audience] = make(self.stored)
        return self.said[audience]


@dataclass(slots=True, eq=False)
class _Shared:
    """The answer to a question about the office, and when it was found."""

    reading: asyncio.Lock = field(default_factory=asyncio.Lock)
    stamp: int = -1
    read_at: float = 0.0
    seen: Any = None


class Feed:
    """What happens in an office today. `start` it before use, `stop` it after."""

    def __init__(self, db: Database, office_id: str) -> None:
        self.office_id = office_id
        self.ears: set[Ear] = set()
        self.beats = 0
        self.stamp = 0  # rises whenever something is new
        self.expected: Range | None = None  # minutes that whoever comes next would wait
        self.expected_at = 0.0
        self._db = db
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._made: dict[str, str] = {}
        self._shared: dict[Callable[..., Any], _Shared] = {}
        self._stale = asyncio.Event()
        self._sure_at = 0.0
        self._anew = False
        self._shown = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._following: asyncio.Task[None] | None = None
        self.office: Office
        self.epoch: Epoch
        self.screen = Screen()

    @property
    def position(self) -> Position:
        """How far this process has come."""
        return Position(str(self.epoch), self.screen.seq)

    @property
    def is_sure(self) -> bool:
        """Whether the database was looked at so lately that what is known may be called the present."""
        return asyncio.get_running_loop().time() - self._sure_at < SURE_FOR

    @property
    def now(self) -> dt.datetime:
        """The time with the office's offset: what the database's clock showed, and what has passed since."""
        passed = asyncio.get_running_loop().time() - self._sure_at
        return (self._shown + dt.timedelta(seconds=passed)).astimezone(self.office.zone)

    async def start(self) -> None:
        """Look for the first time. Raises NotFound, and what the database raises."""
        await self._begin()
        self._begin_to_follow()

    async def stop(self) -> None:
        """Follow no longer."""
        if self._following is not None:
            self._following.cancel()
            await asyncio.wait([self._following])

    def stir(self) -> None:
        """Something may have happened: look soon. Many at once are one look."""
        self._stale.set()

    def compare(self, epoch: Epoch, seq: int, *, known: int, now: dt.datetime) -> bool:
        """Take note of how far the database is; whether this process is as far.

        `known` is how far it was before the database was asked: less than that is another history.
        """
        if self._following is not None and self._following.done():
            self._begin_to_follow()  # a defect ended it, and the log says which
        if epoch == self.epoch and seq == self.screen.seq:
            self._note(now)
            return True
        self._anew = self._anew or epoch != self.epoch or seq < known
        self.stir()
        return False

    async def look(self) -> None:
        """Catch up now. Raises what the database raises."""
        async with self._db.reading() as reading:
            now, self.office = reading.now, await reading.office(self.office_id)
            events = await outbox.after(
                reading.connection, (self.office_id, self.epoch.date), seq=self.screen.seq
            )
        is_gap = bool(events) and events[0].seq > self.screen.seq + 1
        if self._anew or is_gap or self.office.local_date(now) != self.epoch.date:
            await self._begin()
            return
        for stored in events:
            if stored.seq == self.screen.seq + 1:  # somebody else may have looked meanwhile
                self.screen = apply(self.screen, stored.seq, stored.event)
                self._entries.append(Entry(stored, {}))
        self._note(now)
        if events:
            self._tell()

    def after(self, position: Position | None) -> list[Entry] | None:
        """What followed a position; None if only a snapshot can say it."""
        if position is None or position.epoch != str(self.epoch) or position.seq > self.screen.seq:
            return None
        missing = self.screen.seq - position.seq
        if missing > len(self._entries):
            return None
        return list(self._entries)[-missing:] if missing else []

    def once(self, what: str, make: Callable[[], str]) -> str:
        """Something said of the present: made once for all who ask before anything is new."""
        if what not in self._made:
            self._made[what] = make()
        return self._made[what]

    async def room(self) -> Room:
        """Everybody who is in the office, read once for all who ask."""
        return await self.shared(room_of)

    async def shared(self, read: Callable[[Reading, str], Awaitable[Seen]]) -> Seen:
        """What such a question finds in the office, asked once for all before anything is new."""
        clock = asyncio.get_running_loop().time
        shared = self._shared.setdefault(read, _Shared())
        async with shared.reading:
            if shared.stamp != self.stamp or clock() - shared.read_at > SEEN_HOLDS:
                stamp = self.stamp
                async with self._db.reading(snapshot=True) as reading:
                    shared.seen = await read(reading, self.office_id)
                shared.stamp, shared.read_at = stamp, clock()
            seen: Seen = shared.seen
            return seen

    def expect(self, minutes: Range | None) -> None:
        """How long whoever comes next would wait: it is said to displays with the next sign of life."""
        if minutes != self.expected:
            self.expected, self.expected_at = minutes, asyncio.get_running_loop().time()
            self._made.clear()

    def beat(self, number: int) -> None:
        """Let everybody hear that this process is alive and knows the present, if it does."""
        if self.is_sure:
            self.beats = number
            self._made.clear()
            self._stir_ears()

    async def _follow(self) -> None:
        was_lost = False
        while True:
            await self._stale.wait()
            self._stale.clear()
            try:
                await self.look()
            except NO_ANSWER as error:
                if not was_lost and not isinstance(error, Unavailable):  # which is said once for all offices
                    log.exception("the day is not seen", office=self.office_id)
                was_lost = True
                self._stale.set()
                await asyncio.sleep(AGAIN_AFTER)
            else:
                was_lost = False

    async def _begin(self) -> None:
        """Take the day as it is now: at the start, on a new day, after a restore."""
        async with self._db.reading(snapshot=True) as reading:
            day: DayNow = await day_now(reading, self.office_id, recent=KEPT)
            now = reading.now
        self.office = day.office
        self.epoch = Epoch(self.office_id, day.date, day.generation)
        self.screen = day.screen
        self._entries.clear()
        self._entries.extend(Entry(stored, {}) for stored in day.recent)
        self._anew = False
        self._note(now)
        self._tell()

    def _begin_to_follow(self) -> None:
        self._following = asyncio.create_task(self._follow())
        self._following.add_done_callback(_ended)

    def _note(self, now: dt.datetime) -> None:
        self._sure_at, self._shown = asyncio.get_running_loop().time(), now

    def _tell(self) -> None:
        self.stamp += 1
        self._made.clear()
        self._stir_ears()

    def _stir_ears(self) -> None:
        """Each by itself: a defect in one must not keep the others from hearing."""
        soon = asyncio.get_running_loop().call_soon
        for ear in self.ears:
            soon(ear.stir)


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("an office is not followed", exc_info=error)
