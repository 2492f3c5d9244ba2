# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser that is a device of an office: its token lies in a cookie that only our own pages send."""

from litestar import WebSocket
from litestar.datastructures import Cookie

from aufruf.db import access, devices
from aufruf.domain.access import Device
from aufruf.domain.errors import NotFound
from aufruf.web.addresses import only_from_our_pages
from aufruf.web.callers import caller_of
from aufruf.web.limits import guessing
from aufruf.web.tokens import DEVICE, key_of
from aufruf.web.wire import AnyRequest, Connection
from aufruf.web.wiring import Wiring

DEVICE_COOKIE = "aufruf_device"
TEN_YEARS = 10 * 365 * 24 * 3600  # a kiosk is paired once


async def device_of(connection: Connection, wiring: Wiring) -> Device | None:
    """The device that this browser was paired as, or whose token it sends.

    Raises NotAllowed where another site's page would open a socket with this browser's cookie.
    """
    caller = await caller_of(connection, wiring.db)
    if isinstance(caller, Device):
        return caller
    token = connection.cookies.get(DEVICE_COOKIE, "")
    if token and isinstance(connection, WebSocket):
        only_from_our_pages(connection, wiring.base_url)
    return await _with_token(wiring, token)


async def pair(request: AnyRequest, wiring: Wiring, *, token: str) -> tuple[Device, Cookie]:
    """Let this browser be a device. Raises NotFound for a token that nobody has, TooMany."""
    async with guessing(request, wiring):
        device = await _with_token(wiring, token)
        if device is None:
            raise NotFound
    return device, pairing_cookie(request, wiring, token)


def pairing_cookie(request: AnyRequest, wiring: Wiring, token: str) -> Cookie:
    """What makes a browser the device that has this token."""
    secure = (wiring.base_url or str(request.base_url)).startswith("https://")
    return Cookie(
        DEVICE_COOKIE,
        value=token,
        max_age=TEN_YEARS,
        path="/",
        httponly=True,
        samesite="strict",
        secure=secure,
    )


def renewed(request: AnyRequest, wiring: Wiring) -> list[Cookie]:
    """The cookie of a device that was let in by it, given anew: browsers keep none for ten years."""
    token = request.cookies.get(DEVICE_COOKIE, "")
    return [pairing_cookie(request, wiring, token)] if token.startswith(DEVICE) else []


async def was_revoked(wiring: Wiring, token: str) -> bool:
    """Whether this is the token of a device that is let in no longer."""
    if not token.startswith(DEVICE):
        return False
    async with wiring.db.reading() as reading:
        return await devices.is_revoked(reading.connection, key_of(token))


async def _with_token(wiring: Wiring, token: str) -> Device | None:
    if not token.startswith(DEVICE):
        return None
    async with wiring.db.reading() as reading:
        return await access.device_with_token(reading.connection, key_of(token))
