# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document says what the server does."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from aufruf.web.openapi import SCHEMES
from tests.web.served import served

Json = dict[str, Any]


@pytest.fixture
async def document(sqlite_url: str) -> Json:
    async with served(sqlite_url) as client:
        answer = await client.get("/schema/openapi.json")
    assert answer.status_code == 200
    found: Json = json.loads(answer.content)
    return found


def operations(document: Json) -> Iterator[tuple[str, str, Json]]:
    for path, item in document["paths"].items():
        for method, operation in item.items():
            if path.startswith("/api/"):
                yield path, method, operation


def bodies(document: Json) -> Iterator[tuple[str, Json]]:
    """The schemas of what is sent, by name."""
    for _, _, operation in operations(document):
        if "requestBody" in operation:
            for reference in values(operation["requestBody"], "$ref"):
                name = reference.rpartition("/")[2]
                yield name, document["components"]["schemas"][name]


def values(part: Any, key: str) -> Iterator[Any]:
    if isinstance(part, dict):
        for name, value in part.items():
            if name == key:
                yield value
            yield from values(value, key)
    elif isinstance(part, list):
        for each in part:
            yield from values(each, key)


async def test_it_tells_every_body_to_hold_nothing_unknown(document: Json) -> None:
    found = dict(bodies(document))
    assert len(found) > 3
    assert [name for name, schema in found.items() if schema.get("additionalProperties") is not False] == []


async def test_every_refusal_is_problem_details(document: Json) -> None:
    refusals = [
        (path, method, status, answer)
        for path, method, operation in operations(document)
        for status, answer in operation["responses"].items()
        if int(status) >= 400
    ]
    assert len(refusals) > 20
    assert {status for _, _, status, _ in refusals} >= {
        "401",
        "403",
        "404",
        "409",
        "413",
        "415",
        "422",
        "429",
    }
    assert "400" not in {status for _, _, status, _ in refusals}
    assert {kind for *_, answer in refusals for kind in answer["content"]} == {"application/problem+json"}


async def test_what_changes_something_may_come_too_often(document: Json) -> None:
    changing = [
        operation["responses"]
        for _, method, operation in operations(document)
        if method not in ("get", "head")
    ]
    assert changing
    assert all("429" in answers for answers in changing)


async def test_patterns_are_those_of_ecmascript(document: Json) -> None:
    patterns = {pattern for pattern in values(document, "pattern") if isinstance(pattern, str)}
    assert r"^[A-Za-z0-9._~-]{1,64}$" in patterns
    assert not [pattern for pattern in patterns if r"\Z" in pattern]


async def test_who_must_be_known_is_said(document: Json) -> None:
    assert document["components"]["securitySchemes"] == SCHEMES
    paths = document["paths"]
    assert paths["/api/v1/kiosk/tickets"]["post"]["security"] == [{"bearer": []}, {"device": []}]
    assert paths["/api/v1/offices/{office}/services"]["get"]["security"] == [{}]


async def test_every_reference_leads_somewhere(document: Json) -> None:
    names = {reference.rpartition("/")[2] for reference in values(document, "$ref")}
    assert names <= document["components"]["schemas"].keys()


@pytest.mark.parametrize("path", ["/schema", "/schema/", "/schema/swagger", "/schema/redoc"])
async def test_no_page_of_it_fetches_anything_from_elsewhere(sqlite_url: str, path: str) -> None:
    async with served(sqlite_url) as client:
        answer = await client.get(path)
    assert "<script" not in answer.text
    assert "<link" not in answer.text
