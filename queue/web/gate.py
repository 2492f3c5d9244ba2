# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every request must pass before its handler sees it, so that no handler can forget it."""

from litestar import Request
from litestar.enums import ScopeType
from litestar.exceptions import HTTPException
from litestar.types import ASGIApp, Receive, Scope, Send

from aufruf.web.callers import SAFE, caller_of
from aufruf.web.devices import device_of
from aufruf.web.limits import count_public_write
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring


def gate(app: ASGIApp) -> ASGIApp:
    """Middleware: whoever wants to change something is known and meant it, or is counted."""

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.HTTP and scope["method"] not in SAFE:
            await _pass(Request(scope, receive))
        await app(scope, receive, send)

    return guarded


async def _pass(request: AnyRequest) -> None:
    wiring: Wiring = request.app.state.wiring
    if request.scope["path"].startswith("/api/"):
        _check_body(request)
    if await caller_of(request, wiring.db) is None and await device_of(request, wiring) is None:
        await count_public_write(request, wiring)


def _check_body(request: AnyRequest) -> None:
    """JSON, and not too much, even where no handler reads it. What comes in pieces is counted when read."""
    length = request.headers.get("content-length", "0")
    sends = length != "0" or "transfer-encoding" in request.headers
    kind = request.content_type[0].lower()
    if (sends or kind) and kind != "application/json":
        raise HTTPException(status_code=415)
    limit = request.route_handler.resolve_request_max_body_size()
    if limit and length.isdecimal() and int(length) > limit:
        raise HTTPException(status_code=413)
