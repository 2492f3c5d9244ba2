# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forecasts of a process: made for offices that somebody asks about or follows, and kept while they hold.

One is made anew when something has happened or the minute has changed, for each office once a second at most
and one at a time. Whoever asks waits a moment for it and no longer: without an answer how long people wait is
unknown, which is no error and stops nobody.
"""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field
from functools import partial

import structlog

from aufruf.db.transaction import Database
from aufruf.domain.errors import NotFound, Unavailable
from aufruf.domain.visit import Visit
from aufruf.live.feed import NO_ANSWER, Feed
from aufruf.live.forecaster import Forecaster
from aufruf.live.hub import Hub
from aufruf.planning.waits.forecast import (
    Basis,
    Expectation,
    Forecast,
    Levels,
    expectation,
    for_people,
    mixed,
)
from aufruf.planning.waits.scene import Outlook, Spread
from aufruf.planning.waits.waiting import Wait
from aufruf.reads.scene import Key, Staged, Wish, key_of, scene_of

log = structlog.get_logger("aufruf.live")
PATIENCE = 0.3  # seconds that somebody waits for an answer
PATIENCE_OF_STAFF = 2.0  # seconds, for whoever asks for nothing else
AT_MOST_EVERY = 1.0  # seconds between two forecasts of an office
NOTHING_HOLDS = 10.0  # seconds after which it is looked again whether there is something to go on
LASTS = 90.0  # seconds; what is older is unknown
FOLLOW_EVERY = 5.0  # seconds: offices that somebody listens to
SHOWN_EVERY = 10.0  # seconds between two changes of what a display says of it
AT_ONCE = 2  # scenes that are read from the database at the same time
JUST_NOW = dt.timedelta(seconds=LASTS)
Asked = tuple[Staged, Outlook]
"""A question that was asked, and its answer."""


@dataclass(slots=True)
class _Known:
    """What is known of one office, and what is being done to know more."""

    forecast: Forecast | None = None
    key: Key | None = None
    made_at: float = 0.0  # by the loop's clock, as all these
    tried_at: float = float("-inf")
    nothing_until: float = float("-inf")  # there is no history, or no worker: nobody need wait
    making: asyncio.Task[None] | None = None
    asking: asyncio.Lock = field(default_factory=asyncio.Lock)


class Forecasts:
    """How long people wait, in all offices. Without a forecaster it is never known."""

    def __init__(
        self, db: Database, hub: Hub, forecaster: Forecaster | None, *, patience: float = PATIENCE
    ) -> None:
        self._db = db
        self._hub = hub
        self._forecaster = forecaster
        self._patience = patience
        self._offices: dict[str, _Known] = {}
        self._asking: set[asyncio.Task[Asked | None]] = set()
        self._reading = asyncio.Semaphore(AT_ONCE)

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Keep up with the offices that are followed, as long as the block lasts."""
        if self._forecaster is None:
            yield
            return
        following = asyncio.create_task(self._follow())
        following.add_done_callback(_ended)
        try:
            yield
        finally:
            making = [known.making for known in self._offices.values() if known.making is not None]
            going_on = [following, *making, *self._asking]
            for task in going_on:
                task.cancel()
            await asyncio.wait(going_on)
            await self._forecaster.stop()

    @property
    def works(self) -> bool:
        """Whether anything is ever foreseen here."""
        return self._forecaster is not None

    def latest(self, office: str) -> Forecast | None:
        """What was said last of an office; None if that is nothing, or too old to be said again."""
        known = self._offices.get(office)
        if known is None or known.forecast is None or _now() - known.made_at > LASTS:
            return None
        return known.forecast

    async def look(self, office: str) -> Forecast | None:
        """The forecast of an office now; the last one, if a new one takes long. Not within a reading."""
        if self._forecaster is None:
            return None
        known = self._offices.setdefault(office, _Known())
        now = _now()
        if known.making is None and now - known.tried_at >= AT_MOST_EVERY and now >= known.nothing_until:
            self._make(office, known)
        if known.making is not None:
            await asyncio.wait([known.making], timeout=self._patience)
        return self.latest(office)

    async def look_at(self, offices: Sequence[str]) -> Mapping[str, Forecast | None]:
        """The same for several, within the same moment."""
        found = await asyncio.gather(*(self.look(office) for office in offices))
        return dict(zip(offices, found, strict=True))

    async def for_next(self, office: str, wish: Wish) -> Expectation | None:
        """What to tell somebody who comes with this wish; None if it is not known. Not within a reading."""
        [item, *more] = wish.items or (("", 0),)
        if more or item[1] != 1 or wish.priority or wish.booked_at is not None:
            asked = await self._ask(office, wishes=(wish,))
            return None if asked is None else expectation(asked[1].questions[0], asked[0].rows.learned.levels)
        forecast = await self.look(office)
        return None if forecast is None else forecast.for_next(item[0])

    async def at(
        self, office: str, moment: dt.datetime, *, service: str | None = None
    ) -> tuple[Expectation, Basis] | None:
        """What to expect at a later time of today, for a service or for what people come for here."""
        asked = await self._ask(office, at=moment, patience=max(self._patience, PATIENCE_OF_STAFF))
        if asked is None:
            return None
        staged, outlook = asked
        spreads = dict(zip(staged.services, outlook.questions, strict=False))
        spread = typical(spreads, staged.rows.learned.mix) if service is None else spreads.get(service)
        said = expectation(spread, staged.rows.learned.levels)
        return None if said is None else (said, basis_of(staged))

    async def over(
        self, office: str, moments: Sequence[dt.datetime], *, services: Sequence[str]
    ) -> Mapping[dt.datetime, Expectation]:
        """What to expect at several later times of today, for what people come for here; asked in one go."""
        if not moments or not services:
            return {}
        wishes = [Wish(items=((service, 1),), comes_at=moment) for moment in moments for service in services]
        asked = await self._ask(office, wishes=wishes, patience=max(self._patience, PATIENCE_OF_STAFF))
        if asked is None:
            return {}
        (staged, outlook), count = asked, len(services)
        learned = staged.rows.learned
        found: dict[dt.datetime, Expectation] = {}
        for index, moment in enumerate(moments):
            spreads = outlook.questions[index * count : (index + 1) * count]
            spread = typical(dict(zip(services, spreads, strict=True)), learned.mix)
            said = expectation(spread, learned.levels)
            if said is not None:
                found[moment] = said
        return found

    async def _ask(
        self,
        office: str,
        *,
        wishes: Sequence[Wish] = (),
        at: dt.datetime | None = None,
        patience: float | None = None,
    ) -> Asked | None:
        """A question of its own: for somebody with several services, an appointment, or for a later time."""
        if self._forecaster is None:
            return None
        known = self._offices.setdefault(office, _Known())
        if _now() < known.nothing_until:
            return None
        patience = self._patience if patience is None else patience
        # Not broken off when nobody waits any longer: what it holds of the database is given back in order.
        asked = self._asked(office, known, wishes=wishes, at=at, until=_now() + patience)
        asking = asyncio.create_task(asked)
        self._asking.add(asking)
        asking.add_done_callback(self._asking.discard)
        done, _ = await asyncio.wait([asking], timeout=patience)
        return asking.result() if done else None

    async def _asked(
        self,
        office: str,
        known: _Known,
        *,
        wishes: Sequence[Wish],
        at: dt.datetime | None,
        until: float,
    ) -> Asked | None:
        async with known.asking:
            if self._forecaster is None or _now() > until:
                return None
            staged = await self._staged(office, known, wishes=wishes, at=at)
            outlook = None if staged is None else await self._forecaster.ask(staged.scene)
        return None if staged is None or outlook is None else (staged, outlook)

    def for_visit(self, visit: Visit, *, now: dt.datetime) -> Expectation | None:
        """How long somebody still waits; who has come since the last forecast, as they were told then."""
        forecast = self.latest(visit.office)
        found = None if forecast is None else forecast.for_visit(visit.id)
        passed = now - visit.arrived_at
        if found is None and visit.told is not None and visit.times_missed == 0 and passed < JUST_NOW:
            low, likely, high = (max(0, each - round(passed.total_seconds() / 60)) for each in visit.told)
            return Expectation(wait=Wait(low=low, likely=likely, high=high))
        return found

    def _make(self, office: str, known: _Known) -> None:
        known.tried_at = _now()
        # With nothing of whoever asked first: it outlives them.
        known.making = asyncio.create_task(self._made(office, known), context=Context())
        known.making.add_done_callback(partial(_made, known))

    async def _made(self, office: str, known: _Known) -> None:
        """Make the forecast of an office anew, if it can have changed."""
        async with known.asking:
            staged = await self._staged(office, known, unless=known.key)
            if self._forecaster is None or staged is None:
                return
            outlook = await self._forecaster.ask(staged.scene)
        if outlook is not None:
            known.forecast, known.made_at = forecast_of(office, staged, outlook), _now()
            known.key = staged.key

    async def _staged(
        self,
        office: str,
        known: _Known,
        *,
        unless: Key | None = None,
        wishes: Sequence[Wish] = (),
        at: dt.datetime | None = None,
    ) -> Staged | None:
        """The scene now; None if it is as it was (`unless`), and where there is nothing to go on."""
        try:
            async with self._reading, self._db.reading(snapshot=True) as reading:
                if unless is not None and unless == (await key_of(reading, await reading.office(office)))[0]:
                    known.made_at = _now()
                    return None
                staged = await scene_of(reading, office, wishes=wishes, at=at)
        except NO_ANSWER as error:
            if not isinstance(error, NotFound | Unavailable):  # these are said where they are found
                log.exception("no scene of an office", office=office)
            return None
        if staged is None:
            known.forecast, known.key, known.nothing_until = None, None, _now() + NOTHING_HOLDS
        return staged

    async def _follow(self) -> None:
        """Keep what is shown live up to date, and tell the feeds what displays say of it."""
        while True:
            await asyncio.sleep(FOLLOW_EVERY)
            for feed in self._hub.followed():
                known = self._offices.setdefault(feed.office_id, _Known())
                if known.making is None and _now() >= known.nothing_until and self._is_behind(feed, known):
                    self._make(feed.office_id, known)
                self._show(feed)

    def _is_behind(self, feed: Feed, known: _Known) -> bool:
        minute = feed.now.astimezone(dt.UTC).replace(second=0, microsecond=0)
        epoch = feed.epoch
        return known.key != (epoch.date, epoch.generation, feed.screen.seq, minute)

    def _show(self, feed: Feed) -> None:
        """What whoever comes next would wait, for displays: changed now and then, not with every event."""
        if _now() - feed.expected_at < SHOWN_EVERY and feed.expected is not None:
            return
        forecast = self.latest(feed.office_id)
        expected = None if forecast is None else forecast.for_next()
        feed.expect(None if expected is None or expected.wait is None else for_people(expected.wait))


def forecast_of(office: str, staged: Staged, outlook: Outlook) -> Forecast:
    """An answer with what its numbers mean."""
    spreads = dict(zip(staged.services, outlook.questions, strict=False))
    shares = staged.rows.learned.mix
    return Forecast(
        office=office,
        date=staged.rows.date,
        seq=staged.rows.at.seq,
        moment=staged.rows.moment,
        basis=basis_of(staged),
        waiting=dict(zip(staged.visits, outlook.waiting, strict=True)),
        next=spreads,
        typical=typical(spreads, shares),
    )


def typical(spreads: Mapping[str, Spread], shares: Mapping[str, float]) -> Spread | None:
    """Of whoever comes next, by what people come for here; all alike where that is not known."""
    known = mixed((shares.get(service, 0.0), spread) for service, spread in spreads.items())
    return known or mixed((1.0, spread) for spread in spreads.values())


def basis_of(staged: Staged) -> Basis:
    """What a forecast rests on."""
    levels: Levels = staged.rows.learned.levels
    return Basis(days=staged.rows.learned.days, levels=levels)


def _now() -> float:
    return asyncio.get_running_loop().time()


def _made(known: _Known, task: "asyncio.Task[None]") -> None:
    known.making = None
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a forecast was not made", exc_info=error)


def _ended(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("forecasts are not renewed by themselves any more", exc_info=error)
