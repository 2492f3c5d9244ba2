# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A server that is killed in the middle of a busy day."""

import asyncio

import pytest

from tests.faults.aftermath import all_is_well
from tests.faults.due import jobs_do_it, something_to_do
from tests.faults.hosts import host
from tests.faults.people import a_busy_day, somebody
from tests.faults.screens import all_open, walls
from tests.faults.town import found

pytestmark = pytest.mark.xdist_group("faults")


async def test_a_server_killed_under_load_goes_on_where_it_was_and_does_nothing_twice(
    database_url: str,
) -> None:
    town = await found(database_url)
    with host(database_url) as server:
        async with walls(town, [server.url]) as screens, somebody(town, server.url) as people:
            due = await something_to_do(people)
            async with a_busy_day(people):
                await people.goes_on()
                await all_open(screens)
                await asyncio.to_thread(server.kill)
                await asyncio.to_thread(server.start)
                await people.goes_on()
            assert people.broken > 0
            assert [len(screen.lost) for screen in screens] == [1, 1]
            await jobs_do_it(people, *due)
            await all_is_well(town, people, screens, [server], log_says=["leading", "Started server process"])
