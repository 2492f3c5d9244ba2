# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long people wait, told wherever they ask, by a process that may be killed or hang without harm."""

import asyncio
import os
import re
import signal
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
import sqlalchemy as sa
from litestar import Litestar

from aufruf.db import outbox
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.events import VisitArrived
from aufruf.domain.roles import DeviceKind, Role
from aufruf.live.forecasting import PATIENCE, Forecasts
from aufruf.metrics import everything
from aufruf.planning.waits.forecast import Forecast
from tests import builders
from tests.builders import MONDAY, SetClock, at
from tests.databases import copied_file
from tests.foreseen import crowd_in, teach
from tests.web.live import hear, listening_app, socket_to
from tests.web.queueing import STAFF, refusal
from tests.web.served import app_over, client_of, database_of, make_device, make_user

# One process is started for all of them, which compiles for a while where nothing was compiled yet.
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.xdist_group("forecasts"),
    pytest.mark.timeout(300),
]
STARTS_WITHIN = 240.0  # seconds
BACK_WITHIN = 60.0
PATIENT = 20.0  # seconds: what is told is to be seen on a machine that has much else to do, too
UNHURT = 3.0  # seconds within which everything else is answered while the process hangs
TICKETS, FORECAST = "/api/v1/kiosk/tickets", "/api/v1/offices/mitte/forecast"
OFFICES = ("mitte", "nord", "voll")  # nord has no history; in voll very many wait


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Three offices in one server, with everybody who asks."""

    app: Litestar
    db: Database
    clock: SetClock
    nobody: httpx.AsyncClient
    kiosk: httpx.AsyncClient
    kiosk_nord: httpx.AsyncClient
    anna: httpx.AsyncClient
    voll: httpx.AsyncClient
    supervisor: httpx.AsyncClient

    @property
    def forecasts(self) -> Forecasts:
        found: Forecasts = self.app.state.wiring.forecasts
        return found

    @property
    def process(self) -> int | None:
        """The number of the forecasting process, while it takes questions."""
        forecaster = self.forecasts._forecaster
        return None if forecaster is None else forecaster.process

    async def ticket(self, service: str = "ausweis", **more: Any) -> dict[str, Any]:
        answer = await self.kiosk.post(TICKETS, json={"services": [service]}, **more)
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def foreseen(self) -> Forecast:
        """A forecast of "mitte" that knows of everything that has happened."""
        async with self.db.reading() as reading:
            seq = await outbox.last_seq(reading.connection, ("mitte", MONDAY))

        async def known() -> Forecast | None:
            forecast = await self.forecasts.look("mitte")
            return forecast if forecast is not None and forecast.seq == seq else None

        found: Forecast = await until(known, within=BACK_WITHIN)
        return found


async def until(ask: Callable[[], Any], *, within: float) -> Any:
    """What somebody says in the end who is asked again and again."""
    async with asyncio.timeout(within):
        while not (found := await ask()):  # noqa: ASYNC110 (nobody tells)
            await asyncio.sleep(0.1)
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def house(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    folder, clock = tmp_path_factory.mktemp("forecasts"), SetClock()
    url = copied_file(sqlite_template, folder / "aufruf.sqlite")
    async with AsyncExitStack() as stack:
        app = await stack.enter_async_context(app_over(url, clock=clock, forecasts=True, data_dir=folder))
        db = database_of(app)
        await builders.town(db, *(builders.office(id=id_, staff=STAFF) for id_ in OFFICES))
        for office in ("mitte", "voll"):
            await teach(db, office)
        tokens = {
            "nobody": None,
            "kiosk": await make_device(db, DeviceKind.KIOSK),
            "kiosk_nord": await make_device(db, DeviceKind.KIOSK, "nord"),
            "anna": await make_user(db, Role.CLERK, name="anna", staff="anna"),
            "voll": await make_user(db, Role.CLERK, ["voll"]),
            "supervisor": await make_user(db, Role.SUPERVISOR),
        }
        clients = {
            name: await stack.enter_async_context(client_of(app, token=token))
            for name, token in tokens.items()
        }
        house = House(app=app, db=db, clock=clock, **clients)
        house.forecasts._patience = PATIENT
        await house.anna.post("/api/v1/offices/mitte/counters/1/open")
        await until(lambda: house.forecasts.look("mitte"), within=STARTS_WITHIN)
        yield house


async def test_who_takes_a_ticket_is_told_before_and_the_same_when_asked_again(house: House) -> None:
    for _ in range(4):
        await house.ticket()
    await house.foreseen()
    key = {"Idempotency-Key": "press-1"}
    first, again = [await house.ticket(headers=key) for _ in range(2)]
    assert first == again
    wait = first["wait"]
    assert 20 < wait["low"] <= wait["likely"] <= wait["high"] < 120  # four before them, one counter
    assert (
        first["promised_at"]
        == at("09:00")
        .astimezone(builders.BERLIN)
        .replace(minute=wait["likely"] % 60, hour=9 + wait["likely"] // 60)
        .isoformat()
    )

    await house.foreseen()
    own = {"Authorization": f"Bearer {first['token']}"}
    status = (await house.nobody.get(f"/api/v1/visits/{first['visit']}", headers=own)).json()
    assert status["promised_at"] == first["promised_at"]
    assert abs(status["wait"]["likely"] - wait["likely"]) < 10


async def test_what_was_told_is_in_the_event_with_what_it_was_made_from(house: House) -> None:
    await house.foreseen()
    ticket = await house.ticket("abholung")
    async with house.db.reading() as reading:
        events = await outbox.of_kinds(reading.connection, ("mitte", MONDAY), VisitArrived)
    event = events[-1].event
    assert isinstance(event, VisitArrived)
    assert event.told == tuple(ticket["wait"].values())
    assert event.simulated is not None
    assert list(event.simulated) == sorted(event.simulated)
    assert len(event.simulated) == 11


async def test_an_appointment_is_foreseen_as_one(house: House) -> None:
    for _ in range(3):
        await house.ticket()
    start, code = at("09:10"), "ABCD23"
    row = {
        "office_id": "mitte", "id": "promise", "date": MONDAY, "state": "confirmed", "start_at": start,
        "minutes": 15, "occupied_minutes": 15, "services": [["ausweis", 1]], "booking_code": code,
        "created_at": at("08:00"),
    }  # fmt: skip
    async with house.db.transaction() as tx:
        await tx.connection.execute(sa.insert(t.appointment), row)
    walk_in = (await house.foreseen()).for_next("ausweis")

    async def checked_in() -> Any:
        return await house.kiosk.post("/api/v1/kiosk/check-ins", json={"code": code})

    answer = await checked_in()
    assert answer.status_code == 201, answer.text
    assert walk_in is not None
    assert walk_in.wait is not None
    assert answer.json()["wait"]["likely"] < walk_in.wait.likely  # it is due at 09:05, before all others


async def test_staff_and_citizens_see_the_same_in_lists(house: House) -> None:
    for _ in range(5):
        await house.ticket()
    forecast = await house.foreseen()
    queue = (await house.anna.get("/api/v1/offices/mitte/queue")).json()["items"]
    assert len(queue) >= 5
    assert all(each["wait"] is not None for each in queue)
    found = (await house.nobody.get("/api/v1/offices?service=pass")).json()["items"]
    offices = {each["id"]: each["wait"] for each in found}
    expected = forecast.for_next("pass")
    assert expected is not None
    assert expected.wait is not None
    assert offices["mitte"]["likely"] == expected.wait.likely
    assert offices["nord"] is None


async def test_a_later_time_can_be_asked_for(house: House) -> None:
    for _ in range(3):
        await house.ticket()
    await house.foreseen()
    answer = await house.anna.get(FORECAST, params={"at": at("15:00").isoformat(), "service": "ausweis"})
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["at"] == "2026-11-23T15:00:00+01:00"
    assert (body["days"], body["not_today"] < 0.2) == (60, True)
    now = (await house.anna.get(FORECAST)).json()
    assert body["wait"]["likely"] < now["wait"]["likely"]  # by then those who wait now are gone
    late = (await house.anna.get(FORECAST, params={"at": at("17:59").isoformat()})).json()
    assert late["not_today"] > 0.2
    tomorrow = (await house.anna.get(FORECAST, params={"at": "2026-11-24T10:00:00+01:00"})).json()
    assert (tomorrow["wait"], tomorrow["not_today"]) == (None, None)


async def test_a_whole_afternoon_can_be_asked_for_at_once(house: House) -> None:
    await house.foreseen()
    moments = [at("11:00"), at("15:00"), at("17:59")]
    found = await house.forecasts.over("mitte", moments, services=["ausweis", "pass"])
    assert list(found) == moments
    assert found[moments[0]].wait is not None
    assert found[moments[1]].not_today < 0.2 < found[moments[2]].not_today
    assert await house.forecasts.over("nord", moments, services=["ausweis"]) == {}
    assert await house.forecasts.over("mitte", [], services=["ausweis"]) == {}


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ({"at": "2026-11-23T08:00:00+01:00"}, (422, "in_the_past")),
        ({"at": "2026-11-23T10:00:00"}, (422, "not_valid")),
        ({"at": "gleich"}, (422, "not_valid")),
        ({"service": "zauberei"}, (422, "not_valid")),
    ],
)
async def test_a_question_that_makes_no_sense(
    house: House, query: dict[str, str], refused: tuple[int, str]
) -> None:
    assert refusal(await house.anna.get(FORECAST, params=query)) == refused
    assert refusal(await house.kiosk.get(FORECAST)) == (403, "not_allowed")


async def test_an_office_without_history_says_that_it_does_not_know(house: House) -> None:
    answer = await house.kiosk_nord.post(TICKETS, json={"services": ["ausweis"]})
    assert answer.status_code == 201, answer.text
    assert (answer.json()["wait"], answer.json()["promised_at"]) == (None, None)


async def test_coverage_is_counted_by_week(house: House) -> None:
    facts = [
        ("2026-11-16", [[0, 5, 10, 4.0, 0.4], [0, 5, 10, 12.0, 0.99]]),
        ("2026-11-23", [[5, 6, 9, 9, 0.9]]),
    ]
    async with house.db.transaction() as tx:
        for date, told in facts:
            row = {
                "office_id": "mitte", "date": at("09:00").date().fromisoformat(date), "seq": 1,
                "facts": {"told": told}, "made_at": tx.now,
            }  # fmt: skip
            await tx.connection.execute(sa.insert(t.day_facts), row)
    answer = await house.supervisor.get("/api/v1/offices/mitte/coverage")
    assert answer.json()["items"] == [
        {"week": "2026-W48", "told": 1, "covered": 1, "share": 1.0},
        {"week": "2026-W47", "told": 2, "covered": 1, "share": 0.5},
    ]
    assert (await house.anna.get(FORECAST)).json()["coverage"]["week"] == "2026-W48"
    assert refusal(await house.anna.get("/api/v1/offices/mitte/coverage")) == (403, "not_allowed")


async def test_the_waiting_room_is_told_without_anything_happening(house: House) -> None:
    token = await make_device(house.db, DeviceKind.DISPLAY, id_="wand")
    async with (
        listening_app(house.app) as port,
        socket_to(port, "/display/wand/socket", token=token) as display,
    ):
        first = await hear(display)
        texts = first["texts"]
        if not texts["expected"]:
            async with asyncio.timeout(30):
                while (message := await hear_late(display))["type"] != "texts":
                    pass
            texts = message["texts"]
        assert texts["expected"].startswith("Wer jetzt eine Wartemarke zieht, wartet ")


async def hear_late(display: Any) -> dict[str, Any]:
    while True:
        try:
            return await hear(display)
        except TimeoutError:
            continue


async def test_two_processes_say_the_same(house: House, tmp_path: Path) -> None:
    for _ in range(3):
        await house.ticket()
    mine = await house.foreseen()
    url = house.db.engine.url.render_as_string(hide_password=False)
    async with app_over(url, clock=house.clock, forecasts=True, data_dir=tmp_path) as other:
        forecasts: Forecasts = other.state.wiring.forecasts
        theirs = await until(lambda: forecasts.look("mitte"), within=BACK_WITHIN)
    assert theirs.moment == mine.moment
    assert theirs.waiting == mine.waiting
    assert theirs.next == mine.next


async def test_with_five_thousand_waiting_calls_go_on(house: House) -> None:
    await crowd_in(house.db, "voll", date=MONDAY, people=5_000, since=at("07:00"))
    await house.voll.post("/api/v1/offices/voll/counters/1/open")

    async def foreseen() -> Forecast | None:
        return await house.forecasts.look("voll")

    forecast = await until(foreseen, within=BACK_WITHIN)
    called = await house.voll.post("/api/v1/offices/voll/counters/1/call-next")
    assert called.json()["number"] == "A001"
    last = forecast.for_visit("voll-5000")
    assert last is not None
    assert last.not_today > 0.9
    assert forecast.for_visit("voll-1") is not None


@pytest.mark.parametrize("harm", [signal.SIGKILL, signal.SIGSTOP])
async def test_a_process_that_is_killed_or_hangs_holds_nobody_up(house: House, harm: signal.Signals) -> None:
    await house.foreseen()
    process, restarts = house.process, counted("aufruf_forecaster_restarts_total")
    assert process is not None
    os.kill(process, harm)
    house.forecasts._patience = PATIENCE
    house.clock.advance(minutes=1)  # the last forecast does not hold any longer
    answers = list[dict[str, Any]]()
    for _ in range(3):
        began = time.monotonic()
        answers.append(await house.ticket("abholung"))
        assert (await house.nobody.get("/health/live")).status_code == 200
        assert time.monotonic() - began < UNHURT
    assert all(each["number"].startswith("B") for each in answers)

    async def back() -> bool:
        await house.forecasts.look("mitte")  # that it hangs is noticed by whoever asks
        return house.process not in (None, process)

    await until(back, within=BACK_WITHIN)
    house.forecasts._patience = PATIENT
    await house.foreseen()
    assert (await house.ticket("abholung"))["wait"] is not None
    assert counted("aufruf_forecaster_restarts_total") > restarts
    assert counted('aufruf_forecasts_total{how="made"}') > 0


def counted(name: str) -> float:
    """What this process has counted."""
    told = everything(waiting=None).decode()
    return float(re.findall(rf"^{re.escape(name)} (\S+)", told, re.MULTILINE)[0])


async def test_what_nobody_renews_is_unknown_after_a_while(house: House) -> None:
    await house.foreseen()
    known = house.forecasts._offices["mitte"]
    assert house.forecasts.latest("mitte") is not None
    known.made_at -= 91
    assert house.forecasts.latest("mitte") is None


SERVER = """
import asyncio, pathlib, sys
from aufruf.live.forecaster import Forecaster
from aufruf.planning.waits.worker import TRIAL

async def serve():
    forecaster = Forecaster(pathlib.Path(sys.argv[1]))
    while (await forecaster.ask(TRIAL)) is None:
        await asyncio.sleep(0.05)
    print(forecaster.process, flush=True)
    await asyncio.sleep(600)

asyncio.run(serve())
"""


async def test_the_process_ends_with_its_server_however_that_ends(tmp_path: Path) -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert server.stdout is not None
    async with asyncio.timeout(BACK_WITHIN):
        process = int(await server.stdout.readline())
    os.kill(process, signal.SIGSTOP)  # so that it does not notice by itself that nobody asks any more
    server.kill()
    await server.wait()

    async def gone() -> bool:
        return has_ended(process)

    await until(gone, within=10)


def has_ended(process: int) -> bool:
    """Whether it is gone, or only waits for whoever adopted it to take note."""
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] in "ZX"
