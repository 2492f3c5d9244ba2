# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The hub of a process: who listens to which office, and what wakes them.

After each commit the database says which office-days have come how far (`wake`), other processes say the
same (`between`), and the hub also looks by itself, so that a lost wake-up costs a second and nothing else.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field

import structlog

from aufruf import metrics
from aufruf.db.transaction import Database, Told
from aufruf.domain.errors import Unavailable
from aufruf.live.between import Between
from aufruf.live.feed import NO_ANSWER, Ear, Feed
from aufruf.live.position import Epoch, Position
from aufruf.reads.following import marks_today

log = structlog.get_logger("aufruf.live")
LOOK_EVERY = 1.5  # seconds: the net under lost wake-ups
BEAT_EVERY = 5.0  # seconds; the contract says ten at the most
STAYS = 30.0  # seconds that an office is followed after the last has gone: a display comes back


@dataclass(slots=True)
class _Followed:
    """An office's feed, being started or running; and when the last listener went."""

    feed: Feed
    ready: asyncio.Task[None]
    left_at: float | None = field(default=None)


class Hub:
    """All feeds of this process. `alive` keeps it going."""

    def __init__(self, db: Database, between: Between) -> None:
        self._db = db
        self._between = between
        self._followed: dict[str, _Followed] = {}
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def works(self) -> bool:
        """Whether it wakes, looks and beats. If a defect has ended one of them nothing may be called live."""
        return bool(self._tasks) and not any(task.done() for task in self._tasks)

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Wake and look as long as the block lasts."""
        self._db.wake = self.wake
        self._tasks = tasks = [
            asyncio.create_task(self._between.carry(self._heard)),
            asyncio.create_task(self._look_always()),
            asyncio.create_task(self._beat_always()),
        ]
        for task in tasks:
            task.add_done_callback(_ended)
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            await asyncio.gather(*(self._forget(office) for office in list(self._followed)))

    def followed(self) -> list[Feed]:
        """The feeds that are followed now."""
        return [followed.feed for followed in self._followed.values() if _runs(followed)]

    def wake(self, told: Sequence[Told]) -> None:
        """Something was committed here: stir who listens, tell the others. Never waits, never raises."""
        self._stir(told)
        self._between.tell(told)

    @asynccontextmanager
    async def listening(
        self, office: str, *, since: Position | None = None, ear: Ear | None = None
    ) -> AsyncIterator[tuple[Feed, Ear]]:
        """Follow an office within the block. Raises NotFound, and what the database raises.

        Who has heard more already, from another process, is not given less than that here. With an ear of
        one's own one may follow several offices.
        """
        feed = await self._feed(office)
        if since is not None and since.epoch == str(feed.epoch) and since.seq > feed.screen.seq:
            await feed.look()
        ear = ear or Ear(beats=feed.beats)
        feed.ears.add(ear)
        try:
            yield feed, ear
        finally:
            feed.ears.discard(ear)
            followed = self._followed.get(office)
            if followed is not None and followed.feed is feed and not feed.ears:
                followed.left_at = asyncio.get_running_loop().time()

    async def _feed(self, office: str) -> Feed:
        followed = self._followed.get(office)
        if followed is None:
            feed = Feed(self._db, office)
            # With nothing of whoever asked first: it outlives them, and so do the lines it writes in the log.
            starting = asyncio.create_task(feed.start(), context=Context())
            followed = self._followed[office] = _Followed(feed, starting)
        followed.left_at = None
        try:
            await asyncio.shield(followed.ready)
        except BaseException:
            if followed.ready.done() and self._followed.get(office) is followed:
                del self._followed[office]
            raise
        if not followed.feed.is_sure:
            await followed.feed.look()  # nobody begins with what may be old
        return followed.feed

    async def _forget(self, office: str) -> None:
        followed = self._followed.pop(office)
        await asyncio.wait([followed.ready])
        await followed.feed.stop()

    def _heard(self, told: Sequence[Told] | None) -> None:
        if told is None:
            for followed in self._followed.values():
                followed.feed.stir()
        else:
            self._stir(told)

    def _stir(self, told: Sequence[Told]) -> None:
        for office, date, seq in told:
            followed = self._followed.get(office)
            if followed is None or not followed.ready.done():
                continue
            feed = followed.feed
            if date > feed.epoch.date or (date == feed.epoch.date and seq > feed.screen.seq):
                feed.stir()

    async def _look_always(self) -> None:
        was_lost = False
        while True:
            await asyncio.sleep(LOOK_EVERY)
            now = asyncio.get_running_loop().time()
            for office, followed in list(self._followed.items()):
                if followed.left_at is not None and now - followed.left_at > STAYS:
                    await self._forget(office)
            try:
                await self._look()
            except NO_ANSWER as error:
                if not was_lost and not isinstance(error, Unavailable):  # which is said where it is found
                    log.exception("the days are not looked at")
                was_lost = True
            else:
                was_lost = False

    async def _look(self) -> None:
        """Compare all feeds with the database, in one statement."""
        feeds = {office: f.feed for office, f in self._followed.items() if _runs(f)}
        if not feeds:
            return
        known = {office: feed.screen.seq for office, feed in feeds.items()}
        async with self._db.reading() as reading:
            marks = await marks_today(reading, [feed.office for feed in feeds.values()])
        for office, (date, mark) in marks.items():
            seq, generation = mark
            if not feeds[office].compare(
                Epoch(office, date, generation), seq, known=known[office], now=reading.now
            ):
                metrics.repaired()

    async def _beat_always(self) -> None:
        for number in itertools.count(1):
            await asyncio.sleep(BEAT_EVERY)
            for followed in self._followed.values():
                if _runs(followed):
                    followed.feed.beat(number)


def _runs(followed: _Followed) -> bool:
    return followed.ready.done() and not followed.ready.cancelled() and followed.ready.exception() is None


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("nothing is live in this process any more", exc_info=error)
