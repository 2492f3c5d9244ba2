# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counters of an office see, against what then happens there."""

import pytest

from aufruf.actions import calling, transferring
from aufruf.domain.errors import NotFound
from aufruf.reads.workplaces import Workplaces, workplaces_of
from tests.actions.waiting_room import WaitingRoom
from tests.builders import at


async def seen(room: WaitingRoom, office: str = "mitte") -> Workplaces:
    async with room.db.reading(snapshot=True) as reading:
        return await workplaces_of(reading, office)


async def test_who_is_announced_as_next_is_who_is_called(room: WaitingRoom) -> None:
    for counter, who in (("1", "anna"), ("2", "bela"), ("3", "cleo")):  # cleo hands things out only
        await room.open(counter, who)
    for service in ("ausweis", "abholung", "pass", "abholung", "ausweis"):
        await room.ticket(service)
        room.clock.advance(minutes=1)
    called = await room.called("1", "anna")
    await room.do(transferring.transfer, key=called.key, counter="2")
    for counter, who in (("2", "bela"), ("3", "cleo"), ("1", "anna")):
        now = await seen(room)
        announced = now.next_at(now.counter(counter))
        choice = await room.next(counter, who)
        assert choice is not None
        assert announced is not None
        assert (announced.visit.id, announced.reason) == (choice.visit.id, choice.reason)
    busy = await seen(room)
    assert [each.visit.number if each.visit else None for each in busy.counters] == ["A002", "A001", "B001"]


async def test_a_counter_knows_why_its_visit_was_called_and_no_others(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    await room.ticket()
    await room.ticket()
    room.clock.set("09:07")
    first, second = await room.called("1", "anna"), await room.called("2", "bela")
    await room.do(calling.park, key=first.key)
    await room.do(calling.resume, key=first.key)
    room.clock.set("09:12")
    await room.do(calling.call_by_number, key=first.key, office="mitte", counter="1", user="anna")
    why = (await seen(room)).why
    assert {visit: (reason.rule, reason.waited_minutes) for visit, reason in why.items()} == {
        first.id: ("by_number", 12),  # its last call counts
        second.id: ("walk_in", 7),
    }
    assert (await seen(room, "nord")).why == {}


async def test_what_ended_at_a_counter_is_kept_for_thirty_seconds(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    await room.open("2", "bela")
    for _ in range(3):
        await room.ticket()
    gone = await room.called("1", "anna")
    await room.do(calling.miss, key=gone.key)
    served = await room.called("2", "bela")
    await room.do(calling.serve, key=served.key)
    await room.do(calling.finish, key=served.key)
    assert {counter: visit.id for counter, visit in (await seen(room)).ended.items()} == {
        "1": gone.id,
        "2": served.id,
    }
    last = await room.called("1", "anna")
    room.clock.advance(seconds=10)
    await room.do(calling.miss, key=last.key)
    assert (await seen(room)).ended["1"].id == last.id  # the later one
    room.clock.advance(seconds=25)
    assert set((await seen(room)).ended) == {"1"}
    room.clock.advance(seconds=6)
    assert (await seen(room)).ended == {}


async def test_what_is_seen_says_up_to_which_event(room: WaitingRoom) -> None:
    before = await seen(room)
    assert (before.day, before.seq, before.now) == ("2026-11-23~0", 0, at("09:00"))
    await room.open("1", "anna")
    await room.ticket()
    after = await seen(room)
    assert (after.day, after.seq) == ("2026-11-23~0", len(await room.events()))
    assert len(after.queue.waiting) == 1


async def test_somebody_is_found_by_the_number_they_say_until_they_are_gone(room: WaitingRoom) -> None:
    await room.open("1", "anna")
    visit = await room.ticket()
    assert await room.do(calling.find_by_number, office="mitte", number="a001") == visit.key
    await room.called("1", "anna")
    await room.do(calling.serve, key=visit.key)
    await room.do(calling.finish, key=visit.key)
    for number in ("A001", "A002"):
        with pytest.raises(NotFound):
            await room.do(calling.find_by_number, office="mitte", number=number)
