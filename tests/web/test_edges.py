# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The edge of the web: whatever is sent, the answer says what was wrong, and nothing breaks."""

import json
from collections.abc import AsyncIterator

import httpx
import pytest
from litestar import Litestar

from aufruf.db.transaction import Database
from aufruf.domain.roles import DeviceKind
from tests.builders import small_town
from tests.web.on_sqlite import database_url as database_url
from tests.web.served import app_over, client_of, database_of, make_device

TICKETS = "/api/v1/kiosk/tickets"


@pytest.fixture
async def kiosk(app: Litestar, db: Database) -> AsyncIterator[httpx.AsyncClient]:
    await small_town(db)
    async with client_of(app, token=await make_device(db, DeviceKind.KIOSK)) as client:
        yield client


def is_problem(answer: httpx.Response, status: int, code: str) -> dict[str, object]:
    """The answer is a refusal of this kind, in the form of RFC 9457, with a sentence."""
    body: dict[str, object] = answer.json()
    assert (answer.status_code, body["code"]) == (status, code), body
    assert answer.headers["content-type"] == "application/problem+json"
    assert body["status"] == status
    assert {"type", "title", "detail", "instance"} <= body.keys()
    assert str(body["detail"]).endswith((".", "?", "!"))
    return body


def pointers(body: dict[str, object]) -> list[str]:
    errors = body["errors"]
    assert isinstance(errors, list)
    return [str(error["pointer"]) for error in errors]


async def send(client: httpx.AsyncClient, content: bytes, kind: str = "application/json") -> httpx.Response:
    return await client.post(TICKETS, content=content, headers={"content-type": kind})


async def test_a_body_of_ten_megabytes_is_too_large(kiosk: httpx.AsyncClient) -> None:
    is_problem(await send(kiosk, b'{"services": ["' + b"x" * 10_000_000 + b'"]}'), 413, "too_large")


async def test_it_is_too_large_in_pieces_as_well(kiosk: httpx.AsyncClient) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        yield b'{"services": ["'
        for _ in range(100):
            yield b"x" * 100_000
        yield b'"]}'

    answer = await kiosk.post(TICKETS, content=pieces(), headers={"content-type": "application/json"})
    is_problem(answer, 413, "too_large")


async def test_it_is_too_large_where_no_body_is_read(kiosk: httpx.AsyncClient) -> None:
    answer = await kiosk.post(
        "/api/v1/visits/x/leave", content=b"x" * 10_000_000, headers={"content-type": "application/json"}
    )
    is_problem(answer, 413, "too_large")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
async def test_what_is_not_sent_as_json_is_refused(kiosk: httpx.AsyncClient, kind: str) -> None:
    is_problem(await send(kiosk, b'{"services": ["ausweis"]}', kind), 415, "not_json")


async def test_json_may_say_its_character_set(kiosk: httpx.AsyncClient) -> None:
    answer = await send(kiosk, b'{"services": ["ausweis"]}', "application/json; charset=utf-8")
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"{", id="cut off"),
        pytest.param(b"services=ausweis", id="a form"),
        pytest.param(b'{"services": ["\xff"]}', id="no UTF-8"),
        pytest.param(b'{"services": ["\\ud800"]}', id="half a character"),
        pytest.param(b'{"x": ' * 50_000, id="very deep"),
        pytest.param(b'{"needs": ' + b"[" * 50_000, id="very deep lists"),
    ],
)
async def test_broken_json_is_malformed(kiosk: httpx.AsyncClient, content: bytes) -> None:
    is_problem(await send(kiosk, content), 422, "malformed")


@pytest.mark.parametrize("content", [b"", b"null", b"[]", b'"x"', b"{}"])
async def test_json_of_another_shape_is_not_valid(kiosk: httpx.AsyncClient, content: bytes) -> None:
    assert (await send(kiosk, content)).status_code == 422


async def test_an_unknown_field_is_refused_by_name(kiosk: httpx.AsyncClient) -> None:
    answer = await kiosk.post(TICKETS, json={"services": ["ausweis"], "colour": "red"})
    body = is_problem(answer, 422, "not_valid")
    assert pointers(body) == ["/colour"]


async def test_what_is_missing_in_the_query_is_pointed_at(client: httpx.AsyncClient) -> None:
    body = is_problem(await client.get("/api/v1/availability?office=mitte"), 422, "not_valid")
    assert body["errors"] == [{"pointer": "/service", "detail": "is missing"}]


async def test_no_body_at_all_is_no_json(kiosk: httpx.AsyncClient) -> None:
    is_problem(await send(kiosk, b""), 422, "malformed")


@pytest.mark.parametrize(
    ("sent", "pointer"),
    [
        ({"services": [1]}, "/services/0"),
        ({"services": "ausweis"}, "/services"),
        ({}, "/services"),
        ({"services": ["ausweis"], "language": "de\x00"}, "/language"),
        ({"services": ["aus\nweis"]}, "/services/0"),
        ({"services": ["x" * 100_000]}, "/services/0"),
    ],
)
async def test_the_pointer_leads_to_what_is_wrong(
    kiosk: httpx.AsyncClient, sent: dict[str, object], pointer: str
) -> None:
    answer = await kiosk.post(TICKETS, content=json.dumps(sent), headers={"content-type": "application/json"})
    assert pointers(is_problem(answer, 422, "not_valid")) == [pointer]


@pytest.mark.parametrize(
    "path",
    ["/api/v1/nothing", "/api/v2/offices", "/api/v1/offices/a/b/services", "/api/v1/offices/a%2Fb/services"],
)
async def test_a_path_that_does_not_exist_is_not_found(client: httpx.AsyncClient, path: str) -> None:
    is_problem(await client.get(path), 404, "not_found")


@pytest.mark.parametrize("office", ["nirgends", "a%00b", "a%0Ab", "x" * 65, "%F0%9F%98%80", "a b", "%ff"])
async def test_an_office_that_cannot_be_is_not_found(client: httpx.AsyncClient, office: str) -> None:
    is_problem(await client.get(f"/api/v1/offices/{office}/services"), 404, "not_found")


async def test_a_wrong_method_is_told_the_right_ones(client: httpx.AsyncClient) -> None:
    answer = await client.delete("/api/v1/offices/mitte/services")
    is_problem(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["allow"].split(", ")


@pytest.mark.parametrize(("wish", "detail"), [("en", "Please log in."), ("de", "Bitte melden Sie sich an.")])
async def test_the_sentence_is_in_the_language_wished_for(
    client: httpx.AsyncClient, wish: str, detail: str
) -> None:
    answer = await client.post(TICKETS, json={"services": ["ausweis"]}, headers={"accept-language": wish})
    assert is_problem(answer, 401, "not_authenticated")["detail"] == detail
    assert answer.headers["content-language"] == wish
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["content-length", "cookie", "accept-language", "authorization", "host"])
async def test_a_header_that_makes_no_sense_breaks_nothing(client: httpx.AsyncClient, header: str) -> None:
    for nonsense in (b"\xff\xfe", b"=;=;,,;q=x", b"-1", b"x" * 5000):
        answer = await client.post(TICKETS, content=b"{}", headers=[(header.encode(), nonsense)])
        assert answer.status_code < 500


async def test_a_defect_tells_a_number_to_quote_and_nothing_else(database_url: str) -> None:
    async with app_over(database_url) as app, client_of(app) as client:
        async with database_of(app).engine.begin() as connection:
            await connection.exec_driver_sql("ALTER TABLE office RENAME TO somewhere_else")
        answer = await client.get("/api/v1/offices/mitte/services")
    body = is_problem(answer, 500, "internal")
    assert body["request_id"] == answer.headers["x-request-id"]
    assert "somewhere_else" not in answer.text
    assert set(body) == {"type", "title", "status", "detail", "instance", "code", "request_id"}


@pytest.mark.parametrize("path", ["/", "/health/live", "/api/v1/nothing", "/nothing", "/schema/openapi.json"])
async def test_every_answer_says_what_a_browser_may_do_with_it(client: httpx.AsyncClient, path: str) -> None:
    headers = (await client.get(path)).headers
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert len(headers["x-request-id"]) == 32


async def test_each_request_has_a_number_of_its_own(client: httpx.AsyncClient) -> None:
    numbers = {(await client.get("/health/live")).headers["x-request-id"] for _ in range(3)}
    assert len(numbers) == 3
