# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small town over HTTP: a kiosk, a clerk at a counter, reception, and somebody from another office."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.catalogue import Counter, StaffMember
from aufruf.domain.roles import DeviceKind, Role
from tests import builders
from tests.web.served import client_of, make_device, make_user

STAFF = (
    StaffMember(id="anna", name="Anna Beispiel"),
    StaffMember(id="bela", name="Bela Muster"),
    StaffMember(id="cleo", name="Cleo Probe", skills=frozenset({"abholung"})),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """Everybody who may send something."""

    nobody: httpx.AsyncClient
    kiosk: httpx.AsyncClient
    display: httpx.AsyncClient
    anna: httpx.AsyncClient  # clerk, staff member anna
    cleo: httpx.AsyncClient  # clerk, hands things out only
    reception: httpx.AsyncClient
    stranger: httpx.AsyncClient  # clerk of "nord"

    async def ticket(self, service: str = "ausweis", **more: Any) -> dict[str, Any]:
        """Draw a ticket at the kiosk."""
        answer = await self.kiosk.post("/api/v1/kiosk/tickets", json={"services": [service], **more})
        assert answer.status_code == 201, answer.text
        return dict(answer.json())

    async def open(self, who: httpx.AsyncClient | None = None, counter: str = "1") -> dict[str, Any]:
        """Sit down at a counter."""
        answer = await (who or self.anna).post(f"/api/v1/offices/mitte/counters/{counter}/open")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def called(self) -> dict[str, Any]:
        """Whoever is called next to Anna's counter 1."""
        answer = await self.anna.post("/api/v1/offices/mitte/counters/1/call-next")
        assert answer.status_code == 200, answer.text
        return dict(answer.json())

    async def do(self, visit: str, move: str, **body: Any) -> httpx.Response:
        """A move of a visit, by Anna."""
        return await self.anna.post(f"/api/v1/visits/{visit}/{move}", json=body or None)


@pytest.fixture
async def town(app: Litestar, db: Database) -> AsyncIterator[Town]:
    """The small town with everybody in it."""
    counters = (Counter(id="1"), Counter(id="2"), Counter(id="3"))
    offices = [builders.office(id=id_, counters=counters, staff=STAFF) for id_ in ("mitte", "nord")]
    await builders.town(db, *offices)
    tokens = {
        "nobody": None,
        "kiosk": await make_device(db, DeviceKind.KIOSK),
        "display": await make_device(db, DeviceKind.DISPLAY),
        "anna": await make_user(db, Role.CLERK, name="anna", staff="anna"),
        "cleo": await make_user(db, Role.CLERK, name="cleo", staff="cleo"),
        "reception": await make_user(db, Role.RECEPTION),
        "stranger": await make_user(db, Role.CLERK, ["nord"]),
    }
    async with AsyncExitStack() as stack:
        clients = {
            name: await stack.enter_async_context(client_of(app, token=token))
            for name, token in tokens.items()
        }
        yield Town(**clients)


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    return answer.status_code, str(answer.json()["code"])
