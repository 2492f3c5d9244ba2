# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Helping from afar over HTTP: consent, handing over, the ends; who is refused, and what is left then."""

import random
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
import sqlalchemy as sa
from litestar import Litestar

from aufruf.actions import helper_pools, helping
from aufruf.actions.help_watching import look_after
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.help_rules import Naming
from aufruf.web.wiring import Login
from tests.builders import MONDAY, SetClock
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import refusal
from tests.web.stuck import ASK, HELP, STUCK, Callers, asked, callers, pooled, seen

__all__ = ["callers"]

CALL_BACKS, PAGE = "/api/v1/call-backs", "p" * 16
EVERYTHING = {"view": True, "point": True, "talk": True, "instance": PAGE}
PHONE, CONTEXT = "030 5550199", "Zyxkontext: sucht das Foto"


async def send(callers: Callers, who: str, path: str, **body: Any) -> dict[str, Any]:
    """Something that succeeds; its answer."""
    answer = await callers[who].post(path, json=body or None)
    assert answer.is_success, answer.text
    return dict(answer.json())


async def helped(callers: Callers, who: str = "hanna") -> str:
    """Somebody helps at the kiosk from afar; the request's id."""
    id_: str = (await asked(callers, instance=PAGE))["id"]
    await send(callers, who, f"{HELP}/{id_}/accept", mode="remote")
    return id_


async def rules(db: Database, **changes: Any) -> None:
    async with db.transaction() as tx:
        await tx.connection.execute(sa.update(t.office).values(help=changes, version=t.office.c.version + 1))


async def later(db: Database, clock: SetClock, seconds: float) -> None:
    """Time passes, and it is looked after who is asked."""
    clock.advance(seconds=seconds)
    async with db.transaction() as tx:
        await look_after(tx, office="mitte", date=MONDAY, since=clock.now)


async def test_consent_is_asked_of_who_is_helped_from_afar(callers: Callers) -> None:
    id_ = (await asked(callers))["id"]
    path = f"{ASK}/{id_}/consent"
    assert refusal(await callers["kiosk"].post(path, json=EVERYTHING)) == (409, "wrong_state")
    await send(callers, "hanna", f"{HELP}/{id_}/accept", mode="remote")
    agreed = await send(callers, "kiosk", path, **EVERYTHING)
    assert agreed == {"id": id_, "view": True, "point": True, "talk": True}
    for wrong in ({}, {"view": True}, EVERYTHING | {"view": "vielleicht"}, EVERYTHING | {"instance": "a b"}):
        assert refusal(await callers["kiosk"].post(path, json=wrong)) == (422, "not_valid")
    less = EVERYTHING | {"talk": False, "view": False}
    assert (await send(callers, "kiosk", path, **less))["talk"] is False


async def test_who_helps_is_told_by_the_name_that_the_office_wants(callers: Callers, db: Database) -> None:
    await rules(db, naming=Naming.PERSON, service_name="Hilfe der Stadt", promise_seconds=90)
    id_ = await helped(callers)
    [one] = await seen(callers, "heiko")
    assert (one["helper_name"], one["promise_seconds"], one["accepted_by_me"]) == (
        "Hilfe der Stadt",
        90,
        False,
    )
    async with db.transaction() as tx:
        await helper_pools.describe(tx, name="hanna", shown_as="Frau K.", languages=["en"])
    assert [each["helper_name"] for each in await seen(callers, "heiko")] == ["Frau K."]
    closed = await send(callers, "hanna", f"{HELP}/{id_}/close", reason="elsewhere")
    assert (closed["state"], closed["context"]) == ("closed", "")


async def test_help_that_ends_in_a_ticket_is_collected_where_it_was_asked_for(
    callers: Callers, clock: SetClock
) -> None:
    id_ = await helped(callers)
    collect = f"{ASK}/{id_}/collect"
    assert refusal(await callers["kiosk"].post(collect)) == (409, "wrong_state")
    nothing = await callers["hanna"].post(f"{HELP}/{id_}/close", json={"reason": "ticket"})
    assert refusal(nothing) == (422, "not_valid")
    closed = await send(
        callers,
        "hanna",
        f"{HELP}/{id_}/close",
        reason="ticket",
        services=["pass"],
        note="Expresspass",
        needs=["wheelchair"],
    )
    assert (closed["number"], closed["state"]) == ("A001", "closed")
    ticket = await send(callers, "kiosk", collect)
    assert (ticket["number"], ticket["ahead"]) == ("A001", 0)
    status = await callers["nobody"].get(
        f"/api/v1/visits/{ticket['visit']}", headers={"Authorization": f"Bearer {ticket['token']}"}
    )
    assert (status.status_code, status.json()["number"]) == (200, "A001")
    assert await send(callers, "kiosk", collect) == ticket
    for other in ("terminal", "kiosk of nord"):
        assert refusal(await callers[other].post(collect)) == (404, "not_found")
    clock.advance(minutes=6)
    assert refusal(await callers["kiosk"].post(collect)) == (409, "wrong_state")


async def test_the_next_helper_reads_what_the_last_has_written(callers: Callers) -> None:
    id_ = await helped(callers)
    path = f"{HELP}/{id_}/hand-over"
    assert refusal(await callers["heiko"].post(path, json={})) == (409, "already_accepted")
    for wrong in ({"to": "nobody"}, {"note": "x" * 501}):
        assert refusal(await callers["hanna"].post(path, json=wrong)) == (422, "not_valid")
    waits = await send(callers, "hanna", path, note=CONTEXT)
    assert (waits["state"], waits["context"], waits["accepted_by_me"]) == ("open", CONTEXT, False)
    taken = await send(callers, "heiko", f"{HELP}/{id_}/accept", mode="remote")
    assert (taken["context"], taken["accepted_by_me"]) == (CONTEXT, True)
    back = await send(callers, "heiko", f"{HELP}/{id_}/return")
    assert (back["state"], back["context"]) == ("open", CONTEXT)


async def test_over_tenants_a_pool_helps_from_its_level_on(
    callers: Callers, db: Database, clock: SetClock
) -> None:
    await pooled(db)
    await seen(callers, "hanna")  # who looks is there
    id_ = (await asked(callers))["id"]
    assert (await seen(callers, "pia"), await seen(callers, "paul")) == ([], [])
    assert (await asked(callers))["level"] == "office"
    await later(db, clock, 60)
    assert (await asked(callers))["level"] == "pool"
    [one] = await seen(callers, "pia")
    assert (one["id"], one["office_name"], one["level"]) == (id_, "Bürgerbüro Mitte", "pool")
    assert refusal(await callers["paul"].post(f"{HELP}/{id_}/accept", json={"mode": "come"})) == (
        403,
        "not_allowed",
    )
    assert (await send(callers, "pia", f"{HELP}/{id_}/accept", mode="remote"))["accepted_by_me"]


async def test_what_is_sent_again_by_who_has_left_the_pool_says_nothing_of_later(
    callers: Callers, db: Database, clock: SetClock
) -> None:
    await pooled(db)
    await seen(callers, "hanna")
    id_ = (await asked(callers))["id"]
    await later(db, clock, 60)
    path, key = f"{HELP}/{id_}/accept", {"Idempotency-Key": "press-1"}
    first = await callers["pia"].post(path, json={"mode": "remote"}, headers=key)
    await send(callers, "pia", f"{HELP}/{id_}/return")
    await send(callers, "hanna", path, mode="remote")
    await send(callers, "hanna", f"{HELP}/{id_}/hand-over", note=CONTEXT)
    again = await callers["pia"].post(path, json={"mode": "remote"}, headers=key)
    assert (first.status_code, again.status_code, again.json()["context"]) == (200, 200, CONTEXT)
    async with db.transaction() as tx:
        await tx.connection.execute(sa.delete(t.helper_pool_user))
    again = await callers["pia"].post(path, json={"mode": "remote"}, headers=key)
    assert (again.status_code, again.json()["context"], again.json()["helper_name"]) == (200, "", None)


async def test_whom_nobody_can_help_leaves_a_number(callers: Callers, db: Database, clock: SetClock) -> None:
    await pooled(db)
    id_ = (await asked(callers, topic="pass"))["id"]
    for wrong in ({}, {"phone": ""}, {"phone": "anrufen!"}, {"phone": "1" * 41}):
        answer = await callers["kiosk"].post(f"{ASK}/{id_}/call-back", json=wrong)
        assert refusal(answer) == (422, "not_valid")
    left = await send(callers, "kiosk", f"{ASK}/{id_}/call-back", phone=PHONE)
    assert left["state"] == "withdrawn"
    assert await send(callers, "kiosk", f"{ASK}/{id_}/call-back", phone=PHONE) == left
    for who in ("stranger", "pia"):
        assert (await callers[who].get(CALL_BACKS)).json()["items"] == []
    for who in ("clerk", "kiosk"):
        assert refusal(await callers[who].get(CALL_BACKS)) == (403, "not_allowed")
    [one] = (await callers["paul"].get(CALL_BACKS)).json()["items"]
    assert one == {
        "id": one["id"],
        "office": "mitte",
        "office_name": "Bürgerbüro Mitte",
        "topic": "pass",
        "topic_name": "Reisepass",
        "language": "de",
        "phone": "0305550199",
        "asked_at": "2026-11-23T09:00:00+01:00",
    }
    assert refusal(await callers["pia"].post(f"{CALL_BACKS}/{one['id']}/done")) == (403, "not_allowed")
    assert (await send(callers, "hanna", f"{CALL_BACKS}/{one['id']}/done"))["id"] == one["id"]
    assert (await callers["paul"].get(CALL_BACKS)).json()["items"] == []


async def test_nothing_of_it_is_left_afterwards(
    callers: Callers, db: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    key = {"Idempotency-Key": "einmal"}
    id_ = await helped(callers)
    await callers["hanna"].post(f"{HELP}/{id_}/hand-over", json={"note": CONTEXT}, headers=key)
    taken = [
        await callers["heiko"].post(f"{HELP}/{id_}/accept", json={"mode": "remote"}, headers=key)
        for _ in range(2)
    ]
    assert [each.json()["context"] for each in taken] == [CONTEXT] * 2
    await send(callers, "heiko", f"{HELP}/{id_}/close")
    other = (await asked(callers))["id"]
    for _ in range(2):
        await callers["kiosk"].post(f"{ASK}/{other}/call-back", json={"phone": PHONE}, headers=key)
    [one] = (await callers["hanna"].get(CALL_BACKS)).json()["items"]
    await callers["hanna"].post(f"{CALL_BACKS}/{one['id']}/done", headers=key)

    async with db.reading() as reading:
        everything = [
            tuple(row)
            for table in t.help_request.metadata.sorted_tables
            for row in await reading.connection.execute(sa.select(table))
        ]
    left = repr(everything) + capsys.readouterr().out
    assert id_ in left  # it is looked for in the right place
    assert not [secret for secret in ("Zyxkontext", "5550199") if secret in left]


async def test_everybodys_kiosk_of_the_demo_town_may_ask_too(app: Litestar, callers: Callers) -> None:
    nobody, here = callers["nobody"], {"office": "mitte"}
    assert refusal(await nobody.post(ASK, json=STUCK, params=here)) == (401, "not_authenticated")
    login = Login(name="leitung", password="x", role="supervisor")
    app.state.wiring = replace(app.state.wiring, demo_logins=(login,))
    first = await nobody.post(ASK, json=STUCK, params=here)
    assert first.status_code == 201
    assert (await nobody.get("/api/v1/kiosk", params=here)).json()["help"] == first.json()["id"]
    assert (await nobody.get("/api/v1/kiosk", params={"office": "nord"})).json()["help"] is None
    assert (await callers["kiosk"].get("/api/v1/kiosk")).json()["help"] is None
    gone = await nobody.post(f"{ASK}/{first.json()['id']}/withdraw", json={"why": "left"}, params=here)
    assert gone.json()["state"] == "withdrawn"


BODIES: dict[str, dict[str, Any] | None] = {
    "accept": {"mode": "remote"},
    "hand-over": {"note": "x"},
    "return": None,
    "close": {"reason": "ticket", "services": ["pass"]},
    "withdraw": None,
    "consent": EVERYTHING,
    "collect": None,
    "call-back": {"phone": PHONE},
    "done": None,
}
DEVICES = {"withdraw", "consent", "collect", "call-back"}
STRANGERS = ("nobody", "display", "clerk", "stranger", "pia", "paul", "terminal", "kiosk of nord")


async def test_whatever_a_stranger_forges_is_refused_and_changes_nothing(
    callers: Callers, db: Database
) -> None:
    await pooled(db)
    waits, taken = (await asked(callers, "terminal"))["id"], await helped(callers)
    await send(callers, "terminal", f"{ASK}/{waits}/call-back", phone=PHONE)
    [left] = (await callers["hanna"].get(CALL_BACKS)).json()["items"]
    draw = random.Random(6)

    def forged(id_: str) -> list[str]:
        """The id itself, and some like it."""
        at = draw.randrange(len(id_))
        return [
            id_,
            id_[:at] + draw.choice("0123456789abcdef~") + id_[at + 1 :],
            id_.upper(),
            id_[:-1],
            "~" * 64,
        ]

    before = await everything_about(db)
    wrong = []
    for who, (deed, body) in product(STRANGERS, BODIES.items()):
        prefix = CALL_BACKS if deed == "done" else ASK if deed in DEVICES else HELP
        for id_ in forged(left["id"] if deed == "done" else taken):
            if (who, deed) == ("paul", "done"):
                continue  # who calls back for this office
            answer = await callers[who].post(f"{prefix}/{id_}/{deed}", json=body)
            if answer.status_code not in {401, 403, 404}:
                wrong.append((who, deed, id_, answer.status_code))
    assert wrong == []
    assert await everything_about(db) == before


async def everything_about(db: Database) -> list[Any]:
    async with db.reading() as reading:
        return [
            tuple(row)
            for table in (t.help_request, t.call_back, t.outbox, t.visit)
            for row in await reading.connection.execute(sa.select(table))
        ]


async def test_the_sockets_of_a_session_tell_the_list_that_the_device_is_there(
    callers: Callers, db: Database, clock: SetClock
) -> None:
    id_ = (await asked(callers))["id"]
    await helping.note_presence(db, devices=[id_])
    assert [each["there"] for each in await seen(callers)] == [True]
    clock.advance(seconds=31)
    assert [each["there"] for each in await seen(callers)] == [False]
