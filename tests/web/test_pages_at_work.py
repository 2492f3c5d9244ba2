# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counter's page through a day: notes, breaks, taking over, presses made again, whom it called today."""

import datetime as dt
import re
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db import outbox
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import OfficeRules, Shift, StaffMember
from aufruf.domain.events import VisitCalled, VisitRecalled
from aufruf.domain.roles import DeviceKind, Role
from tests.builders import EIGHT, EIGHTEEN, MONDAY, SetClock, small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import field, log_in, open_page, send, words
from tests.web.served import PASSWORD, client_of, make_device, make_user
from tests.web.test_pages_console import come

DESK, OTHER = "/console/mitte/counters/1", "/console/mitte/counters/2"
NOON = (dt.time(12), dt.time(12, 30))
SECRET = "hat Hund dabei"


@pytest.fixture
async def anna(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Anna at counter 1; her shift has a break at noon."""
    staff = (StaffMember(id="anna", name="Anna Beispiel"), StaffMember(id="bela", name="Bela Muster"))
    shifts = tuple(
        Shift(staff=each.id, weekday=0, local_from=EIGHT, local_to=EIGHTEEN, breaks=(NOON,)) for each in staff
    )
    await small_town(db, rules=OfficeRules(walk_in_guard=False), staff=staff, shifts=shifts)
    await make_user(db, Role.CLERK, name="anna", staff="anna", password=PASSWORD)
    async with client_of(app) as anna:
        anna.headers["X-CSRF-Token"] = await log_in(anna, "anna")
        assert (await send(anna, f"{DESK}/open")).status_code == 200
        yield anna


@pytest.fixture
async def bela(app: Litestar, anna: httpx.AsyncClient, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    """Bela, who sits nowhere yet."""
    await make_user(db, Role.CLERK, name="bela", staff="bela", password=PASSWORD)
    async with client_of(app) as bela:
        bela.headers["X-CSRF-Token"] = await log_in(bela, "bela")
        yield bela


def form(page: httpx.Response, deed: str) -> tuple[str, dict[str, str]]:
    """The form of this deed as it stands on the page, with how things stood then."""
    found = re.search(rf'<form method="post" action="([^"]*/{deed})"[^>]*>(.*?)</form>', page.text, re.DOTALL)
    assert found, deed
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', found[2]))
    return found[1], fields


async def press(who: httpx.AsyncClient, page: httpx.Response, deed: str) -> httpx.Response:
    """Press a button of this page, whether or not the page is still true."""
    address, fields = form(page, deed)
    return await send(who, address, **fields)


async def calls(db: Database) -> list[str]:
    async with db.reading() as reading:
        stored = await outbox.of_kinds(reading.connection, ("mitte", MONDAY), VisitCalled, VisitRecalled)
    return [f"{each.event.kind} {each.event.number}" for each in stored]  # type: ignore[union-attr]


async def test_a_press_whose_answer_was_lost_is_made_again_and_done_once(
    anna: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    await come(db, "ausweis", "pass")
    free = await open_page(anna, DESK)
    called = await press(anna, free, "call-next")
    again = await press(anna, free, "call-next")  # from the page as it was
    assert again.status_code == 200
    assert "Das war schon angekommen. Es ist nichts doppelt passiert." in words(again)
    assert "A001" in words(again).partition("Person wartet")[0]
    clock.advance(seconds=10)
    for _ in range(2):
        again = await press(anna, called, "recall")
        assert again.status_code == 200
    assert await calls(db) == ["visit.called A001", "visit.recalled A001"]
    serving = await press(anna, again, "serve")
    for _ in range(2):
        done = await press(anna, serving, "finish")
        assert done.status_code == 200
    stale = await press(anna, free, "call-next")  # of a page that has stood still all the while
    assert stale.status_code == 409
    assert "Ihr Knopfdruck hat nichts geändert." in words(stale)
    assert await calls(db) == ["visit.called A001", "visit.recalled A001"]
    assert "A002" in words(await press(anna, stale, "call-next"))


async def test_who_comes_second_reads_what_happened_to_the_visit(
    anna: httpx.AsyncClient, bela: httpx.AsyncClient, db: Database
) -> None:
    [first] = await come(db, "ausweis")
    await send(bela, f"{OTHER}/open")
    await send(bela, f"{OTHER}/call", visit=first)
    late = await send(anna, f"{DESK}/call", visit=first)
    assert late.status_code == 409
    assert "A001 ist inzwischen an Schalter 2 aufgerufen." in words(late)
    assert "Nächste:r" in words(late)  # and the truth below it
    await send(bela, f"{OTHER}/visits/{first}/park")
    aside = await open_page(anna, DESK)
    await press(bela, await open_page(bela, OTHER), "resume")
    quiet = await press(anna, aside, "resume")  # both wanted the same
    assert (quiet.status_code, await calls(db)) == (200, ["visit.called A001"])
    await send(bela, f"{OTHER}/call", visit=first)
    gone = await press(anna, aside, "leave")
    assert "A001 ist inzwischen an Schalter 2 aufgerufen." in words(gone)


async def test_a_counter_is_taken_over_with_whoever_is_there(
    anna: httpx.AsyncClient, bela: httpx.AsyncClient, db: Database
) -> None:
    await come(db, "ausweis")
    mine = await press(anna, await open_page(anna, DESK), "call-next")
    seen = await open_page(bela, DESK)
    assert "An diesem Schalter arbeitet Anna Beispiel." in words(seen)
    assert 'id="deed-' not in seen.text
    asked = await open_page(bela, f"{DESK}/confirm-take-over")
    assert "A001 ist gerade an diesem Schalter und wird dann von Ihnen bedient." in words(asked)
    taken = await press(bela, asked, "take-over")
    assert "Ist da D" in words(taken)
    refused = await press(anna, mine, "serve")
    assert refused.status_code == 409
    assert "An Schalter 1 arbeitet inzwischen Bela Muster." in words(refused)
    assert 'id="deed-' not in refused.text
    assert (await press(bela, taken, "serve")).status_code == 200
    assert (await open_page(bela, f"{DESK}/confirm-take-over")).url.path == DESK  # nothing left to confirm


async def test_who_has_a_counter_is_not_offered_another_one(
    anna: httpx.AsyncClient, bela: httpx.AsyncClient
) -> None:
    await send(bela, f"{OTHER}/open")
    assert "Übernehmen" not in words(await open_page(bela, DESK))
    refused = await send(bela, f"{DESK}/take-over")
    assert "Sie haben schon einen anderen Schalter geöffnet." in words(refused)


async def test_a_note_is_seen_by_staff_alone(
    anna: httpx.AsyncClient, bela: httpx.AsyncClient, app: Litestar, db: Database
) -> None:
    kiosk = await make_device(db, DeviceKind.KIOSK)
    async with client_of(app, token=kiosk) as machine:
        drawn = await machine.post("/api/v1/kiosk/tickets", json={"services": ["ausweis"]})
    ticket = drawn.json()
    serving = await press(anna, await open_page(anna, DESK), "call-next")
    address, _ = form(serving, "note")
    saved = await anna.post(address, data={"note": SECRET}, headers={"HX-Request": "true"})
    assert (saved.status_code, saved.text) == (204, "")
    assert f'value="{SECRET}"' in (await open_page(anna, DESK)).text
    assert SECRET not in (await open_page(bela, DESK)).text  # it is at Anna's counter
    await press(anna, await open_page(anna, DESK), "park")
    aside = await open_page(anna, DESK)
    assert "zurückgestellt Notiz" in words(aside)
    waits = await press(anna, aside, "resume")
    assert "Personalausweis hier als Nächstes Notiz" in words(waits)
    for page in (
        aside,
        waits,
        await open_page(anna, "/console/mitte/queue"),
        await open_page(anna, "/console/mitte"),
    ):
        assert SECRET not in page.text
    async with client_of(app) as citizen:
        own = await open_page(citizen, f"/visits/{ticket['visit']}/{ticket['token']}")
        status = await citizen.get(
            f"/api/v1/visits/{ticket['visit']}", headers={"Authorization": f"Bearer {ticket['token']}"}
        )
        assert (own.status_code, status.status_code) == (200, 200)
        assert SECRET not in own.text + status.text
    too_long = await send(anna, address, note="x" * 1001)
    assert too_long.status_code == 422


async def test_the_break_of_the_shift_is_told_and_said_when_it_is_due(
    anna: httpx.AsyncClient, clock: SetClock
) -> None:
    assert "Pausen heute: 12:00–12:30" in words(await open_page(anna, DESK))
    clock.set("12:01")
    assert "Ihre Pause ist dran: 12:00–12:30." in words(await open_page(anna, DESK))
    pausing = await press(anna, await open_page(anna, DESK), "pause")
    assert "Pause seit 12:01 Uhr, 0 Minuten" in words(pausing)
    assert "Geplant bis 12:30 Uhr." in words(pausing)
    clock.set("12:32")
    late = await open_page(anna, DESK)
    assert "seit 12:01 Uhr, 31 Minuten" in words(late)
    assert "Die Pause war bis 12:30 Uhr geplant." in words(late)
    in_english = await anna.get(DESK, headers={"Accept": "text/html", "Accept-Language": "en"})
    assert "since 12:01, 31 minutes" in words(in_english)
    await send(anna, f"{DESK}/call-next")
    clock.set("12:20")  # back early: it was had
    assert "Ihre Pause ist dran" not in words(await press(anna, late, "open"))


async def test_a_break_may_be_chosen_while_somebody_is_served(
    anna: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    await come(db, "ausweis", "pass")
    called = await press(anna, await open_page(anna, DESK), "call-next")
    after = await press(anna, called, "pause")
    assert "Doch keine Pause" in words(after)
    clock.advance(minutes=4)
    gone = await press(anna, after, "miss")
    assert "Pause seit 09:04 Uhr, 0 Minuten" in words(gone)  # it begins when the counter is empty
    assert await calls(db) == ["visit.called A001"]


async def test_whom_this_counter_called_today_and_what_may_still_be_done(
    anna: httpx.AsyncClient, bela: httpx.AsyncClient, db: Database, clock: SetClock
) -> None:
    await come(db, "ausweis", "pass", "abholung")
    page = await press(anna, await open_page(anna, DESK), "call-next")
    clock.advance(seconds=30)
    page = await press(anna, page, "recall")
    await press(anna, page, "miss")
    clock.advance(minutes=1)
    page = await press(anna, await open_page(anna, DESK), "call-next")
    for deed in ("serve", "finish"):
        page = await press(anna, page, deed)
    today = await open_page(anna, f"{DESK}/today")
    said = words(today)
    assert "Seit 09:00 Uhr, seit dieser Schalter zuletzt besetzt wurde. 2 Personen aufgerufen" in said
    assert "A001 Personalausweis 09:00 Uhr 2-mal – nicht erschienen Aufrufen A001" in said
    assert "A002 Reisepass 09:01 Uhr 09:01 Uhr fertig 09:01 Uhr Zurücknehmen A002" in said
    assert "Zurücknehmen" not in words(await open_page(bela, f"{DESK}/today"))  # it is Anna's counter
    back = await press(anna, today, "undo")
    assert "Am Schalter seit 09:01 Uhr A002" in words(back)
    await press(anna, back, "finish")
    await send(bela, f"{OTHER}/open")
    await send(bela, f"{OTHER}/call", number="A001")
    assert "aufgerufen an Schalter 2" in words(await open_page(anna, f"{DESK}/today"))
    await send(anna, f"{DESK}/close")
    assert "Noch niemand." in words(await open_page(anna, f"{DESK}/today"))


async def test_somebody_who_went_home_is_taken_from_the_list(anna: httpx.AsyncClient, db: Database) -> None:
    await come(db, "ausweis")
    called = await press(anna, await open_page(anna, DESK), "call-next")
    aside = await press(anna, called, "park")
    gone = await press(anna, aside, "leave")
    assert "Ist gegangen" not in words(gone)
    assert field(gone, "mark")  # every form says how things stood
