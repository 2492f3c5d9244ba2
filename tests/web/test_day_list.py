# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The emergency list: made each morning, private, whole or not at all, and gone the next day."""

import datetime as dt
import io
import stat
from pathlib import Path

import pytest
from litestar import Litestar

from aufruf.actions import booking
from aufruf.actions.booking import Wish
from aufruf.cli_day_list import run_day_list
from aufruf.db.transaction import Database
from aufruf.doctor.day_list import look
from aufruf.doctor.finding import Weight
from aufruf.domain.appointment import Appointment, Citizen
from aufruf.domain.roles import Role
from aufruf.web.day_list import DayLists
from tests.builders import MONDAY, SetClock, at, office, town
from tests.web.on_sqlite import database_url as database_url
from tests.web.reading import log_in, open_page, words
from tests.web.served import PASSWORD, client_of, make_user

SATURDAY, TUESDAY = MONDAY - dt.timedelta(days=2), MONDAY + dt.timedelta(days=1)


async def book(db: Database, wall: str, date: dt.date = MONDAY) -> Appointment:
    async with db.transaction() as tx:
        wish = Wish(services=[("pass", 2)], start=at(wall, date=date))
        citizen = Citizen(name="Erika <b>Beispiel</b>", phone="030 1234")
        return await booking.hold(tx, office="mitte", wish=wish, citizen=citizen, confirmed=True)


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_each_office_has_its_list_from_five_in_the_morning_and_yesterdays_is_gone(
    db: Database, clock: SetClock, tmp_path: Path
) -> None:
    await town(db, office(), office(id="nord"))
    clock.set(at("12:00", date=SATURDAY))
    made = await book(db, "09:30")
    folder = tmp_path / "deep" / "emergency"
    lists = DayLists(folder)
    await lists.renew(db)
    assert not folder.exists()  # closed on Saturdays
    clock.set(at("04:59"))
    await lists.renew(db)
    assert not folder.exists()
    clock.set(at("05:00"))
    await lists.renew(db)
    assert names(folder) == ["mitte-2026-11-23.html", "nord-2026-11-23.html"]
    mine = folder / "mitte-2026-11-23.html"
    assert (mode(folder), mode(mine)) == (0o700, 0o600)
    text = mine.read_text()
    for part in ("09:30", made.booking_code, "Reisepass × 2", "Anna Beispiel", "08:00–18:00", "H001", "H040"):
        assert part in text
    assert "<b>Beispiel" not in text
    assert "030 1234" not in text  # what is not needed is not on paper
    assert "http" not in text.replace("http-equiv", "")
    # Whoever books today is on it a quarter of an hour later.
    later = await book(db, "10:30")
    clock.set("05:10")
    await lists.renew(db)
    assert later.booking_code not in mine.read_text()
    clock.set("05:15")
    await lists.renew(db)
    assert later.booking_code in mine.read_text()
    (folder / "notes.html").write_text("somebody's own")
    clock.set(at("00:01", date=TUESDAY))
    await lists.renew(db)
    assert names(folder) == ["notes.html"]
    # A process that starts at noon finds nothing there, and writes it at once.
    clock.set(at("12:00", date=TUESDAY))
    await DayLists(folder).renew(db)
    assert (folder / "mitte-2026-11-24.html").exists()


async def test_a_list_that_cannot_be_written_leaves_the_old_one_whole(
    db: Database, clock: SetClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await town(db, office())
    folder = tmp_path / "lists"
    await DayLists(folder).renew(db)
    mine = folder / "mitte-2026-11-23.html"
    before = mine.read_text()

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)  # the disk's own refusal, which no test can bring about as such
    with pytest.raises(OSError, match="No space left"):
        await DayLists(folder).renew(db)
    assert mine.read_text() == before
    assert names(folder) == [mine.name]


async def test_the_command_writes_a_list_and_says_where(
    db: Database, clock: SetClock, tmp_path: Path
) -> None:
    await town(db, office())
    out = io.StringIO()
    assert await run_day_list(db, tmp_path, "mitte", TUESDAY, out) == 0
    assert Path(out.getvalue().strip()) == tmp_path / "mitte-2026-11-24.html"
    assert await run_day_list(db, tmp_path, "nirgends", None, out) == 1


async def test_the_doctor_misses_the_list_of_an_office_that_is_open(
    db: Database, clock: SetClock, tmp_path: Path
) -> None:
    await town(db, office())
    for now, weights in (
        (at("05:04"), []),  # the job has its turn first
        (at("05:05"), [Weight.HINT]),
        (at("12:00", date=SATURDAY), []),
    ):
        async with db.reading() as reading:
            found = await look(reading.connection, tmp_path, now=now)
        assert [each.weight for each in found] == weights
    await DayLists(tmp_path).renew(db)
    async with db.reading() as reading:
        [fine] = await look(reading.connection, tmp_path, now=at("09:00"))
    assert fine.weight is Weight.FINE


async def test_reception_prints_the_list_as_it_is_now(app: Litestar, db: Database) -> None:
    await town(db, office(), office(id="nord"))
    made = await book(db, "10:30")
    await make_user(db, Role.RECEPTION, name="empfang", password=PASSWORD)
    await make_user(db, Role.CLERK, name="anna", password=PASSWORD)
    async with client_of(app) as desk, client_of(app) as anna:
        await log_in(desk, "empfang")
        page = await open_page(desk, "/console/mitte/day-list")
        assert made.booking_code in words(page)
        assert "<style" not in page.text  # which our pages do not allow
        assert (await open_page(desk, "/console/nord/day-list")).status_code == 403
        await log_in(anna, "anna")
        assert (await open_page(anna, "/console/mitte/day-list")).status_code == 403
