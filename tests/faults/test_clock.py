# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The clock of the machine is put back by a minute while people are being served."""

import asyncio
from pathlib import Path

import pytest

from tests.faults.aftermath import all_is_well, keys_of
from tests.faults.due import jobs_do_it, something_to_do
from tests.faults.hosts import host
from tests.faults.people import People, a_busy_day, somebody
from tests.faults.programs import faketime
from tests.faults.screens import Screen, walls
from tests.faults.town import Town, found
from tests.races.stored import rows

pytestmark = pytest.mark.xdist_group("faults")

ORDER = ("3", "1", "2")  # of counters: not that of their numbers


async def test_a_clock_put_back_by_a_minute_changes_no_order_and_stops_no_job(
    database_url: str, tmp_path: Path
) -> None:
    town = await found(database_url)
    shown = tmp_path / "clock"
    shown.write_text("+0")
    fake = {
        "LD_PRELOAD": str(faketime()),
        "FAKETIME_TIMESTAMP_FILE": str(shown),
        "FAKETIME_CACHE_DURATION": "1",  # seconds: it is put back while the server runs
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",  # else it wakes whoever waits for a lock at once
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",  # as in life, where that one only counts on
    }
    with host(database_url, settings=fake) as server:
        async with walls(town, [server.url]) as screens, somebody(town, server.url) as people:
            due = await something_to_do(people)
            async with a_busy_day(people):
                await people.goes_on()
                shown.write_text("-60")
                await people.goes_on(40)
            await the_newest_call_is_on_top(people, screens)
            await jobs_do_it(people, *due)
            await all_is_well(town, people, screens, [server], log_says=["the machine's clock was set"])
            await times_never_went_back(town)


async def the_newest_call_is_on_top(people: People, screens: list[Screen]) -> None:
    """Whoever is called last stands first, though by the clock it is a minute ago."""
    for counter in ORDER:
        await people.see_off(counter)
        await people.ticket()
    called = [await people.call(counter) for counter in ORDER]
    numbers = [people.number_of(visit) for visit in called if visit]
    await asyncio.sleep(0.5)
    for screen in screens:
        assert keys_of(screen.calls) == list(zip(reversed(numbers), reversed(ORDER), strict=True))


async def times_never_went_back(town: Town) -> None:
    found = await rows(
        town.url, "SELECT seq, at FROM outbox WHERE office_id = :office ORDER BY seq", office=town.office
    )
    times = [str(row.at) for row in found]
    assert times == sorted(times)
