# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Calling the neighbours for help: once however often it is pressed, answered by one, ended by who may."""

import asyncio
from dataclasses import replace

import pytest

from aufruf.actions import alarms as deeds
from aufruf.actions.closing import close_day
from aufruf.db import alarms
from aufruf.domain.access import Person
from aufruf.domain.alarm import ELSEWHERE, Alarm, AlarmState
from aufruf.domain.errors import (
    AlreadyAccepted,
    CounterClosed,
    CounterTaken,
    NotAllowed,
    NotFound,
    WrongState,
)
from aufruf.domain.events import AlarmAcknowledged, AlarmEnded, AlarmRaised
from aufruf.domain.roles import Role
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

KINDS = (AlarmRaised, AlarmAcknowledged, AlarmEnded)


@pytest.fixture
async def raised(room: WaitingRoom) -> Alarm:
    """Anna at counter 1 has called for help; Bela sits at 2, Cleo at 3."""
    for counter, who in (("1", "anna"), ("2", "bela"), ("3", "cleo")):
        await room.open(counter, who)
    return (await raise_at(room, "1", "anna")).alarm


async def raise_at(room: WaitingRoom, counter: str, who: str) -> deeds.Raised:
    return await room.do(deeds.raise_alarm, office="mitte", counter=counter, person=room.people[who])


async def comes(room: WaitingRoom, alarm: Alarm, who: str) -> Alarm:
    return await room.do(deeds.acknowledge, key=alarm.key, person=room.people[who])


async def ends(room: WaitingRoom, alarm: Alarm, who: Person) -> Alarm:
    return await room.do(deeds.end, key=alarm.key, person=who)


async def stored(room: WaitingRoom, alarm: Alarm) -> Alarm:
    async with room.db.reading() as reading:
        return await alarms.get(reading.connection, alarm.key)


async def said(room: WaitingRoom) -> list[str]:
    return [each.kind for each in await room.events() if isinstance(each, KINDS)]


async def test_who_is_called_for_comes_and_all_is_well_again(room: WaitingRoom, raised: Alarm) -> None:
    room.clock.advance(seconds=4)
    assert (await comes(room, raised, "bela")).acknowledged_by == "2"
    room.clock.advance(minutes=3)
    await ends(room, raised, room.people["anna"])
    last = await stored(room, raised)
    assert (last.state, last.raised_at, last.ended_at) == (AlarmState.ENDED, at("09:00"), room.clock.now)
    assert await said(room) == ["alarm.raised", "alarm.acknowledged", "alarm.ended"]


async def test_pressed_again_it_is_the_same_alarm(room: WaitingRoom, raised: Alarm) -> None:
    again = await raise_at(room, "1", "anna")
    assert (again.alarm.id, again.is_new) == (raised.id, False)
    await comes(room, raised, "bela")
    assert (await comes(room, raised, "bela")).acknowledged_by == "2"
    await ends(room, raised, room.people["anna"])
    await ends(room, raised, room.people["anna"])
    assert await said(room) == ["alarm.raised", "alarm.acknowledged", "alarm.ended"]
    assert (await raise_at(room, "1", "anna")).is_new


async def test_of_two_who_answer_at_once_one_comes_and_the_other_learns_who(
    room: WaitingRoom, raised: Alarm
) -> None:
    async def answer(who: str) -> str:
        try:
            async with room.db.transaction() as tx:
                alarm = await deeds.acknowledge(tx, key=raised.key, person=room.people[who])
                return f"{who} comes from {alarm.acknowledged_by}"
        except AlreadyAccepted as refusal:
            return f"not {who}, from {refusal.facts['counter']} somebody comes"

    answers = await asyncio.gather(answer("bela"), answer("cleo"))
    [one] = [each for each in answers if not each.startswith("not")]
    [other] = [each for each in answers if each.startswith("not")]
    assert one[-1] == other.removesuffix(" somebody comes")[-1]
    assert await said(room) == ["alarm.raised", "alarm.acknowledged"]


async def test_of_two_hands_on_one_button_one_alarm_is_raised(room: WaitingRoom) -> None:
    await room.open("1", "anna")

    async def hand() -> str:
        async with room.db.transaction() as tx:
            raised = await deeds.raise_alarm(tx, office="mitte", counter="1", person=room.people["anna"])
            return raised.alarm.id

    assert len(set(await asyncio.gather(*(hand() for _ in range(4))))) == 1
    assert await said(room) == ["alarm.raised"]


async def test_the_database_is_the_last_to_refuse_a_second_alarm_of_a_counter(
    room: WaitingRoom, raised: Alarm
) -> None:
    with pytest.raises(WrongState):
        async with room.db.transaction() as tx:
            await alarms.insert(tx.connection, replace(raised, id="another"))


async def test_one_calls_for_help_at_ones_own_counter_alone(room: WaitingRoom) -> None:
    with pytest.raises(CounterClosed):
        await raise_at(room, "1", "anna")
    await room.open("1", "anna")
    with pytest.raises(CounterTaken):
        await raise_at(room, "1", "bela")
    with pytest.raises(NotFound):
        await raise_at(room, "99", "anna")
    assert await said(room) == []


async def test_who_sits_nowhere_may_come_too(room: WaitingRoom, raised: Alarm) -> None:
    assert (await comes(room, raised, "dora")).acknowledged_by == ELSEWHERE
    with pytest.raises(AlreadyAccepted) as refused:
        await comes(room, raised, "bela")
    assert refused.value.facts == {"counter": ELSEWHERE}


async def test_whoever_called_or_came_or_receives_says_that_all_is_well(
    room: WaitingRoom, raised: Alarm
) -> None:
    await comes(room, raised, "bela")
    with pytest.raises(NotAllowed):
        await ends(room, raised, room.people["cleo"])
    assert (await ends(room, raised, room.people["bela"])).ended_at == room.clock.now
    other = (await raise_at(room, "3", "cleo")).alarm
    reception = replace(room.people["dora"], user="empfang", role=Role.RECEPTION)
    assert (await ends(room, other, reception)).state is AlarmState.ENDED


async def test_an_alarm_ends_with_its_day(room: WaitingRoom, raised: Alarm) -> None:
    room.clock.set("23:00")
    await room.do(close_day, office="mitte", date=MONDAY)
    assert (await stored(room, raised)).state is AlarmState.ENDED
    assert await said(room) == ["alarm.raised", "alarm.ended"]
