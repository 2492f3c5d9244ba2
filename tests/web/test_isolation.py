# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""No answer to staff, devices or citizens ever holds an id of another tenant or office.

Every operation of the OpenAPI document is called by everybody, with the ids of their own and of all
other offices. What is public (what an office offers) is left out.
"""

import json
from dataclasses import dataclass, replace
from typing import Any

import httpx
import pytest
from litestar import Litestar

from tests.builders import SetClock
from tests.planned import as_it_is
from tests.web.served import app_over, client_of, database_of
from tests.web.two_tenants import OFFICES, TENANTS, path_to, sent_to, tenant_of, two_tenants

PUBLIC = {
    "GET /api/v1/offices",
    "GET /api/v1/offices/{office}/services",
    "GET /api/v1/availability",
    "POST /api/v1/appointments",
    "POST /api/v1/appointments/lookup",
    "POST /api/v1/devices/pairings",
    "POST /api/v1/devices/pairings/{code}/collect",  # for whoever knows the pairing's secret
}
NAMELESS = {"POST /api/v1/devices/health"}  # a device says how it is, without any ids
ORDER = ("GET", "POST", "PUT", "DELETE")
OWNERS = ("nord-a_", "sued-b_")
WRONG_PLACE = {401, 403, 404}
ASKING = {  # for a service, which its path alone does not say
    "GET /api/v1/offices/{office}/capacity",
    "GET /api/v1/kiosk/slots",
}
ONE_BY_ONE = "POST /api/v1/kiosk/merge"  # refuses each entry, in an answer that is none
HERE_ALREADY = {200, 201, 204, 409}  # what somebody may be told who is allowed to ask


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    method: str
    path: str
    body: str | None

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def names_anything(self) -> bool:
        """Whether ids are sent with it."""
        return "{" in self.path or (self.body is not None and self.name not in NAMELESS)

    async def call(self, client: httpx.AsyncClient, token: str, place: str) -> httpx.Response:
        """Call it with ids of this office."""
        return await client.request(
            self.method,
            path_to(self.path, place),
            params={"service": f"{place}pass"} if self.name in ASKING else None,
            json=None if self.body is None else sent_to(place)[self.body],
            headers={"Authorization": f"Bearer {token}"},
        )


async def operations(client: httpx.AsyncClient) -> list[Operation]:
    """Everything that is not public; what ends something comes last."""
    document: dict[str, Any] = (await client.get("/schema/openapi.json")).json()
    found = [
        Operation(method=method.upper(), path=path, body=_body(operation))
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if path.startswith("/api/") and f"{method.upper()} {path}" not in PUBLIC
    ]
    return sorted(found, key=lambda each: (each.method != "GET", each.method == "DELETE", _ends(each.path)))


def _ends(path: str) -> int:
    """How much is over after it: an appointment, or a whole day."""
    return 2 if path.endswith(("/close-early", "/reopen")) else int("cancel" in path)


def _body(operation: dict[str, Any]) -> str | None:
    if "requestBody" not in operation:
        return None
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    reference = next(each for each in (schema, *schema.get("oneOf", ())) if "$ref" in each)
    return str(reference["$ref"]).rpartition("/")[2]


def foreign_to(owner: str, caller: str) -> tuple[str, ...]:
    """The offices of which this caller may hear nothing."""
    own = TENANTS[tenant_of(owner)] if caller == "administrator" else (owner,)
    return tuple(place for place in OFFICES if place not in own)


def told(answer: httpx.Response) -> str:
    """All that an answer says, but for the path that was asked for."""
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        return json.dumps({name: value for name, value in answer.json().items() if name != "instance"})
    return answer.text


def refuses_all(answer: httpx.Response) -> bool:
    """Whether nothing of what was sent together was taken."""
    results = answer.json().get("results", [{}])
    return all(each.get("result") == "not_valid" and each.get("visit") is None for each in results)


@pytest.fixture
async def app(database_url: str) -> Any:
    async with app_over(database_url, clock=SetClock(), rate_limit=False) as app:
        app.state.wiring = replace(app.state.wiring, solve=as_it_is)  # a solver tells nobody anything
        yield app


async def test_ids_of_another_office_or_tenant_lead_nowhere(app: Litestar) -> None:
    tokens = await two_tenants(database_of(app), app.state.wiring.tokens)
    wrong = []
    async with client_of(app) as client:
        for operation in await operations(client):
            if not operation.names_anything:
                continue  # there are no ids to try: what it tells is looked at below
            allowed = WRONG_PLACE if "{" in operation.path else WRONG_PLACE | {422}
            for owner in OWNERS:
                for caller, token in tokens[owner].items():
                    for place in foreign_to(owner, caller):
                        answer = await operation.call(client, token, place)
                        if operation.name == ONE_BY_ONE and refuses_all(answer):
                            continue
                        if answer.status_code not in allowed or any(each in told(answer) for each in OFFICES):
                            wrong.append(
                                f"{caller} of {owner} at {operation.name} of {place}: {told(answer)}"
                            )
    assert wrong == []


async def test_nobody_is_told_of_another_office_when_asking_about_their_own(app: Litestar) -> None:
    tokens = await two_tenants(database_of(app), app.state.wiring.tokens)
    wrong, unreached = [], []
    async with client_of(app) as client:
        for operation in await operations(client):
            reached = set()
            for owner in OWNERS:
                for caller, token in tokens[owner].items():
                    answer = await operation.call(client, token, owner)
                    reached.add(answer.status_code)
                    heard = [place for place in foreign_to(owner, caller) if place in told(answer)]
                    if heard or answer.status_code >= 500:
                        wrong.append(f"{caller} of {owner} at {operation.name}: {told(answer)}")
            if not reached & HERE_ALREADY:
                unreached.append(f"{operation.name}: {reached}")
    assert wrong == []
    assert unreached == []  # else this test would show nothing about them


async def test_nobody_is_sent_on_to_another_tenant(app: Litestar) -> None:
    tokens = await two_tenants(database_of(app), app.state.wiring.tokens)
    async with client_of(app) as client:
        for path in ("visits/nord-a_waiting/transfer", "visits/nord-a_waiting/call"):
            answer = await client.post(
                f"/api/v1/{path}",
                json={"office": "sued-a_", "counter": "sued-a_1"},
                headers={"Authorization": f"Bearer {tokens['nord-a_']['supervisor']}"},
            )
            assert answer.status_code == 422, answer.text
            assert "sued" not in told(answer)
