# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is sent to any operation of the OpenAPI document, good or bad, by anybody: never a 500."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.result import Ok

from aufruf.web.tokens import CitizenTokens
from tests.databases import wait_for
from tests.races.scene import clock_from, door
from tests.servers import running_server
from tests.web.served import KEY
from tests.web.two_tenants import two_tenants

pytestmark = pytest.mark.timeout(240)

EXAMPLES = 9  # of each operation, of good data and of bad
PLACE = "nord-a_"
IDS = {
    "office": PLACE,
    "counter": f"{PLACE}1",
    "visit": f"{PLACE}waiting",
    "appointment": f"{PLACE}promise",
    "staff": f"{PLACE}anna",
    "help_request": f"{PLACE}help",
    "call_back": f"{PLACE}callback",
}
BROKEN = 500
Callers = dict[str, str]  # tokens by who has them


async def prepare(url: str) -> Callers:
    async with door(url, clock_from("09:00")) as db:
        tokens = await two_tenants(db, CitizenTokens(KEY))
    return {**tokens[PLACE], "nobody": ""}


@contextmanager
def served(url: str) -> Iterator[str]:
    settings = {
        "AUFRUF_DATABASE_URL": url,
        "AUFRUF_SECRET_KEY": KEY,
        "AUFRUF_REHEARSAL": "1",
        "AUFRUF_RATE_LIMIT": "off",
        "AUFRUF_CLOCK_START": "2026-11-23T09:00:00+01:00",
    }
    with running_server(settings, ready_within=60) as server:
        yield server.url


def operations(server: str) -> list[APIOperation[Any, Any, Any, Any]]:
    schema = schemathesis.openapi.from_url(f"{server}/schema/openapi.json")
    found = list(schema.get_all_operations())
    understood = [each.ok() for each in found if isinstance(each, Ok)]
    assert len(understood) == len(found)
    return understood


def broken(server: str, callers: Callers, operation: APIOperation[Any, Any, Any, Any]) -> set[int]:
    """Send good and bad data to an operation; every status that it answered. Raises at 500 and above."""
    answered: set[int] = set()
    session = requests.Session()
    session.trust_env = False

    def send(case: Case[Any], caller: str, known_ids: bool) -> None:  # noqa: FBT001 (drawn by Hypothesis)
        if known_ids:  # else hardly anything would get beyond "not found"
            case.path_parameters.update({k: v for k, v in IDS.items() if k in case.path_parameters})
        headers = {"Authorization": f"Bearer {callers[caller]}"} if callers[caller] else {}
        answer = case.call(base_url=server, headers=headers, session=session)
        answered.add(answer.status_code)
        assert answer.status_code < BROKEN, f"{operation.label} by {caller}: {case.as_curl_command()}"

    for mode in GenerationMode:
        tried = settings(
            max_examples=EXAMPLES,
            derandomize=True,
            database=None,
            deadline=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(
            given(
                operation.as_strategy(generation_mode=mode), st.sampled_from(sorted(callers)), st.booleans()
            )(send)
        )
        tried()
    return answered


def test_no_operation_breaks(sqlite_url: str) -> None:
    callers = wait_for(prepare(sqlite_url))
    with served(sqlite_url) as server:
        answered = {operation.label: broken(server, callers, operation) for operation in operations(server)}
        document = requests.get(f"{server}/schema/openapi.json", timeout=10).json()
    listed = {f"{method.upper()} {path}" for path, item in document["paths"].items() for method in item}
    assert set(answered) == listed
    assert all(answered.values())


def test_a_broken_operation_is_noticed(sqlite_url: str) -> None:
    callers = wait_for(prepare(sqlite_url))
    with served(sqlite_url) as server:
        schema = schemathesis.openapi.from_url(f"{server}/schema/openapi.json")
        queue = schema["/api/v1/offices/{office}/queue"]["get"]
        with sqlite3.connect(sqlite_url.partition(":///")[2]) as file:
            file.execute("DROP TABLE visit")
        only = {"supervisor": callers["supervisor"]}
        with pytest.raises((AssertionError, ExceptionGroup)):
            broken(server, only, queue)
