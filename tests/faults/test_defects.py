# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A defect of ours in one place: a job that raises, a socket that cannot be opened. The rest goes on."""

import json

import pytest
import websockets

from tests.faults.aftermath import all_is_well
from tests.faults.due import jobs_do_it, something_to_do
from tests.faults.hosts import Host, altered, host
from tests.faults.people import somebody, until
from tests.faults.screens import walls
from tests.faults.town import Town, found

pytestmark = pytest.mark.xdist_group("faults")

BROKEN = altered("""
import aufruf.jobs, aufruf.api.office_socket

def breaks(*_given):
    raise LookupError("Erika Beispiel")  # which no log may repeat

aufruf.jobs.JOBS = (aufruf.jobs.Job("broken", 2, breaks), *aufruf.jobs.JOBS)
aufruf.api.office_socket.person_with = breaks
""")
TRIES = 3


async def test_what_is_broken_in_one_place_is_said_and_stops_nothing_else(sqlite_url: str) -> None:
    town = await found(sqlite_url)
    with host(sqlite_url, program=BROKEN) as server:
        async with walls(town, [server.url]) as screens, somebody(town, server.url) as people:
            due = await something_to_do(people)
            assert await refused(server, town) == (500, "internal")
            await until(lambda: len(server.said("job failed")) >= TRIES, "it is tried again")
            await jobs_do_it(people, *due)
            for said, where in (("job failed", "job"), ("unexpected", "route")):
                lines = server.said(said)
                assert {line[where] for line in lines} <= {"broken", "/api/v1/offices/{office}/socket"}
                assert {line["error"][0]["kind"] for line in lines} == {"builtins.LookupError"}
            await all_is_well(town, people, screens, [server], errors=["job failed", "unexpected"])


async def refused(server: Host, town: Town) -> tuple[int, str]:
    """Status and code of the answer to a clerk's program that would follow the office."""
    address = f"{server.url.replace('http', 'ws')}/api/v1/offices/{town.office}/socket"
    sent = {"Authorization": f"Bearer {town.clerks['1']}"}
    with pytest.raises(websockets.InvalidStatus) as refusal:
        await websockets.connect(address, additional_headers=sent, proxy=None)
    answer = refusal.value.response
    return answer.status_code, json.loads(answer.body or b"{}")["code"]
