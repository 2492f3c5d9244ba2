# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The socket on which somebody is helped: carried to the server and back, word by word, and kept nowhere."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from litestar import WebSocket, websocket
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect
from litestar.params import FromPath
from websockets.asyncio.client import ClientConnection
from websockets.exceptions import ConnectionClosed, InvalidStatus, WebSocketException
from websockets.frames import EXTERNAL_CLOSE_CODES, CloseCode

from aufruf_kiosk.desk import as_json, refusal
from aufruf_kiosk.server.link import ServerLink

API = "/api/v1/kiosk"
OWN_CODES = range(3000, 5000)  # those that anybody may use
AnySocket = WebSocket[Any, Any, Any]
GONE = (WebSocketDisconnect, OSError)  # the page is; the server library's own word for it is an OSError


class Farewell(NamedTuple):
    """With what somebody hangs up."""

    code: int
    reason: str


@websocket(f"{API}/help-requests/{{request_id:str}}/socket")
async def carry(socket: AnySocket, state: State, request_id: FromPath[str]) -> None:
    """Carry what page and server say to each other, until one of them hangs up or is heard of no more."""
    query = urlencode({"instance": socket.query_params.get("instance", "")})
    path = f"{API}/help-requests/{quote(request_id, safe='')}/socket?{query}"
    link: ServerLink = state.here.link
    if not link.is_online:
        return await _refuse_alone(socket)
    try:
        server = await link.line(path)
    except InvalidStatus as refused:
        answer = refused.response
        kind = answer.headers.get("content-type", "text/plain")
        return await _refuse(socket, answer.status_code, kind, bytes(answer.body or b""))
    except (OSError, WebSocketException):  # no answer, or none that makes sense
        return await _refuse_alone(socket)
    farewell = Farewell(CloseCode.GOING_AWAY, "")
    try:
        await socket.accept()
        farewell = await _until_one_goes(
            _to_server(socket, server), _to_page(server, socket, silence=link.silence)
        )
    finally:
        with suppress(*GONE):
            await socket.close(*farewell)
        await server.close(*farewell)
    return None


async def _until_one_goes(*ways: Awaitable[Farewell]) -> Farewell:
    going = [asyncio.ensure_future(way) for way in ways]
    try:
        first, _ = await asyncio.wait(going, return_when=asyncio.FIRST_COMPLETED)
        return first.pop().result()
    finally:
        for way in going:
            way.cancel()
        await asyncio.gather(*going, return_exceptions=True)


async def _to_server(page: AnySocket, server: ClientConnection) -> Farewell:
    """What the page says. It is not heard faster than the server hears it."""
    try:
        while True:
            said: Any = await page.receive()
            if said["type"] == "websocket.disconnect":
                return _farewell(said["code"], said.get("reason"))
            text = said.get("text")
            await server.send(said["bytes"] if text is None else text)
    except ConnectionClosed as closed:
        return _of_server(closed)


async def _to_page(server: ClientConnection, page: AnySocket, *, silence: float) -> Farewell:
    """What the server says. It is not heard faster than the page hears it."""
    try:
        while True:
            async with asyncio.timeout(silence):
                said = await server.recv()
            if isinstance(said, str):
                await page.send_text(said)
            else:
                await page.send_bytes(said)
    except ConnectionClosed as closed:
        return _of_server(closed)
    except TimeoutError:
        return Farewell(CloseCode.TRY_AGAIN_LATER, "")
    except GONE:
        return Farewell(CloseCode.GOING_AWAY, "")


def _of_server(closed: ConnectionClosed) -> Farewell:
    said = closed.rcvd or closed.sent  # the latter where the server said too much at once
    if said is None:  # it was cut off
        return Farewell(CloseCode.TRY_AGAIN_LATER, "")
    return _farewell(said.code, said.reason)


def _farewell(code: int, reason: str | None) -> Farewell:
    """The same to the other side; who said no code, or none that may be said, has gone."""
    known = code in EXTERNAL_CLOSE_CODES or code in OWN_CODES
    return Farewell(code if known else CloseCode.GOING_AWAY, reason or "")


async def _refuse_alone(socket: AnySocket) -> None:
    """Without the server nobody can help from afar."""
    said = refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
    await _refuse(socket, said.status, "application/problem+json", as_json(said))


async def _refuse(socket: AnySocket, status: int, kind: str, body: bytes) -> None:
    """Answer the handshake as a request is answered."""
    headers = [(b"content-type", kind.encode("latin-1")), (b"cache-control", b"no-store")]
    start = {"type": "websocket.http.response.start", "status": status, "headers": headers}
    rest = {"type": "websocket.http.response.body", "body": body, "more_body": False}
    with suppress(*GONE):
        await socket.receive()
        await socket.send(start)  # type: ignore[arg-type]
        await socket.send(rest)  # type: ignore[arg-type]
