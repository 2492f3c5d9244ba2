# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office chooses how help is given there, and helpers say how they want to be called."""

from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

import httpx
import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import helper_pools
from aufruf.actions.help_choices import set_rules
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.help_rules import HelpRules
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

RULES = "/api/v1/offices/mitte/help-rules"
FORM = {"office": "mitte"} | {name: str(value) for name, value in asdict(HelpRules()).items()}


@pytest.fixture
async def house(db: Database) -> Database:
    """A pool of two and a phone service of nobody look after "mitte", another pool after "nord"."""
    await town(db, office(), office(id="nord"))
    for name in ("hanna", "heiko"):
        await make_user(db, Role.HELPER, ["nord"], name=name)
    async with db.transaction() as tx:
        pools = [
            {"id": "p", "name": "Springer", "level": "pool"},
            {"id": "q", "name": "Servicetelefon", "level": "phone"},
            {"id": "r", "name": "Andere", "level": "pool"},
        ]
        await tx.connection.execute(sa.insert(t.helper_pool), pools)
        joined = [("p", "mitte"), ("q", "mitte"), ("r", "nord")]
        await tx.connection.execute(
            sa.insert(t.helper_pool_office), [{"pool_id": pool, "office_id": id_} for pool, id_ in joined]
        )
        people = (await tx.connection.execute(sa.select(t.user.c.id))).scalars().all()
        await tx.connection.execute(
            sa.insert(t.helper_pool_user), [{"pool_id": "p", "user_id": user} for user in people]
        )
    return db


@pytest.fixture
async def supervisor(app: Litestar, house: Database) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(app, token=await make_user(house, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def stored(db: Database) -> tuple[Any, int]:
    async with db.reading() as reading:
        row = (await reading.connection.execute(sa.select(t.office).where(t.office.c.id == "mitte"))).one()
    return row.help, row.version


async def test_rules_hold_at_once_and_only_what_differs_is_stored(
    supervisor: httpx.AsyncClient, house: Database
) -> None:
    usual = (await supervisor.get(RULES)).json()
    assert usual == asdict(HelpRules()) | {
        "own_helpers": 1,
        "pools": [
            {"id": "p", "name": "Springer", "level": "pool", "helpers": 2},
            {"id": "q", "name": "Servicetelefon", "level": "phone", "helpers": 0},
        ],
    }
    _, version = await stored(house)
    wanted = {"promise_seconds": 90, "naming": "person", "service_name": " Hilfe der Stadt "}
    changed = await supervisor.put(RULES, json=wanted)
    assert changed.status_code == 200
    assert changed.json() == usual | wanted | {"service_name": "Hilfe der Stadt"}
    assert await stored(house) == (wanted | {"service_name": "Hilfe der Stadt"}, version + 1)
    async with house.reading() as reading:
        assert (await reading.office("mitte")).help.promise_seconds == 90  # not what was kept before
    await supervisor.put(RULES, json=wanted)
    assert (await stored(house))[1] == version + 1  # the same again is no change
    assert (await supervisor.put(RULES, json={})).json() == usual
    assert await stored(house) == ({}, version + 2)


WRONG: tuple[tuple[dict[str, Any], list[str] | None], ...] = (
    ({"promise_seconds": 9}, ["/promise_seconds"]),
    ({"office_seconds": -1, "come_minutes": 0}, ["/office_seconds", "/come_minutes"]),
    ({"pool_seconds": 10**30}, None),
    ({"naming": "nobody"}, ["/naming"]),
    ({"service_name": "x" * 61}, ["/service_name"]),
    ({"service_name": "a\u202eb"}, ["/service_name"]),
    ({"promise_seconds": 600}, ["/promise_seconds"]),  # nobody is asked for so long
    ({"promise_seconds": 10, "office_seconds": 0, "pool_seconds": 0, "phone_seconds": 0}, ["/phone_seconds"]),
    ({"promise": 5}, ["/promise"]),
)


async def test_what_no_office_may_choose_is_named(supervisor: httpx.AsyncClient, house: Database) -> None:
    before = await stored(house)
    for wrong, pointers in WRONG:
        answer = await supervisor.put(RULES, json=wrong)
        assert (answer.status_code, answer.json()["code"]) == (422, "not_valid"), wrong
        named = [each["pointer"] for each in answer.json()["errors"]]
        assert pointers in (None, named), wrong
    assert await stored(house) == before


async def test_nobody_else_sees_or_chooses(app: Litestar, house: Database) -> None:
    tokens = [
        await make_user(house, Role.HELPER),
        await make_user(house, Role.RECEPTION),
        await make_user(house, Role.SUPERVISOR, ["nord"]),
        await make_device(house, DeviceKind.KIOSK),
    ]
    for token in tokens:
        async with client_of(app, token=token) as somebody:
            assert (await somebody.get(RULES)).status_code == 403
            assert (await somebody.put(RULES, json={})).status_code == 403
            assert (await open_page(somebody, "/help/rules?office=mitte")).status_code == 403
    async with client_of(app) as nobody:
        assert (await nobody.put(RULES, json={})).status_code == 401


@pytest.fixture
async def leader(app: Litestar, house: Database) -> AsyncIterator[httpx.AsyncClient]:
    """A supervisor of "mitte" at a browser, where JavaScript is off."""
    await make_user(house, Role.SUPERVISOR, name="petra", password=PASSWORD)
    async with client_of(app) as leader:
        leader.headers["X-CSRF-Token"] = await log_in(leader, "petra")
        yield leader


async def test_the_page_shows_who_helps_and_saves(leader: httpx.AsyncClient, house: Database) -> None:
    page = await open_page(leader, "/help/rules")
    assert "Pool Springer : 2 Personen" in words(page)
    assert "Telefondienst Servicetelefon : 0 Personen" in words(page)
    assert "Andere" not in words(page)
    assert "hanna" not in page.text
    saved = await send(leader, "/help/rules", **FORM | {"office_seconds": "0", "naming": "person"})
    assert "Gespeichert." in words(saved)
    assert (await stored(house))[0] == {"office_seconds": 0, "naming": "person"}


SAID = (
    ({"come_minutes": "bald"}, "Bitte geben Sie eine ganze Zahl von 1 bis 60 ein."),
    ({"promise_seconds": "5"}, "Bitte geben Sie eine ganze Zahl von 10 bis 1800 ein."),
    ({"promise_seconds": "181"}, "länger, als überhaupt jemand gefragt wird"),
    ({"service_name": "x" * 61}, "Bitte geben Sie einen kürzeren Namen ein."),
    ({"naming": "x"}, "Bitte prüfen Sie Ihre Eingabe"),
)


async def test_what_is_wrong_is_said_beside_its_field(leader: httpx.AsyncClient, house: Database) -> None:
    for wrong, sentence in SAID:
        page = await send(leader, "/help/rules", **FORM | wrong)
        assert page.status_code == 422
        assert sentence in words(page)
        [(name, typed)] = wrong.items()
        assert f'href="#{name}"' in page.text
        assert name == "naming" or f'value="{typed}"' in page.text  # what was typed stays
    assert (await stored(house))[0] == {}


async def test_a_forged_form_chooses_nothing(leader: httpx.AsyncClient, house: Database) -> None:
    del leader.headers["X-CSRF-Token"]
    assert (await send(leader, "/help/rules", **FORM | {"come_minutes": "5"})).status_code == 403
    assert (await send(leader, "/help/me", shown_as="Frau K.")).status_code == 403
    assert (await stored(house))[0] == {}


async def test_rules_that_are_unknown_to_this_version_are_left_aside(house: Database) -> None:
    """As after going back to an older release."""
    async with house.transaction() as tx:
        newer = {"help": {"come_minutes": 5, "of_tomorrow": 1}, "version": t.office.c.version + 1}
        await tx.connection.execute(sa.update(t.office).values(newer))
    async with house.reading() as reading:
        rules = (await reading.office("mitte")).help
    assert rules == HelpRules(come_minutes=5)
    async with house.transaction() as tx:
        await set_rules(tx, office="mitte", rules=HelpRules(come_minutes=6))
    assert (await stored(house))[0] == {"come_minutes": 6}


async def test_helpers_say_how_they_are_called_and_what_they_speak(app: Litestar, house: Database) -> None:
    await make_user(house, Role.HELPER, name="kim", password=PASSWORD)
    async with client_of(app) as kim:
        kim.headers["X-CSRF-Token"] = await log_in(kim, "kim")
        async with house.transaction() as tx:  # more than a page can ask
            await helper_pools.describe(tx, name="kim", languages=["fr"], services=["pass"])
        for shown, spoken in (("Frau K.", ["ar", "tr", "xx"]), ("", [])):  # it can be taken back
            form = {"shown_as": shown, "languages": spoken}
            page = await kim.post(
                "/help/me", data=form, headers={"Accept-Language": "de"}, follow_redirects=True
            )
            assert "Gespeichert." in words(page)
            assert page.text.count(" checked") == len(spoken[:2])
            async with house.reading() as reading:
                [row] = (await reading.connection.execute(sa.select(t.helper))).all()
            assert (row.shown_as, row.services) == (shown, ["pass"])
            assert set(row.languages) == {"fr", *spoken[:2]}
        wrong = await send(kim, "/help/me", shown_as="x" * 41)
        assert (wrong.status_code, "höchstens 40 Zeichen" in words(wrong)) == (422, True)
    async with client_of(app, token=await make_user(house, Role.CLERK)) as clerk:
        assert (await open_page(clerk, "/help/me")).status_code == 403
