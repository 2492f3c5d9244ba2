# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every answer carries, whoever gives it: a number to quote, and what a browser may do with it.

It stands around the whole application, since routes that do not exist never reach its middleware.

A handler that names one of these headers itself is left alone with it: so the page in which a helper sees a
citizen's screen (/help/mirror) has a Content-Security-Policy of its own, since rrweb writes inline styles.
"""

import asyncio
import re
import time
import uuid
from dataclasses import dataclass

import msgspec
import structlog
from litestar.connection import ASGIConnection
from litestar.enums import ScopeType
from litestar.types import (
    ASGIApp,
    HTTPResponseStartEvent,
    HTTPScope,
    Message,
    Receive,
    Scope,
    Send,
    WebSocketScope,
)

from aufruf import metrics
from aufruf.domain.errors import Unavailable
from aufruf.web.addresses import Networks, is_through_proxy
from aufruf.web.errors import AGAIN_AFTER, problem_body, status_of
from aufruf.web.wire import Connection

log = structlog.get_logger("aufruf.web")

POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
SECURITY = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    # Addresses hold tokens, so nobody else is told them. Not `no-referrer`: with it browsers say
    # `Origin: null` in our own forms, and we could not tell them from those of another site.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
}
# Encoded once, not for each answer.
ALWAYS = tuple((name.lower().encode(), value.encode()) for name, value in SECURITY.items())
NUMBER = "x-request-id"
NUMBERS = re.compile(r"[A-Za-z0-9-]{8,64}")
NOT_KEPT = (b"cache-control", b"no-store")


@dataclass(frozen=True, slots=True)
class Answers:
    """An application, with every answer completed and one line in the log about it."""

    inner: ASGIApp
    trusted_proxies: Networks = ()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer. Every line in the log that is about it carries its number."""
        request_id = self._number_of(scope)
        scope["state"]["request_id"] = request_id
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            if scope["type"] == ScopeType.HTTP:
                await self._answer(scope, receive, send, request_id)
            else:
                await self.inner(scope, receive, send)

    async def _answer(self, scope: HTTPScope, receive: Receive, send: Send, request_id: str) -> None:
        began = time.perf_counter()
        status = 0

        async def completed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _complete(message, request_id)
            await send(message)

        try:
            await self.inner(scope, receive, completed)
        except asyncio.CancelledError:  # this server stops, and has waited for this answer long enough
            if status:
                raise
            await _cut_off(scope, completed)
        finally:
            method, route, seconds = scope["method"], _route(scope), time.perf_counter() - began
            metrics.request_done(method, route, status=status, seconds=seconds)
            log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))

    def _number_of(self, scope: HTTPScope | WebSocketScope) -> str:
        """What a proxy of ours numbers it by, if it does; else a new number."""
        if self.trusted_proxies:
            connection: Connection = ASGIConnection(scope)
            said = connection.headers.get(NUMBER, "")
            if NUMBERS.fullmatch(said) and is_through_proxy(connection, self.trusted_proxies):
                return said
        return uuid.uuid4().hex


async def _cut_off(scope: HTTPScope, send: Send) -> None:
    """Say that whoever asked may ask again: with an Idempotency-Key what was done is not done twice."""
    error = Unavailable()
    status = status_of(error)
    body = problem_body(ASGIConnection(scope), status=status, code=error.code, english=str(error))
    headers = [(b"content-type", b"application/problem+json"), (b"retry-after", b"%d" % AGAIN_AFTER)]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": msgspec.json.encode(body), "more_body": False})


def _complete(message: HTTPResponseStartEvent, request_id: str) -> None:
    headers = list(message.get("headers", ()))
    named = {name.lower() for name, _ in headers}
    headers.append((b"x-request-id", request_id.encode()))
    headers += [header for header in ALWAYS if header[0] not in named]
    if named.isdisjoint((b"cache-control", b"etag")):
        headers.append(NOT_KEPT)  # most answers are about a person
    message["headers"] = headers


def _route(scope: HTTPScope) -> str | None:
    """The pattern of the path, never the path: that may hold a token."""
    return scope.get("path_template")
