# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the jobs have to do one day, whoever leads by then."""

import asyncio

import httpx

from tests.faults.people import People
from tests.faults.town import later
from tests.races.stored import rows

DONE_WITHIN = 20.0  # seconds; the slower of the two jobs runs every 5


async def something_to_do(people: People) -> tuple[str, str]:
    """Somebody who missed a call, and somebody who has not confirmed a time: visit and appointment."""
    await people.open()
    missed = await people.ticket()
    assert await people.call() == missed
    await people.move(missed, "miss")
    wish = {
        "office": people.town.office,
        "services": [{"service": "ausweis", "quantity": 1}],
        "start": "2026-11-23T14:00:00+01:00",
        "citizen": {"name": "Erika Beispiel"},
    }
    answer = await people.client.post(f"{people.servers[0]}/api/v1/appointments", json=wish)
    assert answer.status_code == httpx.codes.CREATED, answer.text
    return missed, str(answer.json()["id"])


async def jobs_do_it(people: People, missed: str, held: str) -> None:
    """The clock jumps: who missed the call waits again, the time that nobody confirmed is free again."""
    url = people.town.url

    async def states() -> list[str]:
        return [
            str((await rows(url, statement, id=id_))[0].state)
            for statement, id_ in (
                ("SELECT state FROM visit WHERE id = :id", missed),
                ("SELECT state FROM appointment WHERE id = :id", held),
            )
        ]

    assert await states() == ["missed", "held"]
    await later(url, minutes=25)
    async with asyncio.timeout(DONE_WITHIN):
        while await states() != ["waiting", "lapsed"]:  # noqa: ASYNC110 (another process)
            await asyncio.sleep(0.2)
