# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the demo town remembers when it is founded: days that could have been, and teach what they should."""

import datetime as dt
import math
import statistics
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files

import pytest
import pytest_asyncio
import sqlalchemy as sa

from aufruf.actions import pacing
from aufruf.actions.importing import import_catalogue, read_catalogue
from aufruf.db import tables as t
from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.demo.dice import die
from aufruf.demo.history import remember
from aufruf.demo.past_day import Happened, PastDay
from aufruf.demo.past_waits import Memory
from aufruf.demo.town import Town
from aufruf.domain.catalogue import Office
from aufruf.domain.events import (
    AppointmentChanged,
    AppointmentHeld,
    VisitArrived,
    VisitCalled,
    VisitFinished,
    VisitMissed,
)
from aufruf.planning.waits.scene import LEVELS
from aufruf.reads.help_figures import help_figures
from aufruf.reads.replay import replayed
from tests.builders import SetClock, at

TODAY = dt.date(2026, 11, 25)
WEEKS = 6
Days = dict[dt.date, list[Happened]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def offices(tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, ...]:
    """The offices of the town as they are imported."""
    db = await musterstadt(f"sqlite+aiosqlite:///{tmp_path_factory.mktemp('town')}/town.sqlite")
    found = await offices_of(db)
    await db.close()
    return found


async def musterstadt(url: str) -> Database:
    """The town's offices in the evening before its first day."""
    await migrate(url)
    db = Database(make_engine(url, durable=False), clock=SetClock(at("00:30", date=TODAY)), rehearsal=True)
    folder = files("aufruf.demo") / "musterstadt"
    catalogue = read_catalogue({file.name: file.read_bytes() for file in folder.iterdir()})
    async with db.transaction() as tx:
        await import_catalogue(tx, catalogue=catalogue)
    async with db.transaction() as tx:
        evening = at("21:00", date=TODAY - dt.timedelta(days=1))
        await pacing.start_clock(tx, real_now=db.clock(), shown_at=evening, speed=0)
    return db


async def offices_of(db: Database) -> tuple[Office, ...]:
    async with db.reading() as reading:
        return tuple(await reading.catalogue.all_current(reading.connection, now=reading.now))


@pytest.fixture(scope="module")
def days(offices: tuple[Office, ...]) -> Days:
    """Six weeks of the town hall."""
    [office] = (each for each in offices if each.id == "rathaus")
    return played(office, seed=20)


def played(office: Office, *, seed: int, weeks: int = WEEKS) -> Days:
    memory = Memory()
    dates = (TODAY - dt.timedelta(days=back) for back in range(7 * weeks, 0, -1))
    days = {
        date: PastDay(office, date, rolled=die(seed, "history", office.id, date), memory=memory).play()
        for date in dates
    }
    return {date: events for date, events in days.items() if events}


def all_of(days: Days) -> Iterator[Happened]:
    for events in days.values():
        yield from events


async def test_every_day_can_be_played_again_and_is_closed(sqlite_url: str) -> None:
    db = await musterstadt(sqlite_url)
    there = await offices_of(db)
    town = Town(doors=db, seed=1, offices=there, clerks=())
    assert await remember(town, weeks=2, today=TODAY) == 20
    async with db.reading(snapshot=True) as reading:
        stored = (await reading.connection.execute(sa.select(t.office_day))).all()
        assert {day.office_id for day in stored} == {"nordstadt", "rathaus"}
        for day in stored:
            again = await replayed(reading, (day.office_id, day.date))
            assert again.differences == []
            assert again.calls > 20
            assert day.closed_at is not None
            assert day.date < TODAY
        for office in ("nordstadt", "rathaus"):
            helped = (await help_figures(reading, office)).total
            assert helped.asked > 150
            assert 0.5 < (helped.share_kept or 0) < 0.97  # there is something to improve
            assert min(helped.given_up, helped.gone, helped.escalated, helped.nobody) >= 1
            assert sum(helped.endings.values()) == helped.asked  # by the evening everything is over
        personal = sa.select(t.visit.c.id).where(t.visit.c.name.is_not(None) | t.visit.c.erased_at.is_(None))
        assert (await reading.connection.execute(personal)).all() == []
    await db.close()


def test_the_same_seed_remembers_the_same_and_another_does_not(offices: tuple[Office, ...]) -> None:
    first, again, other = (played(offices[0], seed=seed, weeks=1) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_time_runs_forward_and_weekends_are_free(days: Days) -> None:
    assert len(days) == 5 * WEEKS
    for date, events in days.items():
        moments = [at for at, _ in events]
        assert moments == sorted(moments)
        assert date.weekday() < 5
        assert moments[-1] < at("20:59", date=date)  # the town's first evening


def test_mondays_are_busier_and_mornings_too(days: Days) -> None:
    by_weekday: Counter[int] = Counter()
    by_hour: Counter[int] = Counter()
    for at_, event in all_of(days):
        if isinstance(event, VisitArrived) and event.booked_at is None:
            local = at_ + dt.timedelta(hours=1)
            by_weekday[local.weekday()] += 1
            if local.date() > dt.date(2026, 10, 25):  # winter time
                by_hour[local.hour] += 1
    assert by_weekday[0] > 1.1 * by_weekday[1]
    assert by_hour[8] > 1.3 * by_hour[12]


def test_some_services_take_longer_or_shorter_than_their_catalogue_says(
    days: Days, offices: tuple[Office, ...]
) -> None:
    [office] = (each for each in offices if each.id == "rathaus")
    called: dict[str, dt.datetime] = {}
    lengths: defaultdict[str, list[float]] = defaultdict(list)
    for at_, event in all_of(days):
        if isinstance(event, VisitCalled):
            called[event.visit] = at_
        elif isinstance(event, VisitFinished) and len(event.services) == 1 and event.services[0][1] == 1:
            minutes = (at_ - called[event.visit]).total_seconds() / 60
            lengths[event.services[0][0]].append(minutes)
    ratio = {id_: statistics.mean(seen) / office.services[id_].minutes for id_, seen in lengths.items()}
    assert ratio["wohnsitz-anmelden"] > 1.25
    assert ratio["bewohnerparkausweis"] < 0.75
    assert 0.85 < ratio["reisepass"] < 1.15


def test_the_longer_ago_somebody_booked_the_more_stay_away(days: Days) -> None:
    lead: dict[str, int] = {}
    came: defaultdict[bool, list[bool]] = defaultdict(list)
    for at_, event in all_of(days):
        if isinstance(event, AppointmentHeld):
            lead[event.appointment] = (event.start - at_).days
        elif isinstance(event, AppointmentChanged) and event.state in ("checked_in", "missed"):
            came[lead[event.appointment] >= 7].append(event.state == "checked_in")
    assert statistics.mean(came[False]) > statistics.mean(came[True]) + 0.05
    assert len(came[True]) > 100


def test_some_miss_their_call_and_some_lose_patience(days: Days) -> None:
    kinds = Counter(event.kind for _, event in all_of(days))
    assert kinds["visit.left"] > 20
    assert kinds["counter.paused"] > 50
    assert kinds["appointment.moved"] > 10
    missed = [event for _, event in all_of(days) if isinstance(event, VisitMissed)]
    assert 0.02 < len(missed) / kinds["visit.called"] < 0.1


def test_what_was_told_held_about_eight_times_in_ten_and_nothing_was_told_at_first(days: Days) -> None:
    told: dict[str, VisitArrived] = {}
    held = []
    for at_, event in all_of(days):
        if isinstance(event, VisitArrived) and event.told is not None:
            told[event.visit] = event
            assert event.simulated is not None
            assert len(event.simulated) == len(LEVELS)
            assert list(event.simulated) == sorted(event.simulated)
        elif isinstance(event, VisitCalled) and event.visit in told:
            arrived = told.pop(event.visit)
            low, _, high = arrived.told or (0, 0, 0)
            held.append(low <= math.floor((at_ - arrived.arrived_at).total_seconds() / 60) <= high)
    first = next(iter(days.values()))
    assert not [event for _, event in first if isinstance(event, VisitArrived) and event.told is not None]
    assert len(held) > 2000
    assert 0.76 < statistics.mean(held) < 0.88
