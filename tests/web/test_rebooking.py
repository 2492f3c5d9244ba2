# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rebooking list and skills over HTTP and as a page: what is shown, what is done, and by whom."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.actions import booking
from aufruf.db.transaction import Database
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import link, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user

TODAY = "2026-11-23"
OFFICE = "/api/v1/offices/mitte"
LIST = f"{OFFICE}/rebooking"
PAGE = "/console/mitte/rebooking"
SKILLS = f"{OFFICE}/staff/bela/skills"
AWAY: dict[str, Any] = {"shifts": []}
NEXT_DAY = "2026-11-24T09:00:00+01:00"


@pytest.fixture
async def supervisor(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """The supervisor of "mitte", where there are other offices too."""
    await town(db, office(), office(id="nord"))
    async with client_of(app, token=await make_user(db, Role.SUPERVISOR)) as supervisor:
        yield supervisor


async def book(db: Database, wall: str) -> Appointment:
    citizen = Citizen(name="Erika Beispiel", phone="030 123456", email="erika@example.org")
    async with db.transaction() as tx:
        wish = booking.Wish(services=[("pass", 2)], start=at(wall))
        return await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)


async def all_away(supervisor: httpx.AsyncClient) -> None:
    for staff in ("anna", "bela"):
        assert (await supervisor.put(f"{OFFICE}/shifts/{staff}/{TODAY}", json=AWAY)).status_code == 200


async def items(client: httpx.AsyncClient) -> list[dict[str, Any]]:
    answer = await client.get(LIST)
    assert answer.status_code == 200, answer.text
    found = answer.json()["items"]
    assert isinstance(found, list)
    return found


async def test_reception_reads_the_list_and_moves_what_is_on_it(
    supervisor: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    booked = await book(db, "10:00")
    preview = await supervisor.put(f"{OFFICE}/shifts/anna/{TODAY}?preview=true", json=AWAY)
    assert preview.json() == {"touched": []}
    await all_away(supervisor)
    async with client_of(app, token=await make_user(db, Role.RECEPTION)) as reception:
        [entry] = await items(reception)
        assert entry["appointment"]["id"] == booked.id
        assert entry["appointment"]["start"] == "2026-11-23T10:00:00+01:00"
        assert {name: entry[name] for name in ("reason", "since", "name", "phone", "email")} == {
            "reason": "shift",
            "since": "2026-11-23T09:00:00+01:00",
            "name": "Erika Beispiel",
            "phone": "030 123456",
            "email": "erika@example.org",
        }
        assert entry["alternatives"][0] == "2026-11-24T08:00:00+01:00"
        for start, status in (("2026-11-24T03:00:00+01:00", 422), ("2026-11-23T11:00:00+01:00", 409)):
            refused = await reception.post(f"{LIST}/{booked.id}/move", json={"start": start})
            assert refused.status_code == status
        assert len(await items(reception)) == 1
        elsewhere = {"start": NEXT_DAY, "office": "nord"}
        assert (await reception.post(f"{LIST}/{booked.id}/move", json=elsewhere)).status_code == 403
        moved = await reception.post(f"{LIST}/{booked.id}/move", json={"start": NEXT_DAY})
        assert (moved.status_code, moved.json()["start"]) == (200, NEXT_DAY)
        assert await items(reception) == []
        again = await reception.post(f"{LIST}/{booked.id}/move", json={"start": NEXT_DAY})
        assert (again.status_code, again.json()["code"]) == (404, "not_found")


async def test_an_appointment_that_is_not_on_the_list_is_not_moved_or_cancelled_here(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    booked = await book(db, "10:00")
    for deed, body in (("move", {"start": NEXT_DAY}), ("cancel", None)):
        assert (await supervisor.post(f"{LIST}/{booked.id}/{deed}", json=body)).status_code == 404
    await all_away(supervisor)
    cancelled = await supervisor.post(f"{LIST}/{booked.id}/cancel")
    assert (cancelled.status_code, cancelled.json()["state"]) == (200, "cancelled_by_office")
    assert await items(supervisor) == []


async def test_skills_are_previewed_then_changed_and_tell_whom_they_touch(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    booked = await book(db, "10:00")
    await supervisor.put(f"{OFFICE}/staff/anna/skills", json={"skills": ["ausweis"]})
    wanted = {"skills": ["abholung", "ausweis"]}
    preview = await supervisor.put(f"{SKILLS}?preview=true", json=wanted)
    assert [each["id"] for each in preview.json()["touched"]] == [booked.id]
    assert await items(supervisor) == []
    known = {each["id"]: each["skills"] for each in (await supervisor.get(f"{OFFICE}/staff")).json()["items"]}
    assert known == {"anna": ["ausweis"], "bela": None}
    assert (await supervisor.put(SKILLS, json=wanted)).json() == preview.json()
    assert [each["reason"] for each in await items(supervisor)] == ["skill"]
    assert (await supervisor.put(SKILLS, json={"skills": None})).json() == {"touched": []}
    assert await items(supervisor) == []
    offered = {"office": "mitte", "service": "pass", "from": TODAY, "to": TODAY}
    await supervisor.put(SKILLS, json={"skills": []})
    [nothing] = (await supervisor.get("/api/v1/availability", params=offered)).json()["offices"]
    assert nothing["days"] == [{"date": TODAY, "slots": []}]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        (SKILLS, {"skills": ["angeln"]}, 422),
        (SKILLS, {"skills": "ausweis"}, 422),
        (SKILLS, {}, 422),
        (f"{OFFICE}/staff/niemand/skills", {"skills": None}, 404),
        ("/api/v1/offices/nord/staff/bela/skills", {"skills": None}, 403),
    ],
)
async def test_skills_that_make_no_sense_are_refused(
    supervisor: httpx.AsyncClient, path: str, body: dict[str, Any], status: int
) -> None:
    for preview in ("", "?preview=true"):
        assert (await supervisor.put(f"{path}{preview}", json=body)).status_code == status


@pytest.mark.parametrize(
    ("role", "reads", "changes"),
    [(Role.CLERK, 403, 403), (Role.RECEPTION, 200, 403), (Role.HELPER, 403, 403), (None, 401, 401)],
)
async def test_the_list_is_for_reception_and_skills_are_changed_by_supervisors(
    supervisor: httpx.AsyncClient,
    app: Litestar,
    db: Database,
    role: Role | None,
    reads: int,
    changes: int,
) -> None:
    booked = await book(db, "10:00")
    await all_away(supervisor)
    before = await items(supervisor)
    async with client_of(app, token=None if role is None else await make_user(db, role)) as somebody:
        assert (await somebody.get(LIST)).status_code == reads
        assert (await somebody.put(SKILLS, json={"skills": []})).status_code == changes
        if reads != 200:
            for deed, body in (("move", {"start": NEXT_DAY}), ("cancel", None)):
                answer = await somebody.post(f"{LIST}/{booked.id}/{deed}", json=body)
                assert answer.status_code == reads
    assert await items(supervisor) == before
    for token in (await make_device(db, DeviceKind.KIOSK), await make_user(db, Role.SUPERVISOR, ["nord"])):
        async with client_of(app, token=token) as somebody:
            assert (await somebody.get(LIST)).status_code == 403


@pytest.fixture
async def rita(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Rita at reception, with a browser."""
    await make_user(db, Role.RECEPTION, name="rita", password=PASSWORD)
    async with client_of(app) as rita:
        rita.headers["X-CSRF-Token"] = await log_in(rita, "rita")
        yield rita


async def test_the_page_shows_whom_to_call_and_moves_with_one_button(
    supervisor: httpx.AsyncClient, rita: httpx.AsyncClient, db: Database
) -> None:
    assert "Umzubuchende Termine" in words(await open_page(rita, "/console/mitte"))
    assert "Zurzeit ist kein Termin umzubuchen." in words(await open_page(rita, PAGE))
    first, second = await book(db, "10:00"), await book(db, "11:00")
    await all_away(supervisor)
    assert "2 Termine sind umzubuchen" in words(await open_page(rita, "/console/mitte"))
    page = await open_page(rita, PAGE)
    said = words(page)
    for part in (
        "10:00 Uhr: Erika Beispiel",
        "Reisepass × 2",
        "030 123456",
        "Dienstplan oder Schalter wurden geändert",
    ):
        assert part in said
    assert link(page, first.id).endswith(f"/rebooking/{first.id}")
    done = await send(rita, f"{PAGE}/{first.id}", start=NEXT_DAY)
    assert "Der Termin ist verschoben." in words(done)
    assert "10:00 Uhr" not in words(done)
    again = await send(rita, f"{PAGE}/{first.id}", start=NEXT_DAY)
    assert again.status_code == 404
    gone = await send(rita, f"{PAGE}/{second.id}", deed="cancelled")
    assert "Der Termin ist abgesagt." in words(gone)
    assert "Zurzeit ist kein Termin umzubuchen." in words(gone)


async def test_a_time_that_was_taken_meanwhile_is_told_on_the_page_and_nothing_is_lost(
    supervisor: httpx.AsyncClient, rita: httpx.AsyncClient, db: Database
) -> None:
    booked = await book(db, "10:00")
    await all_away(supervisor)
    for start, status in (("2026-11-23T12:00:00+01:00", 409), ("gleich", 422)):
        page = await send(rita, f"{PAGE}/{booked.id}", start=start)
        assert page.status_code == status
        assert "Erika Beispiel" in words(page)


async def test_the_page_is_for_reception_and_takes_no_foreign_form(
    supervisor: httpx.AsyncClient, rita: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    booked = await book(db, "10:00")
    await all_away(supervisor)
    del rita.headers["X-CSRF-Token"]
    assert (await send(rita, f"{PAGE}/{booked.id}", deed="cancelled")).status_code == 403
    await make_user(db, Role.CLERK, name="clara", password=PASSWORD)
    async with client_of(app) as clara:
        clara.headers["X-CSRF-Token"] = await log_in(clara, "clara")
        assert (await open_page(clara, PAGE)).status_code == 403
        assert (await send(clara, f"{PAGE}/{booked.id}", deed="cancelled")).status_code == 403
        assert "Umzubuchende" not in words(await open_page(clara, "/console/mitte"))
    assert len(await items(supervisor)) == 1


async def test_where_nothing_is_offered_it_is_said_what_is_missing(
    supervisor: httpx.AsyncClient, db: Database
) -> None:
    asked = {"office": "mitte", "service": "pass", "from": TODAY, "to": TODAY}

    async def missing() -> Any:
        [found] = (await supervisor.get("/api/v1/availability", params=asked)).json()["offices"]
        return found.get("obstacle", "nothing is")

    assert await missing() == "nothing is"
    for staff in ("anna", "bela"):
        await supervisor.put(f"{OFFICE}/staff/{staff}/skills", json={"skills": ["ausweis"]})
    assert await missing() == "nobody_able"
    await all_away(supervisor)
    assert await missing() == "nobody_there"
    await supervisor.post(f"{OFFICE}/closures", json={"from": TODAY, "to": TODAY})
    assert await missing() == "closed"
