# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices are let in once each, however many press at once; what they say is told once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass

import pytest
import sqlalchemy as sa

from aufruf.actions.devices import add_device, change_device, revoke_device
from aufruf.actions.hearing import hear, notice_silence, offices_with_silent_devices
from aufruf.actions.pairing import accept_pairing, collect, open_pairing
from aufruf.db import devices
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.access import Device
from aufruf.domain.device_health import Health, PrinterState
from aufruf.domain.errors import NotAuthenticated, NotFound, WrongState
from aufruf.domain.known_devices import KnownDevice
from aufruf.domain.roles import DeviceKind
from aufruf.reads.devices import devices_of, troubles_of
from tests.builders import SetClock, open_database, small_town

KIOSK, DISPLAY = DeviceKind.KIOSK, DeviceKind.DISPLAY


@dataclass(frozen=True, slots=True)
class House:
    """An office and its devices."""

    db: Database
    clock: SetClock

    async def asks(self, kind: DeviceKind = KIOSK) -> str:
        async with self.db.transaction() as tx:
            return (await open_pairing(tx, kind=kind, secret_key="hash")).code

    async def accepts(self, code: str, name: str = "") -> object:
        async with self.db.transaction() as tx:
            return await accept_pairing(tx, code=code, office="mitte", name=name)

    async def collects(self, code: str, id_: str, *, knows: str = "hash") -> KnownDevice:
        async with self.db.transaction() as tx:
            return await collect(tx, code=code, secret_key=knows, id_=id_, token_key=f"key of {id_}")

    async def stands(self, id_: str, kind: DeviceKind = DISPLAY) -> Device:
        async with self.db.transaction() as tx:
            return await add_device(tx, id_=id_, office="mitte", kind=kind, token_key=f"key of {id_}")

    async def told(self) -> list[tuple[str, str]]:
        query = sa.select(t.outbox.c.payload).where(t.outbox.c.kind == "device.changed")
        async with self.db.reading() as reading:
            rows = await reading.connection.execute(query.order_by(t.outbox.c.date, t.outbox.c.seq))
            return [(row.payload["device"], row.payload["state"]) for row in rows]


@pytest.fixture
async def house(database_url: str) -> AsyncIterator[House]:
    clock = SetClock()
    db = await open_database(database_url, clock)
    await small_town(db)
    yield House(db, clock)
    await db.close()


async def outcomes(*deeds: Awaitable[object]) -> tuple[list[object], list[str]]:
    """What succeeded, and the states of what was refused."""
    found = await asyncio.gather(*deeds, return_exceptions=True)
    refused = [each for each in found if isinstance(each, BaseException)]
    assert all(isinstance(each, WrongState) for each in refused), refused
    states = [str(each.facts["state"]) for each in refused if isinstance(each, WrongState)]
    return [each for each in found if not isinstance(each, BaseException)], states


async def test_of_two_who_accept_at_once_one_does(house: House) -> None:
    for _ in range(3):  # the first time, connections are still being made
        code = await house.asks()
        done, refused = await outcomes(*(house.accepts(code, name) for name in ("eins", "zwei", "drei")))
        assert (len(done), refused) == (1, ["accepted"] * 2)


async def test_of_two_who_collect_at_once_one_gets_a_token(house: House) -> None:
    code = await house.asks()
    await house.accepts(code)
    done, refused = await outcomes(*(house.collects(code, id_) for id_ in ("a", "b", "c")))
    assert (len(done), refused) == (1, ["collected"] * 2)
    async with house.db.reading() as reading:
        assert len(await devices_of(reading, "mitte")) == 1
    assert [state for _, state in await house.told()] == ["let_in"]


async def test_kiosks_that_come_at_once_have_letters_of_their_own(house: House) -> None:
    codes = [await house.asks() for _ in range(4)]
    for code in codes:
        await house.accepts(code)
    by_hand = (house.stands(f"hand{index}", KIOSK) for index in range(2))
    await asyncio.gather(*(house.collects(code, code) for code in codes), *by_hand)
    async with house.db.reading() as reading:
        letters = sorted(str(each.known.letter) for each in await devices_of(reading, "mitte"))
    assert letters == ["K", "L", "M", "N", "P", "Q"]


async def test_a_wrong_secret_and_an_old_code_give_nothing(house: House) -> None:
    code = await house.asks()
    await house.accepts(code)
    with pytest.raises(NotFound):
        await house.collects(code, "thief", knows="guessed")
    house.clock.advance(minutes=10)
    with pytest.raises(WrongState):
        await house.collects(code, "late")
    async with house.db.reading() as reading:
        assert await devices_of(reading, "mitte") == ()


async def test_news_said_many_times_at_once_is_told_once(house: House) -> None:
    kiosk = await house.stands("kiosk", KIOSK)
    said = Health(printer=PrinterState.PAPER_OUT)
    await asyncio.gather(*(hear(house.db, kiosk, said, instance="one") for _ in range(4)))
    async with house.db.reading() as reading:
        printers = [each for each in await devices_of(reading, "mitte") if each.known.part_of == "kiosk"]
        assert [each.state for each in printers] == ["paper_out"]
    assert await house.told() == [("kiosk", "ok"), (printers[0].known.device.id, "paper_out")]


async def test_silence_is_noticed_once_though_two_leaders_look(house: House) -> None:
    display = await house.stands("display")
    await hear(house.db, display, Health())
    house.clock.advance(minutes=2)
    async with house.db.reading() as reading:
        assert await offices_with_silent_devices(reading) == ["mitte"]

    async def look() -> int:
        async with house.db.transaction() as tx:
            return await notice_silence(tx, office="mitte")

    assert sorted(await asyncio.gather(look(), look())) == [0, 1]
    async with house.db.reading() as reading:
        assert await offices_with_silent_devices(reading) == []
        [trouble] = await troubles_of(reading, "mitte")
    assert (trouble.device, trouble.state) == ("display", "offline")
    await hear(house.db, display, Health())
    assert await house.told() == [("display", "ok"), ("display", "offline"), ("display", "ok")]


async def test_of_a_silent_kiosk_and_its_printer_the_kiosk_is_named(house: House) -> None:
    kiosk = await house.stands("kiosk", KIOSK)
    await hear(house.db, kiosk, Health(printer=PrinterState.READY))
    house.clock.advance(minutes=2)
    async with house.db.reading() as reading:
        assert [each.device for each in await troubles_of(reading, "mitte")] == ["kiosk"]
        assert [each.state for each in await devices_of(reading, "mitte")] == ["offline", "offline"]


async def test_a_change_is_told_and_a_revoked_device_is_heard_no_longer(house: House) -> None:
    display = await house.stands("display")
    async with house.db.transaction() as tx:
        changed = await change_device(
            tx, id_="display", office="mitte", languages=("de",), name="Foyer", choices={"gong": False}
        )
    assert (changed.name, changed.choices["gong"]) == ("Foyer", False)
    async with house.db.transaction() as tx:
        await revoke_device(tx, id_="display", office="mitte")
    with pytest.raises(NotAuthenticated):
        await hear(house.db, display, Health())
    async with house.db.transaction() as tx:
        with pytest.raises(NotFound):
            await change_device(tx, id_="display", office="mitte", languages=("de",), name="Flur")
    async with house.db.reading() as reading:
        assert await devices.is_revoked(reading.connection, "key of display")
    assert await house.told() == [("display", "changed"), ("display", "revoked")]
