# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help ends: in a ticket with a note, an appointment, another helper, or a call-back."""

import datetime as dt

import pytest
import sqlalchemy as sa

from aufruf.actions import call_backs, helping, upkeep
from aufruf.actions.closing import close_day
from aufruf.db import call_backs as rows
from aufruf.db import notes, visits
from aufruf.db import tables as t
from aufruf.domain.access import Device
from aufruf.domain.errors import AlreadyAccepted, NotAllowed, NotFound, NotValid, OfficeClosed, WrongState
from aufruf.domain.events import CallBackAsked, CallBackDone, HelpClosed, HelpConsented, HelpReturned
from aufruf.domain.help import Consent, HelpLevel, HelpMode, HelpNeed, HelpReason, HelpRequest, HelpState
from aufruf.reads.call_backs import call_backs_for
from aufruf.reads.help import (
    device_may_hold,
    helper_may_hold,
    name_of_helper,
    ticket_in_which_it_ended,
    usual_seconds,
)
from tests.actions.help_desk import (
    DANA,
    HANNA,
    HEIKO,
    KIOSK,
    NAMESAKE,
    PAUL,
    PIA,
    TERMINAL,
    accepted,
    asked,
    listed,
    look,
    staff,
    staff_pools,
    stored,
)
from tests.actions.waiting_room import WaitingRoom
from tests.builders import MONDAY, at

ALL = Consent(view=True, point=True, talk=True)
PAGE, OTHER_PAGE = "a" * 16, "b" * 16


@pytest.fixture
async def room(room: WaitingRoom) -> WaitingRoom:
    """The same waiting room, with helpers, a pool and a phone service."""
    await staff(room)
    await staff_pools(room)
    return room


async def helped(room: WaitingRoom, *, language: str = "tr") -> HelpRequest:
    """Hanna helps at the kiosk from afar, and may do everything."""
    asked_for = await room.do(
        helping.ask,
        device=KIOSK,
        step="concern",
        topic="pass",
        language=language,
        needs=[HelpNeed.LARGER_TEXT, HelpNeed.LARGER_TEXT],
        instance=PAGE,
    )
    await accepted(room, asked_for.request, HANNA, HelpMode.REMOTE)
    return await room.do(helping.agree, key=asked_for.request.key, device=KIOSK, consent=ALL, instance=PAGE)


async def test_what_is_agreed_to_is_noted_once_and_only_by_the_device_itself(room: WaitingRoom) -> None:
    request = await helped(room)
    said = HelpConsented(request=request.id, view=True, point=True, talk=True)
    assert ((await room.events())[-1], request.needs) == (said, (HelpNeed.LARGER_TEXT,))

    async def agree(consent: Consent, instance: str | None = None, device: Device = KIOSK) -> HelpRequest:
        return await room.do(
            helping.agree, key=request.key, device=device, consent=consent, instance=instance
        )

    before = await room.events()
    await agree(ALL)
    assert await room.events() == before
    for other in (TERMINAL, NAMESAKE):
        with pytest.raises(NotFound):
            await agree(Consent(), device=other)
    await agree(Consent(view=True), OTHER_PAGE)
    assert (await stored(room, request.key)).consent == Consent(view=True)
    await room.do(helping.ask, device=KIOSK, step="start", instance=PAGE)  # a page that was loaded anew
    assert (await stored(room, request.key)).consent == Consent()
    assert (await room.events())[-1] == HelpConsented(request=request.id, view=False, point=False, talk=False)


async def test_it_ends_in_a_ticket_with_a_note_that_the_device_may_collect(room: WaitingRoom) -> None:
    request = await helped(room)
    room.clock.set("17:55")  # too late for whoever comes by themselves, and the guard is on
    await room.guard_the_door()
    closed = await room.do(
        helping.close,
        key=request.key,
        person=HANNA,
        services=[("pass", 1)],
        reason=HelpReason.TICKET,
        note="Braucht  einen\nExpresspass.",
        needs=["wheelchair"],
    )
    assert closed.visit is not None
    assert (closed.consent, closed.context) == (Consent(), "")
    async with room.db.reading() as reading:
        visit = await visits.with_id(reading.connection, closed.visit)
        note = await notes.note_of(reading.connection, visit.key)
        mine = await ticket_in_which_it_ended(reading, request.id, KIOSK)
        for other in (TERMINAL, NAMESAKE):
            with pytest.raises(NotFound):
                await ticket_in_which_it_ended(reading, request.id, other)
    assert (visit.services, visit.language, visit.priority) == ((("pass", 1),), "tr", True)
    assert (note, mine[0]) == ("Braucht einen Expresspass.", visit)
    assert (await room.events())[-1] == HelpClosed(
        request=request.id, services=(("pass", 1),), by="helper", reason="ticket"
    )
    room.clock.advance(minutes=5, seconds=1)
    async with room.db.reading() as reading:
        with pytest.raises(WrongState):  # somebody else may stand there by now
            await ticket_in_which_it_ended(reading, request.id, KIOSK)


async def test_an_end_that_makes_no_sense_changes_nothing(room: WaitingRoom) -> None:
    request = await helped(room)
    before = await room.events()
    senseless: tuple[tuple[HelpReason, list[tuple[str, int]], str], ...] = (
        (HelpReason.TICKET, [], ""),
        (HelpReason.TICKET, [("zauberei", 1)], ""),
        (HelpReason.TICKET, [("pass", 1)], "x" * 1001),
        (HelpReason.APPOINTMENT, [], ""),
        (HelpReason.APPOINTMENT, [("pass", 99)], ""),
        (HelpReason.SOLVED, [], "wohin damit?"),
    )
    for reason, services, note in senseless:
        with pytest.raises(NotValid):
            await room.do(
                helping.close, key=request.key, person=HANNA, services=services, reason=reason, note=note
            )
    assert (await stored(room, request.key), await room.events()) == (request, before)


async def test_it_ends_in_an_appointment_that_is_booked_at_the_device(room: WaitingRoom) -> None:
    request = await helped(room)
    closed = await room.do(
        helping.close,
        key=request.key,
        person=HANNA,
        services=[("pass", 2)],
        reason=HelpReason.APPOINTMENT,
    )
    assert (closed.then, closed.visit) == ((("pass", 2),), None)
    assert (await stored(room, request.key)).then == (("pass", 2),)
    async with room.db.reading() as reading:
        with pytest.raises(WrongState):
            await ticket_in_which_it_ended(reading, request.id, KIOSK)


async def test_no_ticket_is_given_once_the_day_is_over(room: WaitingRoom) -> None:
    request = await helped(room)
    await room.do(close_day, office="mitte", date=MONDAY)
    with pytest.raises((OfficeClosed, WrongState)):
        await room.do(
            helping.close,
            key=request.key,
            person=HANNA,
            services=[("pass", 1)],
            reason=HelpReason.TICKET,
        )


async def test_it_is_handed_over_with_what_is_known_and_without_consent(room: WaitingRoom) -> None:
    await look(room, "hanna", "pia", "paul")
    request = await helped(room)
    with pytest.raises(AlreadyAccepted):
        await room.do(helping.hand_over, key=request.key, person=HEIKO)
    with pytest.raises(NotValid):
        await room.do(helping.hand_over, key=request.key, person=HANNA, note="x" * 501)
    waits = await room.do(
        helping.hand_over, key=request.key, person=HANNA, note="Sucht das\tFoto.", to=HelpLevel.PHONE
    )
    assert (waits.state, waits.level, waits.context, waits.consent) == (
        HelpState.OPEN,
        HelpLevel.PHONE,
        "Sucht das Foto.",
        Consent(),
    )
    assert (await room.events())[-1] == HelpReturned(request=request.id, why="handed_over", level="phone")
    assert [each.request.context for each in await listed(room, PAUL)] == ["Sucht das Foto."]
    again = await accepted(room, waits, PAUL, HelpMode.REMOTE)
    assert again.consent == Consent()
    back = await room.do(helping.hand_over, key=request.key, person=PAUL)  # given back, unchanged
    assert (back.level, back.context) == (HelpLevel.PHONE, "Sucht das Foto.")
    with pytest.raises(WrongState):
        await room.do(helping.hand_over, key=request.key, person=HANNA)
    await room.do(helping.withdraw, key=request.key, device=KIOSK, has_left=True)
    assert (await stored(room, request.key)).context == ""


async def test_only_who_helps_and_who_asked_hold_the_line(room: WaitingRoom) -> None:
    request = await helped(room)
    async with room.db.reading() as reading:
        assert (await device_may_hold(reading, request.id, KIOSK))[0] == request
        found, office = await helper_may_hold(reading, request.id, HANNA)
        assert (found, office.id) == (request, "mitte")
        assert await name_of_helper(reading, found, office) == "Bürgerbüro Mitte"
        for nobody in (HEIKO, PIA, DANA):
            with pytest.raises(NotAllowed):
                await helper_may_hold(reading, request.id, nobody)
        for other in (TERMINAL, NAMESAKE):
            with pytest.raises(NotFound):
                await device_may_hold(reading, request.id, other)
        with pytest.raises(NotFound):
            await helper_may_hold(reading, "nirgends", HANNA)
    await room.do(helping.hand_over, key=request.key, person=HANNA)
    async with room.db.reading() as reading:
        with pytest.raises(NotAllowed):
            await helper_may_hold(reading, request.id, HANNA)


async def test_how_long_it_usually_takes_is_told_once_it_is_known(room: WaitingRoom) -> None:
    told = []
    for seconds in (10, 20, 600, 40):
        request = (await asked(room)).request
        room.clock.advance(seconds=seconds)
        await accepted(room, request)
        await room.do(helping.close, key=request.key, person=HANNA)
        async with room.db.reading() as reading:
            told.append(await usual_seconds(reading, await reading.office("mitte")))
    assert told == [None, None, 20, 30]
    room.clock.set(at("09:00", date=MONDAY + dt.timedelta(days=31)))
    async with room.db.reading() as reading:
        assert await usual_seconds(reading, await reading.office("mitte")) is None


async def test_whom_nobody_could_help_is_called_back(room: WaitingRoom) -> None:
    await look(room, "paul")
    request = (await asked(room)).request
    for wrong in ("", "030", "12345a", "+" * 6, "٠١٢٣٤٥", "1" * 21):
        with pytest.raises(NotValid) as refusal:
            await room.do(call_backs.ask, key=request.key, device=KIOSK, phone=wrong)
        assert not wrong or wrong not in str(refusal.value.errors)
    with pytest.raises(NotFound):
        await room.do(call_backs.ask, key=request.key, device=TERMINAL, phone="030 123456")
    for _ in range(2):
        gone = await room.do(call_backs.ask, key=request.key, device=KIOSK, phone="+49 (30) 12-34/56")
        assert gone.state is HelpState.WITHDRAWN

    async with room.db.reading() as reading:
        waiting = {who.user: await call_backs_for(reading, who) for who in (HANNA, PAUL, PIA, DANA)}
    assert [each.call_back.phone for each in waiting["paul"]] == ["+4930123456"]
    assert (waiting["hanna"], waiting["pia"], waiting["dana"]) == (waiting["paul"], [], [])
    [found] = waiting["paul"]
    assert "4930" not in repr(found)
    id_ = found.call_back.id
    for nobody in (PIA, DANA):
        with pytest.raises(NotAllowed):
            await room.do(call_backs.done, call_back=id_, person=nobody)
    for _ in range(2):
        await room.do(call_backs.done, call_back=id_, person=PAUL)
    async with room.db.reading() as reading:
        assert (await rows.get(reading.connection, id_)).phone is None
        assert await call_backs_for(reading, HANNA) == []
    assert (await room.events())[-2:] == [
        CallBackAsked(request=request.id, call_back=id_),
        CallBackDone(call_back=id_),
    ]


async def test_who_is_helped_leaves_no_number_and_an_old_one_is_deleted(room: WaitingRoom) -> None:
    request = (await asked(room)).request
    await accepted(room, request)
    with pytest.raises(WrongState):
        await room.do(call_backs.ask, key=request.key, device=KIOSK, phone="030 123456")
    other = (await asked(room, TERMINAL)).request
    await room.do(call_backs.ask, key=other.key, device=TERMINAL, phone="030 123456")
    for days, left in ((7, 1), (8, 0)):
        room.clock.set(at("12:00", date=MONDAY + dt.timedelta(days=days)))
        await room.do(upkeep.erase_personal, office="mitte")
        async with room.db.reading() as reading:
            kept = sa.select(sa.func.count()).where(t.call_back.c.phone.is_not(None))
            assert (await reading.connection.execute(kept)).scalar_one() == left
