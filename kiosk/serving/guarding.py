# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Only the browser of this machine, showing our own page, gets an answer; whatever name leads here.

A web page from elsewhere could let its own name point at this machine. Then the name is not one of ours.
"""

from litestar.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; style-src 'self'; script-src 'self'; img-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    # Somebody who is being helped may talk to their helper, if they want to.
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=(), payment=(), usb=()"),
)
NAMES = ("127.0.0.1", "localhost", "[::1]")
REFUSED = 403


class OnlyHere:
    """An application that answers this machine's own browser alone."""

    def __init__(self, inner: ASGIApp) -> None:
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        kind = str(scope["type"])  # the lifespan comes this way too
        if kind not in ("http", "websocket"):
            await self._inner(scope, receive, send)
        elif _is_meant(scope):
            await self._inner(scope, receive, _completing(send) if kind == "http" else send)
        elif kind == "http":
            headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
            await send({"type": "http.response.start", "status": REFUSED, "headers": headers})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        else:
            await send({"type": "websocket.close", "code": 4403, "reason": ""})


def _is_meant(scope: Scope) -> bool:
    headers = dict(scope["headers"])
    host = headers.get(b"host", b"").decode("latin-1")
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdecimal() else host
    if name not in NAMES:
        return False
    origin = headers.get(b"origin")
    if origin is not None:
        return origin.decode("latin-1") == f"http://{host}"
    return headers.get(b"sec-fetch-site", b"none") in (b"none", b"same-origin")


def _completing(send: Send) -> Send:
    async def completed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), *HEADERS]
        await send(message)

    return completed
