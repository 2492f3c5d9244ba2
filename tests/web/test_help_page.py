# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of those who help: who may see it, what it says, how a request ends with forms alone."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.builders import SetClock
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import PAGE, log_in, open_page, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

ASK = "/api/v1/kiosk/help-requests"
Visitors = Mapping[str, httpx.AsyncClient]
ROLES = {"hanna": Role.HELPER, "heiko": Role.HELPER, "anna": Role.CLERK, "fremd": Role.HELPER}


@pytest.fixture
async def visitors(app: Litestar, db: Database) -> AsyncIterator[Visitors]:
    """Helpers of "mitte" and one of "nord", a clerk, and the kiosk at which somebody is stuck."""
    await builders.town(db, *(builders.office(id=id_) for id_ in ("mitte", "nord")))
    for name, role in ROLES.items():
        await make_user(db, role, ["nord" if name == "fremd" else "mitte"], name=name, password=PASSWORD)
    token = await make_device(db, DeviceKind.KIOSK, name="Kiosk am Eingang")
    async with AsyncExitStack() as stack:
        clients = {name: await stack.enter_async_context(client_of(app)) for name in ("nobody", *ROLES)}
        for name in ROLES:
            clients[name].headers["X-CSRF-Token"] = await log_in(clients[name], name)
        yield clients | {"kiosk": await stack.enter_async_context(client_of(app, token=token))}


async def asked(visitors: Visitors, **more: Any) -> str:
    answer = await visitors["kiosk"].post(ASK, json={"step": "concern"} | more)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


async def sent(visitor: httpx.AsyncClient, path: str, **form: str) -> str:
    """Where a form leads."""
    answer = await visitor.post(path, data=form, headers=PAGE)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


async def test_a_request_is_seen_accepted_and_ended_in_a_ticket_with_forms_alone(
    visitors: Visitors, clock: SetClock
) -> None:
    hanna = visitors["hanna"]
    assert "Gerade braucht niemand Hilfe" in words(await open_page(hanna, "/help"))
    id_ = await asked(visitors, topic="pass", language="tr", needs=["low_reach"])
    clock.advance(seconds=75)
    seen = words(await open_page(hanna, "/help"))
    for each in ("Kiosk am Eingang", "Anliegen wählen", "Türkçe", "Rollstuhl", "1:15 Min.", "Reisepass"):
        assert each in seen
    assert await sent(hanna, f"/help/{id_}/accept", mode="remote") == f"/help/{id_}"
    assert "Da hilft schon jemand" in words(await open_page(visitors["heiko"], "/help"))

    refused = await hanna.post(
        f"/help/{id_}/close", data={"reason": "ticket", "note": "Zwei Bilder"}, headers=PAGE
    )
    assert refused.status_code == 422
    assert "Zwei Bilder" in refused.text
    goal = await sent(hanna, f"/help/{id_}/close", reason="ticket", service="pass", note="Zwei Bilder")
    assert goal == "/help?said=ticket&number=A001"
    assert "Beendet mit der Wartemarke A001." in words(await open_page(hanna, goal))
    assert (await hanna.get(f"/help/{id_}", headers=PAGE)).headers["location"] == "/help?said=ended"


async def test_one_of_two_helps_and_gives_it_back_to_the_other(visitors: Visitors) -> None:
    hanna, heiko, id_ = visitors["hanna"], visitors["heiko"], await asked(visitors)
    for _ in range(2):  # pressed twice it is one's own
        assert await sent(hanna, f"/help/{id_}/accept", mode="come") == f"/help/{id_}"
    late = await heiko.post(f"/help/{id_}/accept", data={"mode": "come"}, headers=PAGE, follow_redirects=True)
    assert "Diesen Hilferuf hat schon jemand übernommen." in words(late)
    for deed, form in (("close", {"reason": "solved"}), ("hand-over", {"to": ""})):
        assert (await sent(heiko, f"/help/{id_}/{deed}", **form)) == "/help?said=taken"
    page = await open_page(hanna, f"/help/{id_}")
    assert "Sie sind auf dem Weg" in words(page)
    assert "/help/mirror" not in page.text
    goal = await sent(hanna, f"/help/{id_}/hand-over", to="", context="Sucht  die Bilder")
    assert "wartet wieder auf jemanden" in words(await open_page(hanna, goal))
    assert (await sent(hanna, f"/help/{id_}/hand-over", to="")) == "/help?said=waits"
    assert "Sucht die Bilder" in words(await open_page(heiko, "/help"))
    await visitors["kiosk"].post(f"{ASK}/{id_}/withdraw")
    assert await sent(heiko, f"/help/{id_}/accept", mode="come") == "/help?said=over"


async def test_only_whoever_helps_there_sees_and_answers(visitors: Visitors) -> None:
    id_ = await asked(visitors)
    paths = ("/help", "/help/now", "/help/mirror", f"/help/{id_}")
    for path in paths:
        assert (await visitors["nobody"].get(path, headers=PAGE)).status_code in {303, 401}
        assert (await visitors["anna"].get(path, headers=PAGE)).status_code == 403
    stranger = visitors["fremd"]
    assert "Kiosk am Eingang" not in (await open_page(stranger, "/help")).text
    assert (await stranger.get(f"/help/{id_}", headers=PAGE)).status_code == 403
    assert (await stranger.get("/help/nirgends", headers=PAGE)).status_code == 404
    forms: dict[str, dict[str, str]] = {
        "accept": {"mode": "come"}, "close": {"reason": "solved"}, "hand-over": {"to": ""},
    }  # fmt: skip
    for deed, form in forms.items():
        for name in ("anna", "fremd"):
            answer = await visitors[name].post(f"/help/{id_}/{deed}", data=form, headers=PAGE)
            assert answer.status_code == 403, (name, deed)
    without = {**PAGE, "X-CSRF-Token": "geraten"}
    answer = await visitors["hanna"].post(f"/help/{id_}/accept", data={"mode": "come"}, headers=without)
    assert answer.status_code == 403
    for form in ({"mode": "fly"}, {}):
        answer = await visitors["hanna"].post(f"/help/{id_}/accept", data=form, headers=PAGE)
        assert answer.status_code == 404


async def test_the_mirror_has_a_policy_of_its_own_and_no_other_page_a_weaker_one(visitors: Visitors) -> None:
    hanna, id_ = visitors["hanna"], await asked(visitors)
    await sent(hanna, f"/help/{id_}/accept", mode="remote")

    async def policy(path: str) -> set[str]:
        answer = await hanna.get(path, headers=PAGE)
        assert answer.status_code == 200
        return set(answer.headers["content-security-policy"].split("; "))

    mirror = await policy("/help/mirror")
    assert mirror >= {
        "default-src 'none'", "script-src 'self'", "connect-src 'none'", "form-action 'none'",
        "frame-src 'none'", "frame-ancestors 'self'", "base-uri 'none'", "img-src 'self' data:",
    }  # fmt: skip
    for path in ("/help", f"/help/{id_}"):
        assert await policy(path) >= {"style-src 'self'", "script-src 'self'", "frame-ancestors 'none'"}


async def test_who_was_called_back_is_off_the_list_and_the_number_gone(visitors: Visitors) -> None:
    hanna, id_ = visitors["hanna"], await asked(visitors, language="ar")
    wanted = await visitors["kiosk"].post(f"{ASK}/{id_}/call-back", json={"phone": "030 123456"})
    assert wanted.status_code < 300, wanted.text
    page = await open_page(hanna, "/help")
    assert "030123456" in words(page)
    call_back = page.text.partition('id="call-back-')[2].partition('"')[0]
    path = f"/help/call-backs/{call_back}/done"
    assert (await visitors["fremd"].post(path, headers=PAGE)).status_code == 403
    said = await open_page(hanna, await sent(hanna, path))
    assert "die Nummer ist gelöscht" in words(said)
    assert "030123456" not in said.text
