# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Devices say how they are, and staff see what is wrong: at once, and once."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf import jobs
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from aufruf.reads.devices import troubles_of
from aufruf.web.devices import DEVICE_COOKIE
from tests.builders import SetClock, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import client_of, make_device, make_user

HEALTH = "/api/v1/devices/health"


@dataclass(slots=True)
class House:
    """An office with a kiosk and a display, and its supervisor."""

    app: Litestar
    db: Database
    supervisor: httpx.AsyncClient
    tokens: Mapping[str, str]

    async def says(self, which: str, *, instance: str = "one", **more: Any) -> httpx.Response:
        async with client_of(self.app, token=self.tokens[which]) as device:
            return await device.post(HEALTH, json={"version": "1.0", "instance": instance} | more)

    async def devices(self) -> dict[str, Any]:
        items = (await self.supervisor.get("/api/v1/offices/mitte/devices")).json()["items"]
        return {each["id"] if each["kind"] != "printer" else "printer": each for each in items}

    async def states(self) -> dict[str, str]:
        return {id_: each["state"] for id_, each in (await self.devices()).items()}

    async def told(self) -> list[str]:
        """What staff were told, in order."""
        query = sa.select(t.outbox.c.payload).where(t.outbox.c.kind == "device.changed")
        async with self.db.reading() as reading:
            rows = await reading.connection.execute(query.order_by(t.outbox.c.date, t.outbox.c.seq))
            return [row.payload["state"] for row in rows]


@pytest.fixture
async def house(app: Litestar, db: Database) -> AsyncIterator[House]:
    await town(db, office())
    tokens = {
        "kiosk": await make_device(db, DeviceKind.KIOSK, id_="kiosk", name="Eingang"),
        "display": await make_device(db, DeviceKind.DISPLAY, id_="display", name="Foyer"),
    }
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        yield House(app=app, db=db, supervisor=supervisor, tokens=tokens)


async def test_a_device_is_told_what_it_is_and_staff_see_it(house: House) -> None:
    answer = await house.says("display", sound="on", speech=True)
    assert answer.json() == {
        "device": {"id": "display", "name": "Foyer", "letter": None, "kind": "display"},
        "printer": None,
        "choices": (await house.devices())["display"]["choices"],
        "now": "2026-11-23T09:00:00+01:00",
    }
    seen = (await house.devices())["display"]
    assert (seen["state"], seen["seen_at"]) == ("ok", "2026-11-23T09:00:00+01:00")
    assert (seen["version"], seen["sound"], seen["speech"]) == ("1.0", "on", True)


async def test_whoever_is_silent_for_ninety_seconds_is_offline_and_staff_are_told_once(
    house: House, clock: SetClock
) -> None:
    await house.says("display")
    clock.advance(seconds=90)
    await jobs.notice_silence(house.db)
    assert await house.states() == {"kiosk": "never_seen", "display": "ok"}
    clock.advance(seconds=1)
    await jobs.notice_silence(house.db)
    await jobs.notice_silence(house.db)
    seen = (await house.devices())["display"]
    assert (seen["state"], seen["offline_since"]) == ("offline", "2026-11-23T09:00:00+01:00")
    await house.says("display")
    assert await house.states() == {"kiosk": "never_seen", "display": "ok"}
    assert await house.told() == ["ok", "offline", "ok"]


async def test_what_has_not_changed_is_written_every_twenty_seconds_at_most(
    house: House, clock: SetClock
) -> None:
    async def seen_at() -> str:
        return str((await house.devices())["display"]["seen_at"])[11:19]

    await house.says("display")
    clock.advance(seconds=19)
    await house.says("display")
    assert await seen_at() == "09:00:00"
    clock.advance(seconds=1)
    await house.says("display")
    assert await seen_at() == "09:00:20"
    clock.advance(seconds=1)
    await house.says("display", sound="blocked")  # that is news
    assert await seen_at() == "09:00:21"
    assert await house.told() == ["ok", "sound_blocked"]


async def test_a_printer_is_a_device_of_its_own_and_its_paper_is_told(house: House) -> None:
    first = await house.says("kiosk", printer={"state": "ready", "name": "TM-T20"})
    assert first.json()["printer"]["revoked"] is False
    await house.says("kiosk", printer={"state": "paper_out", "name": "TM-T20"})
    seen = await house.devices()
    assert (seen["kiosk"]["state"], seen["kiosk"]["printer"]) == ("ok", "paper_out")
    assert (seen["printer"]["state"], seen["printer"]["part_of"]) == ("paper_out", "kiosk")
    async with house.db.reading() as reading:
        [trouble] = await troubles_of(reading, "mitte")
    assert (trouble.kind, trouble.of, trouble.state) == ("printer", "Eingang", "paper_out")
    assert await house.told() == ["ok", "ok", "paper_out"]


async def test_a_revoked_printer_stays_revoked_and_the_kiosk_is_told(house: House) -> None:
    printer = (await house.says("kiosk", printer={"state": "ready"})).json()["printer"]["id"]
    named = await house.supervisor.patch(f"/api/v1/devices/{printer}", json={"name": "Bondrucker"})
    assert named.json()["name"] == "Bondrucker"
    await house.supervisor.delete(f"/api/v1/devices/{printer}")
    again = await house.says("kiosk", printer={"state": "paper_out"})
    assert again.json()["printer"] == {"id": printer, "name": "Bondrucker", "revoked": True}
    assert set(await house.devices()) == {"kiosk", "display"}


async def test_two_devices_with_one_token_are_noticed_and_a_reload_is_not(
    house: House, clock: SetClock
) -> None:
    await house.says("display", instance="before-the-reload")
    clock.advance(seconds=10)
    await house.says("display", instance="after-the-reload")
    assert (await house.states())["display"] == "ok"
    clock.advance(seconds=20)
    await house.says("display", instance="before-the-reload")
    assert (await house.states())["display"] == "used_twice"
    for _ in range(5):  # the other one is switched off
        clock.advance(seconds=30)
        await house.says("display", instance="after-the-reload")
    assert (await house.states())["display"] == "ok"
    assert await house.told() == ["ok", "used_twice", "ok"]


async def test_a_kiosk_that_was_alone_says_how_many_tickets_it_has_still_to_hand_over(house: House) -> None:
    await house.says("kiosk", offline_entries=4, offline_since="2026-11-23T08:12:00+01:00")
    async with house.db.reading() as reading:
        [trouble] = await troubles_of(reading, "mitte")
    assert (trouble.state, trouble.tickets) == ("offline_tickets", 4)
    assert (await house.devices())["kiosk"]["offline_since"] == "2026-11-23T08:12:00+01:00"
    await house.says("kiosk")
    assert (await house.states())["kiosk"] == "ok"


async def test_a_revoked_device_hears_that_it_is_and_its_printer_goes_with_it(house: House) -> None:
    await house.says("kiosk", printer={"state": "ready"})
    assert (await house.supervisor.delete("/api/v1/devices/kiosk")).status_code == 204
    assert (await house.says("kiosk")).status_code == 401
    assert set(await house.devices()) == {"display"}


async def test_a_browser_speaks_with_its_cookie_and_only_from_our_own_pages(house: House) -> None:
    body = {"version": "1.0", "instance": "one"}
    async with client_of(house.app) as browser:
        browser.cookies.set(DEVICE_COOKIE, house.tokens["display"])
        statuses = [
            (await browser.post(HEALTH, json=body, headers={"Origin": origin})).status_code
            for origin in ("http://aufruf.test", "http://evil.test")
        ]
    assert statuses == [200, 403]


async def test_who_is_no_device_says_nothing(house: House, client: httpx.AsyncClient) -> None:
    body = {"version": "1.0", "instance": "one"}
    assert (await client.post(HEALTH, json=body)).status_code == 401
    assert (await house.supervisor.post(HEALTH, json=body)).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [
        {"instance": "a b"},
        {"offline_entries": -1},
        {"offline_since": "2026-11-23T08:12:00"},
        {"printer": {"state": "on fire"}},
        {"sound": "loud"},
        {"version": "x" * 101},
        {"name": "mine"},
    ],
)
async def test_what_makes_no_sense_is_refused(house: House, wrong: dict[str, Any]) -> None:
    answer = await house.says("kiosk", **wrong)
    assert answer.status_code == 422
    assert (await house.states())["kiosk"] == "never_seen"
