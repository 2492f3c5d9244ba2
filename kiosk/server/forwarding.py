# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What only the server can do: appointments, help, looking after a ticket. Without it, that is refused.

The ticket in which help ends was drawn by whoever helped; it is printed here as if it had been drawn here.
"""

import json
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

import httpx
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from aufruf_kiosk.printing.papers import slip_paper
from aufruf_kiosk.server.link import NoAnswer

API = "/api/v1"
PATIENCE = 7.0  # seconds: the page waits for eight
PASSED_ON = ("accept-language", "idempotency-key")
NOT_KEPT = {"Cache-Control": "no-store"}
AnyRequest = Request[Any, Any, Any]


@get(f"{API}/kiosk/slots")
async def list_slots(request: AnyRequest, state: State) -> Response[bytes]:
    """Some times that may be booked."""
    return await _forward(request, state, f"{API}/kiosk/slots?{request.url.query}")


@post(f"{API}/kiosk/appointments")
async def book(request: AnyRequest, state: State) -> Response[bytes]:
    """Take a time, and print its slip."""
    answer = await _asked(request, state, f"{API}/kiosk/appointments")
    if answer is None or answer.status_code != HTTPStatus.CREATED:
        return _passed_on(answer)
    booked, wish = answer.json(), json.loads(await request.body())
    printed = await state.here.printer.print_slip(slip_paper(booked, wish, state.here.link.state))
    told = booked if printed is None else booked | {"printed": printed}
    return Response(json.dumps(told).encode(), status_code=answer.status_code, media_type="application/json")


@post(f"{API}/kiosk/help-requests")
async def ask_for_help(request: AnyRequest, state: State) -> Response[bytes]:
    """Ask for a person."""
    return await _forward(request, state, f"{API}/kiosk/help-requests")


@post(f"{API}/kiosk/help-requests/{{request_id:str}}/{{deed:str}}")
async def go_on_with_help(
    request: AnyRequest, state: State, request_id: FromPath[str], deed: FromPath[str]
) -> Response[bytes]:
    """Withdraw a request for help, agree to something, ask to be called back."""
    return await _forward(
        request, state, f"{API}/kiosk/help-requests/{quote(request_id, safe='')}/{quote(deed, safe='')}"
    )


@post(f"{API}/kiosk/help-requests/{{request_id:str}}/collect")
async def collect(request: AnyRequest, state: State, request_id: FromPath[str]) -> Response[bytes]:
    """The ticket in which help has ended, on paper too."""
    answer = await _asked(request, state, f"{API}/kiosk/help-requests/{quote(request_id, safe='')}/collect")
    if answer is None or not answer.is_success:
        return _passed_on(answer)
    given = answer.json()
    told = await state.here.desk.hand_over(
        {**given, "offline": False},
        services=[each["service"] for each in given["services"]],
        language=request.headers.get("accept-language", ""),
    )
    return Response(json.dumps(told).encode(), status_code=answer.status_code, headers=NOT_KEPT)


@post(f"{API}/visits/{{visit:str}}/leave")
async def give_ticket_back(request: AnyRequest, state: State, visit: FromPath[str]) -> Response[bytes]:
    """Give a ticket back that nobody waits for, with its own token."""
    return await _forward(request, state, f"{API}/visits/{quote(visit, safe='')}/leave")


@post(f"{API}/appointments/{{appointment:str}}/cancel")
async def give_time_back(request: AnyRequest, state: State, appointment: FromPath[str]) -> Response[bytes]:
    """Give a time back, with its own token."""
    return await _forward(request, state, f"{API}/appointments/{quote(appointment, safe='')}/cancel")


@get("/visits/{visit:str}/{token:str}/qr.svg")
async def show_code(
    request: AnyRequest, state: State, visit: FromPath[str], token: FromPath[str]
) -> Response[bytes]:
    """The code that opens a ticket's page on a phone."""
    return await _forward(request, state, f"/visits/{quote(visit, safe='')}/{quote(token, safe='')}/qr.svg")


async def _forward(request: AnyRequest, state: State, path: str) -> Response[bytes]:
    return _passed_on(await _asked(request, state, path))


async def _asked(request: AnyRequest, state: State, path: str) -> httpx.Response | None:
    """What the server says; None if it does not."""
    if not state.here.link.is_online:
        return None
    headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
    if "authorization" in request.headers:  # whose ticket it is, they show themselves
        headers["authorization"] = request.headers["authorization"]
    body = None
    if request.method == "POST":
        try:
            body = json.loads(await request.body() or b"{}")
        except ValueError:
            body = None
    try:
        answer: httpx.Response = await state.here.link.ask(
            request.method, path, body=body, headers=headers, within=PATIENCE
        )
    except NoAnswer:
        return None
    return answer


def _passed_on(answer: httpx.Response | None) -> Response[bytes]:
    if answer is None:
        problem = {"type": "about:blank", "status": 503, "code": "unavailable", "title": "Unavailable"}
        body, status, kind = json.dumps(problem).encode(), 503, "application/problem+json"
    else:
        kind = answer.headers.get("content-type", "application/json")
        body, status = answer.content, answer.status_code
    return Response(body, status_code=status, media_type=kind, headers=NOT_KEPT)


FORWARDED: list[HTTPRouteHandler] = [
    list_slots,
    book,
    ask_for_help,
    collect,
    go_on_with_help,
    give_ticket_back,
    give_time_back,
    show_code,
]
