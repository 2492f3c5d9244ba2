# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office learns from its days that are over, on both databases; lengths are proposed, never imposed."""

import datetime as dt
from io import StringIO
from typing import Any

import pytest
import sqlalchemy as sa

from aufruf import jobs
from aufruf.actions import calling, closing, learning, lengths
from aufruf.cli_learning import run_learn
from aufruf.db import duration_proposals, history, learned
from aufruf.db import tables as t
from aufruf.domain.errors import NotFound, WrongState
from aufruf.domain.events import CounterOpened, DayClosed
from aufruf.planning.learning.durations import Measured
from aufruf.planning.learning.learned import Duration, Learned, ShowUp
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY
from tests.unit.day_log import DayLog

SATURDAY = MONDAY + dt.timedelta(days=5)


async def store(room: WaitingRoom, log: DayLog) -> None:
    """A day of the past, just as it was written down."""
    log.say("18:00", DayClosed(sent_home=0))
    async with room.db.transaction() as tx:
        day = await tx.lock("mitte", log.date)
        happened = [(moment, event) for _, moment, event in log.events]
        await history.store_day(tx.connection, day.key, happened, visits=(), closed_at=happened[-1][0])


async def lived(room: WaitingRoom, *, days: int = 3, minutes: int = 22, people: int = 14) -> None:
    """The days before this Monday: everybody came for an identity card and took this long."""
    for ago in range(days, 0, -1):
        log = DayLog(MONDAY - dt.timedelta(days=ago))
        log.open("07:00")
        for number in range(people):
            begin = log.moment("07:30") + dt.timedelta(minutes=40 * number)
            over = begin + dt.timedelta(minutes=minutes + number % 3 - 1)
            log.arrive(begin, f"{ago}-{number}")
            log.call(begin, f"{ago}-{number}")
            log.serve(begin, f"{ago}-{number}")
            log.finish(over, f"{ago}-{number}")
        await store(room, log)


async def rows(room: WaitingRoom, table: sa.Table, *without: str) -> list[dict[str, Any]]:
    """All rows of a table."""
    async with room.db.reading() as reading:
        found = await reading.connection.execute(sa.select(table).order_by(*table.primary_key))
        return [{k: v for k, v in row.items() if k not in without} for row in found.mappings()]


async def known(room: WaitingRoom) -> Learned | None:
    async with room.db.reading() as reading:
        return await learned.of_office(reading.connection, "mitte")


async def planned(room: WaitingRoom, service: str = "ausweis", office: str = "mitte") -> int:
    async with room.db.reading() as reading:
        return (await reading.office(office)).services[service].minutes


async def proposals(room: WaitingRoom) -> list[tuple[str, int, int, str]]:
    found = await rows(room, t.duration_proposal)
    return sorted(
        (row["service_id"], row["planned_minutes"], row["proposed_minutes"], str(row["state"]))
        for row in found
    )


async def test_what_was_learned_is_read_back_just_as_it_was(room: WaitingRoom) -> None:
    numbers = Learned(
        days=3,
        durations={"ausweis": Duration(log_mean=2.5, log_sd=0.4, count=31)},
        arrivals=((0.0, 1.25), (0.5, 0.0)),
        mix={"ausweis": 1.0},
        show_up=ShowUp(base=1.5, by_service={"pass": -0.2}, by_channel={"public": 0.1}),
        patience=77.5,
        levels=(0.08, 0.5, 0.93),
    )
    measured = {"ausweis": Measured(count=31, median=12.0, mean=12.5, p80=15.0, sd=4.0)}
    async with room.db.transaction() as tx:
        assert await learned.of_office(tx.connection, "mitte") is None
        assert await learned.lengths_of(tx.connection, "mitte") is None
        await learned.save(tx.connection, "mitte", learned=Learned(), now=tx.now)
        await learned.save(tx.connection, "mitte", learned=numbers, measured=measured, now=tx.now)
    async with room.db.reading() as reading:
        assert await learned.of_office(reading.connection, "mitte") == numbers
        lengths_known = await learned.lengths_of(reading.connection, "mitte")
        assert lengths_known is not None
        assert (lengths_known.measured, lengths_known.days) == (measured, 3)


async def test_a_day_is_learned_from_once_it_is_over(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.ticket()
    visit = await room.called("1", "anna")
    await room.do(calling.serve, key=visit.key)
    room.clock.advance(minutes=12)
    await room.do(calling.finish, key=visit.key)
    assert await learning.new_days(room.db) == {}
    room.clock.set("21:30")
    await room.do(closing.close_day, office="mitte", date=MONDAY)
    await jobs.learn(room.db)
    numbers = await known(room)
    assert numbers is not None
    assert numbers.days == 1
    assert numbers.durations["ausweis"].count == 1
    assert sum(numbers.arrivals[0]) == pytest.approx(1.0)
    [kept] = await rows(room, t.day_facts)
    assert kept["facts"]["durations"] == {"ausweis": [12.0]}
    assert await learning.new_days(room.db) == {}


async def test_a_day_to_which_something_was_added_is_folded_again(room: WaitingRoom) -> None:
    await lived(room, days=2)
    await jobs.learn(room.db)
    before = await rows(room, t.day_facts)
    async with room.db.transaction() as tx:
        tx.emit(
            await tx.lock("mitte", MONDAY - dt.timedelta(days=1)), CounterOpened(counter="1", skills=None)
        )
    await jobs.learn(room.db)
    after = await rows(room, t.day_facts)
    assert [row["seq"] for row in after] == [before[0]["seq"], before[1]["seq"] + 1]
    assert after[0]["made_at"] == before[0]["made_at"]


async def test_with_nothing_new_nothing_is_written(room: WaitingRoom) -> None:
    await lived(room, days=1)
    await jobs.learn(room.db)
    before = await rows(room, t.learned)
    room.clock.advance(minutes=5)
    await jobs.learn(room.db)
    assert await rows(room, t.learned) == before


async def test_one_office_that_cannot_learn_does_not_keep_the_others(
    room: WaitingRoom, caplog: pytest.LogCaptureFixture
) -> None:
    await lived(room, days=1)
    async with room.db.transaction() as tx:
        broken = {"office_id": "drueben", "date": MONDAY, "event_seq": 1, "closed_at": tx.now}
        await tx.connection.execute(sa.insert(t.office_day), broken)
        event = {
            "office_id": "drueben",
            "date": MONDAY,
            "seq": 1,
            "kind": "no.such",
            "payload": {},
            "at": tx.now,
        }
        await tx.connection.execute(sa.insert(t.outbox), event)
    await jobs.learn(room.db)
    assert await known(room) is not None
    assert list(await learning.new_days(room.db)) == ["drueben"]


async def test_rebuilt_from_the_events_it_is_all_the_very_same(room: WaitingRoom) -> None:
    await lived(room, days=4)
    out = StringIO()
    assert await run_learn(room.db, None, out) == 0
    assert out.getvalue() == "mitte: 4 days read, learned from 4\n"
    facts, numbers = await rows(room, t.day_facts, "made_at"), await rows(room, t.learned, "made_at")
    async with room.db.transaction() as tx:
        nonsense = sa.update(t.day_facts).values(facts=facts[0]["facts"])
        await tx.connection.execute(nonsense)
        stale = {
            "office_id": "mitte",
            "date": SATURDAY,
            "seq": 9,
            "facts": facts[0]["facts"],
            "made_at": tx.now,
        }
        await tx.connection.execute(sa.insert(t.day_facts), stale)
        await tx.connection.execute(sa.delete(t.learned))
    assert await run_learn(room.db, "mitte", StringIO(), rebuild=True) == 0
    assert await rows(room, t.day_facts, "made_at") == facts
    assert await rows(room, t.learned, "made_at") == numbers


async def test_day_by_day_the_same_is_learned_as_at_once(room: WaitingRoom) -> None:
    await lived(room, days=7)
    for date in (await learning.all_days(room.db, "mitte"))["mitte"]:
        await learning.learn_from(room.db, "mitte", [date])
    by_day = await known(room)
    await run_learn(room.db, None, StringIO(), rebuild=True)
    assert await known(room) == by_day
    assert by_day is not None
    assert by_day.days == 7


async def test_the_command_knows_which_offices_there_are(
    room: WaitingRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    out = StringIO()
    assert await run_learn(room.db, "nirgends", out) == 1
    assert capsys.readouterr().err == "aufruf: there is no office nirgends\n"
    assert await run_learn(room.db, "nord", out) == 0
    assert await run_learn(room.db, "nord", out, rebuild=True) == 0
    assert out.getvalue() == "There was nothing new to learn from.\nnord: 0 days read, learned from 0\n"


async def test_a_wrong_length_is_proposed_and_not_imposed(room: WaitingRoom) -> None:
    await lived(room)
    await jobs.learn(room.db)
    assert await proposals(room) == [("ausweis", 15, 25, "proposed")]
    assert await planned(room) == 15
    await learning.learn_from(room.db, "mitte", [])
    assert await proposals(room) == [("ausweis", 15, 25, "proposed")]  # not twice


async def test_of_too_few_nothing_is_proposed(room: WaitingRoom) -> None:
    await lived(room, days=2)
    await jobs.learn(room.db)
    assert await proposals(room) == []


async def test_an_accepted_length_is_planned_from_now_on_in_this_office_alone(room: WaitingRoom) -> None:
    promise = await room.promised(date=MONDAY)
    await lived(room)
    await jobs.learn(room.db)
    person = room.people["anna"]
    assert await room.do(lengths.accept, office="mitte", service="ausweis", person=person) == 25
    assert await planned(room) == 25
    assert await planned(room, office="nord") == 15
    [kept] = await rows(room, t.appointment)
    assert kept["minutes"] == promise.minutes == 15
    [decided] = await rows(room, t.duration_proposal)
    assert (decided["state"], decided["decided_by"]) == ("accepted", "anna")
    with pytest.raises(WrongState):
        await room.do(lengths.accept, office="mitte", service="ausweis", person=person)
    await learning.learn_from(room.db, "mitte", [])
    assert await proposals(room) == [("ausweis", 15, 25, "accepted")]


async def test_a_refused_length_comes_back_after_thirty_days_or_as_another(room: WaitingRoom) -> None:
    await lived(room)
    await jobs.learn(room.db)
    await room.do(lengths.refuse, office="mitte", service="ausweis", person=room.people["anna"])
    assert await planned(room) == 15
    refused = ("ausweis", 15, 25, "refused")
    room.clock.advance(days=29)
    await learning.learn_from(room.db, "mitte", [])
    assert await proposals(room) == [refused]
    longer = {"ausweis": Measured(count=100, median=27.0, mean=27.0, p80=30.0, sd=2.0)}
    async with room.db.transaction() as tx:
        assert await lengths.propose(tx, office="mitte", measured=longer) == 1
    assert await proposals(room) == [refused, ("ausweis", 15, 30, "proposed")]
    room.clock.advance(days=2)
    await learning.learn_from(room.db, "mitte", [])
    assert ("ausweis", 15, 25, "proposed") in await proposals(room)
    assert ("ausweis", 15, 30, "superseded") in await proposals(room)


async def test_a_proposal_goes_when_it_no_longer_holds(room: WaitingRoom) -> None:
    await lived(room)
    await jobs.learn(room.db)
    async with room.db.transaction() as tx:
        await duration_proposals.plan_minutes(tx.connection, "mitte", service="ausweis", minutes=30)
        await tx.connection.execute(sa.update(t.office).values(version=t.office.c.version + 1))
    with pytest.raises(WrongState):
        await room.do(lengths.accept, office="mitte", service="ausweis", person=room.people["anna"])
    await learning.learn_from(room.db, "mitte", [])
    assert await proposals(room) == [("ausweis", 15, 25, "superseded"), ("ausweis", 30, 25, "proposed")]


async def test_what_was_never_proposed_cannot_be_decided(room: WaitingRoom) -> None:
    for deed in (lengths.accept, lengths.refuse):
        with pytest.raises(NotFound):
            await room.do(deed, office="mitte", service="ausweis", person=room.people["anna"])
