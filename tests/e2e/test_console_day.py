# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A clerk's day in a real browser, by keyboard alone; and what the console says when things go wrong."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import sqlalchemy as sa

from aufruf.db import outbox
from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import OfficeRules, Shift, StaffMember
from aufruf.domain.events import (
    AlarmAcknowledged,
    Event,
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitRecalled,
)
from aufruf.domain.roles import DeviceKind, Role
from tests.browser import open_page
from tests.builders import EIGHT, EIGHTEEN, MONDAY, open_database, small_town
from tests.cable import Cable, cable_to
from tests.e2e.test_keyboard import Keyboard
from tests.faults.hosts import Host, host
from tests.web.reading import field, send
from tests.web.served import PASSWORD, make_device, make_user

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page, Route

DESK, OTHER = "/console/mitte/counters/1", "/console/mitte/counters/2"
ARRIVED = "Das war schon angekommen. Es ist nichts doppelt passiert."
# The alarm is pressed, its part of the page is drawn anew, and it is pressed again: what it said in between.
DRAWN_ANEW = """() => {
  const button = document.querySelector("[data-twice]"), words = button.querySelector(".kern-label");
  button.click();
  delete button.dataset.sure;
  words.textContent = "Alarm";
  document.dispatchEvent(new CustomEvent("aufruf:parts", { detail: { ids: [] } }));
  const said = words.textContent;
  button.click();
  return said;
}"""
BACK_WITHIN = 15_000  # ms until a page that was cut off knows the present again


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An office in which Anna and Bela work; Anna reaches the server by a cable."""

    server: Host
    cable: Cable
    db: Database
    kiosk: httpx.AsyncClient
    bela: httpx.AsyncClient  # his browser's session

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.cable.port}"

    async def come(self, *services: str) -> None:
        """People draw tickets."""
        for service in services:
            answer = await self.kiosk.post("/api/v1/kiosk/tickets", json={"services": [service]})
            assert answer.status_code == 201, answer.text

    async def log_in(self, browser: "Browser", path: str = DESK) -> "Page":
        """Anna's page, after her log-in; by keys alone."""
        page = await open_page(browser)
        await page.goto(f"{self.url}/login?next={path}")
        await type_login(page)
        await page.wait_for_url(f"{self.url}{path}")
        await page.locator("body[data-wire=live]").wait_for()
        return page

    async def desk_of_bela(self, browser: "Browser") -> "Page":
        """Bela's page, beside hers and by no cable."""
        page = await open_page(browser)
        cookies = self.bela.cookies.items()
        await page.context.add_cookies(
            [{"name": name, "value": value, "url": self.server.url} for name, value in cookies]
        )
        await page.goto(self.server.url + OTHER)
        await page.locator("body[data-wire=live]").wait_for()
        return page

    async def happened(self, *kinds: type[Event]) -> list[Event]:
        """What was done today, of these kinds."""
        async with self.db.reading() as reading:
            stored = await outbox.of_kinds(reading.connection, ("mitte", MONDAY), *kinds)
        return [each.event for each in stored]

    async def calls(self) -> list[str]:
        """Who was called, and called again."""
        found = await self.happened(VisitCalled, VisitRecalled)
        return [f"{each.kind.removeprefix('visit.')} {each.number}" for each in found]  # type: ignore[union-attr]

    async def until_called(self, *wanted: str) -> None:
        """Until the server has done this, whether or not anybody was told."""
        async with asyncio.timeout(5):
            while await self.calls() != list(wanted):  # noqa: ASYNC110 (another process)
                await asyncio.sleep(0.02)


async def type_login(page: "Page") -> None:
    keys = Keyboard(page=page)
    await keys.type(page.get_by_label("Name"), "anna")
    await keys.type(page.get_by_label("Passwort"), PASSWORD)
    await page.keyboard.press("Enter")


@pytest.fixture
async def work(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Work]:
    db = await open_database(sqlite_url)
    staff = (StaffMember(id="anna", name="Anna Beispiel"), StaffMember(id="bela", name="Bela Muster"))
    noon = (dt.time(12), dt.time(12, 30))
    shifts = tuple(
        Shift(staff=each.id, weekday=0, local_from=EIGHT, local_to=EIGHTEEN, breaks=(noon,)) for each in staff
    )
    await small_town(db, staff=staff, shifts=shifts, rules=OfficeRules(walk_in_guard=False))
    for name in ("anna", "bela"):
        await make_user(db, Role.CLERK, name=name, staff=name, password=PASSWORD)
    token = await make_device(db, DeviceKind.KIOSK)
    with host(sqlite_url) as server:
        async with (
            cable_to(server.port) as cable,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as kiosk,
            httpx.AsyncClient(base_url=server.url, trust_env=False) as bela,
        ):
            kiosk.headers["Authorization"] = f"Bearer {token}"
            page = await send(bela, "/login", name="bela", password=PASSWORD)
            bela.headers["X-CSRF-Token"] = field(page, "csrf_token")
            yield Work(server=server, cable=cable, db=db, kiosk=kiosk, bela=bela)
    await db.close()


async def test_a_clerks_whole_day_by_keyboard_alone(work: Work, browser: "Browser") -> None:
    await send(work.bela, f"{OTHER}/open")
    await work.come("ausweis", "pass", "ausweis", "abholung")
    anna = await work.log_in(browser, "/console/mitte")
    keys = Keyboard(page=anna)
    await keys.press(anna.locator("#counter-1").get_by_role("button", name="Öffnen"))
    await anna.get_by_text("Pausen heute: 12:00–12:30").wait_for()
    await anna.locator("body[data-wire=live]").wait_for()
    await serve_the_first(work, anna)
    await set_aside_and_send_on(anna)
    await call_somebody_back(anna)
    await anna.keyboard.press("m")
    assert await anna.locator("#queue tr:visible", has_text="A002").count() == 0  # they are not for here
    await press(anna, "x", "#next")
    await answered(anna)
    await anna.keyboard.press("s")
    await anna.wait_for_url("**/console/mitte")
    assert await work.calls() == [
        "called A001",
        "recalled A001",
        "called A002",
        "called A002",
        "called B001",
        "called A003",
    ]
    finished = [each.services for each in await work.happened(VisitFinished)]  # type: ignore[union-attr]
    assert finished == [(("ausweis", 1), ("pass", 1)), (("abholung", 1),)]


async def press(page: "Page", key: str, then: str) -> None:
    """Press a key whose button can be seen, when the last press is answered, and see what comes of it."""
    await answered(page)
    await page.locator(f"[data-key='{key}']:visible:not([aria-disabled])").first.wait_for()
    await page.keyboard.press(key)
    await page.locator(then).wait_for()


async def answered(page: "Page") -> None:
    """The page has the answer to the last press: before, the next one would only be told to wait."""
    await page.locator("body:not([data-under-way])").wait_for()


async def serve_the_first(work: Work, anna: "Page") -> None:
    """Called, called again, missed, taken back, served, noted on, and done with something else as well."""
    await press(anna, "n", "#deed-recall")
    await answered(anna)
    await anna.keyboard.press("w")
    await work.until_called("called A001", "recalled A001")
    for key, then in (("x", "#deed-undo"), ("u", "#deed-serve"), ("d", "#deed-finish")):
        await press(anna, key, then)
    await press(anna, "t", "[name=note]:focus")
    await anna.keyboard.type("bringt ein neues Foto nach")
    await anna.keyboard.press("Enter")
    await anna.get_by_text("Gespeichert.").wait_for()
    assert await anna.evaluate("document.activeElement.id") == "desk"  # the keys are keys again
    await anna.keyboard.press("e")  # to the first of what may have been done; the next one was, too
    await Keyboard(page=anna).press(anna.get_by_label("Reisepass", exact=True), "Space")
    await press(anna, "f", "#next")


async def set_aside_and_send_on(anna: "Page") -> None:
    """The second fills in a form, comes back, and is somebody for Bela."""
    await press(anna, "n", "#deed-park")
    await press(anna, "z", "#aside strong:text('A002')")
    await press(anna, "r", "#aside :focus")
    await anna.keyboard.press("Enter")
    await anna.locator("#queue", has_text="A002").wait_for()
    await press(anna, "n", "#to")
    await press(anna, "l", "#to:focus")
    await anna.keyboard.press("ArrowDown")
    await anna.keyboard.press("Enter")
    await anna.locator("#queue", has_text="für Schalter 2").wait_for()


async def call_somebody_back(anna: "Page") -> None:
    """After a break: called by number, missed, found again in the list of today, served; and the next one."""
    await press(anna, "p", "#deed-open")
    assert await anna.get_by_text("Solange Pause ist, wird hier niemand aufgerufen.").is_visible()
    await press(anna, "o", "#next")
    await press(anna, "a", "#number:focus")
    await anna.keyboard.type("b001")
    await anna.keyboard.press("Enter")
    await anna.locator("#desk .ticket-number", has_text="B001").wait_for()
    await press(anna, "x", "#next")
    await press(anna, "h", "#today[open]")
    again = anna.locator("#today").get_by_role("button", name="Zurücknehmen B001")
    await Keyboard(page=anna).press(again)
    await anna.locator("#today").wait_for(state="hidden")
    for key, then in (("d", "#deed-finish"), ("f", "#next"), ("n", "#deed-serve")):
        await press(anna, key, then)


async def test_an_alarm_is_loud_at_the_neighbours_and_silent_where_it_was_raised(
    work: Work, browser: "Browser"
) -> None:
    await send(work.bela, f"{OTHER}/open")
    await work.come("ausweis")
    anna, bela = await work.log_in(browser), await work.desk_of_bela(browser)
    await anna.keyboard.press("o")
    await anna.locator("#next").wait_for()
    await bela.keyboard.press("a")  # he is writing something
    await bela.keyboard.type("a0")
    for _ in range(4):  # held down, or pressed in passing: not meant
        await anna.keyboard.down("!")
    await anna.keyboard.up("!")
    await anna.get_by_role("button", name="Noch einmal: Alarm auslösen").wait_for()
    assert await bela.locator("#alarm .alarm").count() == 0
    await anna.keyboard.press("!")
    await bela.locator("#alarm .loud").wait_for()
    await bela.locator("body[data-alarm=sounding]").wait_for()
    assert await bela.title() == "ALARM Schalter 1 – Aufruf"
    assert await bela.evaluate("document.activeElement.id") == "number"  # nothing moved under his hand
    await anna.get_by_text("Noch hat niemand geantwortet.").wait_for()
    assert await anna.locator("body[data-alarm]").count() == 0
    await bela.keyboard.press("Escape")
    await bela.keyboard.press("k")
    await anna.get_by_text("Bela Muster kommt von Schalter 2.").wait_for()
    await bela.locator("body[data-alarm]").wait_for(state="detached")
    await anna.keyboard.press("y")
    for page in (anna, bela):
        await page.locator("#alarm .alarm").wait_for(state="detached")

    office = await bela.context.new_page()  # the same keys where there is no counter
    await office.goto(f"{work.server.url}/console/mitte")
    await office.locator("body[data-wire=live]").wait_for()
    await anna.locator("[data-twice]:not([data-sure])").wait_for()
    assert await anna.evaluate(DRAWN_ANEW) == "Noch einmal: Alarm auslösen"
    await office.locator("#alarm .loud").wait_for()
    await office.keyboard.press("k")
    await anna.get_by_text("Bela Muster kommt von Schalter 2.").wait_for()
    await office.locator("#alarm [data-key=y]").wait_for()
    await office.keyboard.press("y")
    for page in (anna, bela, office):
        await page.locator("#alarm .alarm").wait_for(state="detached")
    assert len(await work.happened(AlarmAcknowledged)) == 2

    work.cable.pull()  # and where it cannot get through, that is said at once
    await anna.keyboard.press("!")
    await anna.keyboard.press("!")
    await anna.get_by_text("Der Alarm ist vielleicht nicht angekommen.").wait_for(timeout=5_000)
    assert await bela.locator("#alarm .alarm").count() == 0


async def test_a_press_whose_answer_was_cut_off_is_made_again_and_done_once(
    work: Work, browser: "Browser"
) -> None:
    await work.come("ausweis", "pass")
    anna = await work.log_in(browser)
    await anna.keyboard.press("o")
    await anna.locator("#next").wait_for()
    await anna.route_web_socket("**/socket", lambda _: None)  # nothing tells this page what has happened
    await anna.reload()
    await anna.locator("#next").wait_for()
    work.cable.plug()  # what was open is closed: a browser sends again by itself what an old connection lost
    work.cable.cut_answers()
    await anna.keyboard.press("n")
    await work.until_called("called A001")
    work.cable.plug()
    await anna.locator("#failed").wait_for()
    assert await anna.locator("#next").is_visible()  # as it was before
    await anna.keyboard.press("n")
    await anna.get_by_text(ARRIVED).wait_for()
    assert await anna.locator("#desk .ticket-number").inner_text() == "A001"

    work.cable.cut_answers()
    await anna.keyboard.press("w")
    await work.until_called("called A001", "recalled A001")
    work.cable.plug()
    await anna.get_by_text(ARRIVED).or_(anna.locator("#failed:visible")).first.wait_for()
    await anna.keyboard.press("w" if await anna.locator("#failed").is_visible() else "Escape")
    await anna.get_by_text(ARRIVED).wait_for()
    assert await work.calls() == ["called A001", "recalled A001"]


async def test_a_key_pressed_before_the_answer_to_the_last_is_told_so_and_does_nothing_later(
    work: Work, browser: "Browser"
) -> None:
    await work.come("ausweis", "ausweis")
    anna = await work.log_in(browser)
    await press(anna, "o", "#next")
    await press(anna, "n", "#deed-recall")
    may_answer = asyncio.Event()

    async def late(route: "Route") -> None:
        answer = await route.fetch()
        await may_answer.wait()
        await route.fulfill(response=answer)

    await anna.route("**/recall", late)
    await answered(anna)
    await anna.keyboard.press("w")
    await work.until_called("called A001", "recalled A001")
    for key in ("x", "d"):  # seen, pressed, and not to be done to whoever is here by then
        await anna.keyboard.press(key)
        await anna.get_by_text("Bitte gleich noch einmal drücken.").wait_for()
    may_answer.set()
    await answered(anna)
    assert await anna.locator("#desk .ticket-number").inner_text() == "A001"
    assert await work.happened(VisitMissed) == []
    await press(anna, "x", "#next")
    assert await anna.locator("#moment").inner_text() == ""
    assert len(await work.happened(VisitMissed)) == 1
    assert await work.calls() == ["called A001", "recalled A001"]


async def test_after_an_hour_without_a_cable_the_page_says_what_happened_and_what_to_do(
    work: Work, browser: "Browser"
) -> None:
    await work.come("ausweis")
    anna = await work.log_in(browser)
    await anna.keyboard.press("o")
    await anna.locator("#next").wait_for()
    await anna.keyboard.press("n")
    await anna.locator("#deed-serve").wait_for()
    await anna.keyboard.press("t")
    await anna.keyboard.type("halb geschrieben")
    work.cable.pull()
    taken = await send(work.bela, f"{DESK}/take-over")
    assert "A001" in taken.text
    work.cable.plug()
    await anna.locator("[data-lost]").wait_for()
    await anna.locator("[data-lost]").wait_for(state="hidden", timeout=BACK_WITHIN)
    assert await anna.locator("[name=note]").input_value() == "halb geschrieben"  # nothing is taken away
    await anna.keyboard.press("Escape")
    await anna.get_by_text("An diesem Schalter arbeitet Bela Muster.").first.wait_for()
    assert await anna.get_by_text("Diesen Schalter hat inzwischen jemand anderes übernommen.").is_visible()
    assert await anna.locator("#desk button").count() == 0

    work.cable.pull()  # and once more, until her log-in has ended
    async with work.db.transaction() as tx:
        await tx.connection.execute(sa.delete(t.session))
    work.cable.plug()
    await anna.get_by_text("Ihre Anmeldung ist abgelaufen").wait_for(timeout=BACK_WITHIN)
    await type_login(anna)
    await anna.wait_for_url(f"{work.url}{DESK}")
    await anna.get_by_text("An diesem Schalter arbeitet Bela Muster.").first.wait_for()
    assert await work.calls() == ["called A001"]
