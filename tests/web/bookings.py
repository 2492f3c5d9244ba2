# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two offices in which one person works each, and somebody who books there over HTTP."""

from dataclasses import dataclass
from typing import Any

import httpx
import sqlalchemy as sa

from aufruf.db import tables as t
from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Shift, StaffMember
from tests import builders
from tests.builders import EIGHT, EIGHTEEN, SERVICES, office, service

URL = "/api/v1/appointments"
OF_OFFICE = "/api/v1/offices/mitte/appointments"
TEN, ELEVEN = "2026-11-23T10:00:00+01:00", "2026-11-23T11:00:00+01:00"
TUESDAY = "2026-11-24T09:00:00+01:00"
CITIZEN = {"name": "Erika Müller-Beispiel", "email": "erika@example.org", "phone": "+49 123 456"}
Json = dict[str, Any]


def wish(**changes: Any) -> Json:
    services = [{"service": "ausweis", "quantity": 1}]
    return {"office": "mitte", "services": services, "start": TEN, "citizen": CITIZEN} | changes


@dataclass(frozen=True, slots=True)
class Citizen:
    """Somebody who has an appointment, with its token."""

    client: httpx.AsyncClient
    booked: Json

    @property
    def url(self) -> str:
        return f"{URL}/{self.booked['id']}"

    @property
    def token(self) -> Json:
        return {"Authorization": f"Bearer {self.booked['token']}"}

    async def get(self, path: str = "") -> httpx.Response:
        return await self.client.get(self.url + path, headers=self.token)

    async def do(self, deed: str, body: Json | None = None, *, key: str | None = None) -> httpx.Response:
        headers = self.token if key is None else self.token | {"Idempotency-Key": key}
        return await self.client.post(f"{self.url}/{deed}", json=body, headers=headers)


async def book(client: httpx.AsyncClient, **changes: Any) -> Citizen:
    answer = await client.post(URL, json=wish(**changes))
    assert answer.status_code == 201, answer.text
    return Citizen(client, answer.json())


async def two_offices(db: Database) -> None:
    """ "mitte" and "nord", in each of which one person works; "auto" and "ehe" do not go together."""
    anna = (StaffMember(id="anna"),)
    shifts = tuple(Shift(staff="anna", weekday=d, local_from=EIGHT, local_to=EIGHTEEN) for d in range(5))
    auto = service(id="auto", combinable=frozenset({"pass"}))
    ehe = service(id="ehe", combinable=frozenset({"abholung"}))
    services = {each.id: each for each in (*SERVICES, auto, ehe)}
    for id_ in ("mitte", "nord"):
        await builders.town(db, office(id=id_, staff=anna, shifts=shifts, services=services))


async def stored(db: Database) -> list[tuple[Any, ...]]:
    """Every appointment and event, to see that nothing was changed."""
    async with db.reading() as reading:
        found: list[tuple[Any, ...]] = []
        for table in (t.appointment, t.outbox, t.office_day, t.idempotency):
            rows = await reading.connection.execute(sa.select(table).order_by(*table.primary_key.columns))
            found += [tuple(row) for row in rows]
        return found
