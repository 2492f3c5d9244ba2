# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes over the API: for the staff of the office alone, and not remembered with a repeated request."""

import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from tests.web.on_sqlite import database_url as database_url
from tests.web.queueing import Town, refusal, town

__all__ = ["town"]
SECRET = "kommt mit Begleitung"


async def test_a_note_is_written_and_read_by_the_staff_of_the_office(town: Town, db: Database) -> None:
    ticket = await town.ticket()
    path = f"/api/v1/visits/{ticket['visit']}/note"
    key = {"Idempotency-Key": "note-1"}
    for _ in range(2):
        written = await town.anna.post(path, json={"text": f" {SECRET} "}, headers=key)
        assert written.json() == {"visit": ticket["visit"], "text": SECRET}
    assert (await town.cleo.get(path)).json()["text"] == SECRET
    for who in (town.stranger, town.kiosk, town.display):
        assert (await who.get(path)).status_code == 403
        assert (await who.post(path, json={"text": "x"})).status_code == 403
    citizen = {"Authorization": f"Bearer {ticket['token']}"}
    assert (await town.nobody.get(path, headers=citizen)).status_code == 401
    assert refusal(await town.anna.post(path, json={"text": "x" * 1001})) == (422, "not_valid")
    assert refusal(await town.anna.get("/api/v1/visits/none/note")) == (404, "not_found")
    async with db.reading() as reading:
        kept = (await reading.connection.execute(sa.select(t.idempotency.c.answer))).scalars().all()
    assert SECRET not in str(kept)
