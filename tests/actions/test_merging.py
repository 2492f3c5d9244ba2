# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk that was alone: everybody is taken over once, by the time at which they came."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from aufruf.actions import calling, tickets, upkeep
from aufruf.actions.closing import close_day
from aufruf.actions.devices import revoke_device
from aufruf.actions.merging import merge
from aufruf.db import devices, idempotency, kiosk_entries, visits
from aufruf.db.kiosk_entries import Taken
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.calling import CallOrder, in_order
from aufruf.domain.offline import Entry, EntryKind
from aufruf.domain.roles import DeviceKind
from aufruf.domain.visit import Visit, VisitState
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

KIOSK = Device(id="eingang", office="mitte", kind=DeviceKind.KIOSK)
SUNDAY = MONDAY - dt.timedelta(days=1)
PATHS = {EntryKind.TICKET: "/tickets", EntryKind.CHECK_IN: "/check-ins"}


def ticket(number: str | None, taken_at: str, **changes: Any) -> Entry:
    defaults: dict[str, Any] = {
        "key": f"touch-{number}",
        "kind": EntryKind.TICKET,
        "number": number,
        "taken_at": at(taken_at),
        "services": (("ausweis", 1),),
    }
    return Entry(**(defaults | changes))


def check_in(number: str | None, taken_at: str, code: str = "ABCD23", **changes: Any) -> Entry:
    return ticket(number, taken_at, kind=EntryKind.CHECK_IN, services=(), code=code, **changes)


def touch(key: str, kind: EntryKind = EntryKind.TICKET) -> idempotency.Request:
    return idempotency.Request(caller="eingang", path=PATHS[kind], key=key, body_hash="")


class Kiosk:
    """The kiosk "eingang", whose own tickets begin with K."""

    def __init__(self, room: WaitingRoom) -> None:
        self.room = room

    async def stands(self) -> None:
        async with self.room.db.transaction() as tx:
            now, key = tx.now, "its token"
            await devices.add(tx.connection, KIOSK, key=key, name="Eingang", at=now, letter="K")

    async def tells(self, *entries: Entry) -> list[Taken]:
        touches = [touch(entry.key, entry.kind) for entry in entries]
        return await self.room.do(merge, device=KIOSK, entries=entries, touches=touches)

    async def results(self, *entries: Entry) -> list[str]:
        return [taken.result for taken in await self.tells(*entries)]

    async def hears_no_answer(self, key: str) -> Visit:
        """Draw a ticket at the server; the cable is pulled before the answer comes."""

        async def draw(tx: Transaction) -> Visit:
            assert await idempotency.claim(tx.connection, touch(key), now=tx.now) is None
            drawn = await tickets.take_ticket(tx, office="mitte", services=[("ausweis", 1)])
            answer = {"visit": drawn.visit.id}
            await idempotency.done(tx.connection, touch(key), status=201, answer=answer)
            return drawn.visit

        return await self.room.do(draw)

    async def hears_no_answer_to_check_in(self, key: str) -> Visit:
        """Check in at the server; the cable is pulled before the answer comes."""

        async def come(tx: Transaction) -> Visit:
            request = touch(key, EntryKind.CHECK_IN)
            assert await idempotency.claim(tx.connection, request, now=tx.now) is None
            visit = (await tickets.check_in(tx, office="mitte", code="ABCD23")).visit
            await idempotency.done(tx.connection, request, status=201, answer={"visit": visit.id})
            return visit

        return await self.room.do(come)


@pytest.fixture
async def kiosk(room: WaitingRoom) -> Kiosk:
    kiosk = Kiosk(room)
    await kiosk.stands()
    return kiosk


async def waiting(room: WaitingRoom) -> list[str]:
    """The numbers that wait, in the order in which they are called."""
    async with room.db.reading() as reading:
        here = await visits.here(reading.connection, ("mitte", room.date))
        return [each.number for each in in_order(here, now=reading.now, order=CallOrder())]


async def test_people_stand_where_they_would_have_stood(room: WaitingRoom, kiosk: Kiosk) -> None:
    room.clock.set("09:10")
    await room.ticket()
    room.clock.set("09:30")
    await room.ticket()
    room.clock.set("09:40")
    told = await kiosk.tells(ticket("K002", "09:20"), ticket("K001", "09:05"), ticket("K003", "09:35"))
    assert [each.number for each in told] == ["K002", "K001", "K003"]
    assert {each.result for each in told} == {"merged"}
    assert await waiting(room) == ["K001", "A001", "K002", "A002", "K003"]


async def test_language_needs_and_both_times_are_kept(room: WaitingRoom, kiosk: Kiosk) -> None:
    room.clock.set("09:40")
    [told] = await kiosk.tells(ticket("K001", "09:05", language="tr", needs=("wheelchair",)))
    async with room.db.reading() as reading:
        [visit] = await visits.here(reading.connection, ("mitte", room.date))
        _, needs = await visits.personal_of(reading.connection, visit.key)
    assert (visit.id, visit.channel, visit.language) == (told.visit, "kiosk_offline", "tr")
    assert (visit.priority, needs) == (True, ("wheelchair",))
    assert (visit.arrived_at, visit.known_at) == (at("09:05"), at("09:40"))


async def test_told_twice_it_is_taken_over_once_with_the_same_result(room: WaitingRoom, kiosk: Kiosk) -> None:
    entries = [ticket("K001", "08:55"), ticket("K002", "08:56", services=()), ticket("X003", "08:57")]
    first = await kiosk.tells(*entries)
    assert [each.result for each in first] == ["merged", "not_valid", "not_valid"]
    assert await kiosk.tells(*entries) == first
    assert await kiosk.tells(*reversed(entries), ticket("K004", "08:58")) == [
        *reversed(first),
        (await kiosk.tells(ticket("K004", "08:58")))[0],
    ]
    assert await waiting(room) == ["K001", "K004"]


async def test_a_clock_that_is_fast_gains_nothing(room: WaitingRoom, kiosk: Kiosk) -> None:
    await kiosk.tells(ticket("K001", "11:00"))
    async with room.db.reading() as reading:
        [visit] = await visits.here(reading.connection, ("mitte", room.date))
    assert visit.arrived_at == at("09:00")


@pytest.mark.parametrize("number", ["A001", "L001", "K1", "K0001", "K000", "K01", "001", "K1234567", "KK001"])
async def test_only_numbers_of_its_own_series_count(room: WaitingRoom, kiosk: Kiosk, number: str) -> None:
    assert await kiosk.results(ticket(number, "08:50"), ticket("K001", "08:51")) == ["not_valid", "merged"]


async def test_what_was_drawn_before_it_was_signed_off_counts_when_it_is_let_in_anew(
    room: WaitingRoom, kiosk: Kiosk
) -> None:
    await room.do(revoke_device, id_="eingang", office="mitte")
    async with room.db.transaction() as tx:
        again, now = replace(KIOSK, id="anew"), tx.now
        await devices.add(tx.connection, again, key="another", name="Eingang", at=now, letter="L")
    entries = [ticket("K001", "08:50"), ticket("L001", "08:51"), ticket("M001", "08:52")]
    told = await room.do(merge, device=again, entries=entries, touches=[])
    assert [each.result for each in told] == ["merged", "merged", "not_valid"]
    assert await waiting(room) == ["K001", "L001"]


async def test_a_number_is_given_to_one_person_a_day(room: WaitingRoom, kiosk: Kiosk) -> None:
    other = ticket("K001", "08:51", key="another touch")
    assert await kiosk.results(ticket("K001", "08:50"), other) == ["merged", "number_taken"]
    assert await kiosk.results(ticket("K002", "08:52"), ticket("K1000", "08:53")) == ["merged", "merged"]


async def test_what_was_never_numbered_gets_the_next_ticket(room: WaitingRoom, kiosk: Kiosk) -> None:
    await room.ticket()
    [told] = await kiosk.tells(ticket(None, "08:50"))
    assert (told.result, told.number) == ("merged", "A002")
    assert await waiting(room) == ["A002", "A001"]


async def test_nobody_waits_of_a_day_that_is_over(room: WaitingRoom, kiosk: Kiosk) -> None:
    yesterday = replace(ticket("K001", "17:00", key="yesterday"), taken_at=at("17:00", date=SUNDAY))
    assert await kiosk.results(yesterday, ticket("K001", "08:50")) == ["day_over", "merged"]
    await room.do(close_day, office="mitte", date=MONDAY)
    assert await kiosk.results(ticket("K002", "08:59")) == ["day_over"]
    assert await waiting(room) == []
    async with room.db.reading() as reading:
        refused = await kiosk_entries.refused_since(reading.connection, "mitte", at("00:00"))
    assert [(each.number, each.result) for each in refused] == [("K002", "day_over"), ("K001", "day_over")]


class TestALostAnswer:
    """The server had heard of the touch; the person holds the kiosk's own number."""

    async def test_the_printed_number_takes_over_the_arrival(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        ghost = await kiosk.hears_no_answer("touch-K001")
        room.clock.set("09:02")
        await room.ticket()
        room.clock.set("09:10")
        assert await kiosk.results(ticket("K001", "09:07")) == ["merged"]
        assert await waiting(room) == ["K001", "A002"]
        assert (await room.visit(ghost)).state is VisitState.LEFT

    async def test_told_later_the_touch_draws_nothing(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await kiosk.tells(ticket("K001", "09:00"))
        async with room.db.transaction() as tx:
            late = await idempotency.claim(tx.connection, touch("touch-K001"), now=tx.now)
        assert late is not None
        assert late.body_hash == ""  # which is nobody's: refused as used for something else

    async def test_a_call_that_nobody_could_follow_ends_and_is_not_held_against_them(
        self, room: WaitingRoom, kiosk: Kiosk
    ) -> None:
        await room.open("1", "anna")
        await kiosk.hears_no_answer("touch-K001")
        assert (await room.called("1", "anna")).number == "A001"
        assert await kiosk.results(ticket("K001", "09:00")) == ["merged"]
        again = await room.called("1", "anna")  # the counter is free again
        assert (again.number, again.times_missed) == ("K001", 0)

    @pytest.mark.parametrize("move", [calling.serve, calling.finish])
    async def test_whom_a_clerk_has_met_stays_as_they_are(
        self, room: WaitingRoom, kiosk: Kiosk, move: Any
    ) -> None:
        await room.open("1", "anna")
        ghost = await kiosk.hears_no_answer("touch-K001")
        await room.called("1", "anna")
        await room.do(calling.serve, key=ghost.key)
        if move is calling.finish:
            await room.do(move, key=ghost.key)
        [told] = await kiosk.tells(ticket("K001", "09:00"))
        assert (told.result, told.visit, told.number) == ("already_there", ghost.id, "A001")
        assert await kiosk.tells(ticket("K001", "09:00")) == [told]
        assert await waiting(room) == []

    async def test_a_missed_or_parked_ghost_is_gone_too(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await room.open("1", "anna")
        one = await kiosk.hears_no_answer("touch-K001")
        other = await kiosk.hears_no_answer("touch-K002")
        await room.called("1", "anna")
        await room.do(calling.miss, key=one.key)
        await room.do(calling.park, key=other.key)
        assert await kiosk.results(ticket("K001", "09:00"), ticket("K002", "09:00")) == ["merged", "merged"]
        assert await waiting(room) == ["K001", "K002"]

    async def test_what_nobody_was_given_leaves_nobody(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        ghost = await kiosk.hears_no_answer("touch-K001")
        entries = [ticket("K001", "09:00", given=False), ticket("K002", "09:00", given=False)]
        assert await kiosk.results(*entries) == ["withdrawn", "withdrawn"]
        assert await waiting(room) == []
        assert (await room.visit(ghost)).state is VisitState.LEFT

    async def test_a_check_in_keeps_its_appointment(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await room.promised(start=at("09:15"))
        ghost = await kiosk.hears_no_answer_to_check_in("touch-K001")
        [told] = await kiosk.tells(check_in("K001", "09:00"))
        assert (told.result, told.number) == ("merged", "K001")
        assert await waiting(room) == ["K001"]
        async with room.db.reading() as reading:
            heir = await visits.of_appointment(reading.connection, office="mitte", appointment="appointment")
        assert heir is not None
        assert (heir.number, heir.booked_at) == ("K001", at("09:15"))
        assert (await room.visit(ghost)).appointment is None

    async def test_a_check_in_that_nobody_was_given_stays(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await room.promised(start=at("09:15"))
        ghost = await kiosk.hears_no_answer_to_check_in("touch-K001")
        [told] = await kiosk.tells(check_in("K001", "09:00", given=False))
        assert (told.result, told.visit) == ("already_there", ghost.id)


class TestCheckIns:
    async def test_the_true_time_decides(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await room.promised(start=at("09:00"))
        room.clock.set("10:30")  # an hour and a half late by the time we hear of it
        await room.do(upkeep.mark_missed, office="mitte", date=MONDAY)
        assert await kiosk.results(check_in("K001", "08:50")) == ["merged"]
        async with room.db.reading() as reading:
            [visit] = await visits.here(reading.connection, ("mitte", room.date))
        assert (visit.arrived_at, visit.booked_at) == (at("08:50"), at("09:00"))

    @pytest.mark.parametrize(
        ("taken_at", "code", "result"),
        [
            ("08:20", "ABCD23", "too_early"),
            ("10:10", "ABCD23", "too_late"),
            ("08:50", "WRONG2", "not_found"),
            ("08:50", "", "not_found"),
            ("08:50", "AUFRUF:abcd 23", "merged"),
        ],
    )
    async def test_what_the_door_would_have_said(
        self, room: WaitingRoom, kiosk: Kiosk, taken_at: str, code: str, result: str
    ) -> None:
        await room.promised(start=at("09:00"))
        room.clock.set("10:30")
        assert await kiosk.results(check_in("K001", taken_at, code)) == [result]

    async def test_whoever_checked_in_elsewhere_is_there_once(self, room: WaitingRoom, kiosk: Kiosk) -> None:
        await room.promised(start=at("09:15"))
        there = (await room.do(tickets.check_in, office="mitte", code="ABCD23")).visit
        [told] = await kiosk.tells(check_in("K001", "08:55"))
        assert (told.result, told.visit, told.number) == ("already_there", there.id, "A001")
        assert await waiting(room) == ["A001"]
