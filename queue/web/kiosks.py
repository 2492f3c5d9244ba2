# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which kiosk is calling: a program with its token, a paired browser, or in the demo town anybody."""

import re
from collections.abc import Set as AbstractSet

from litestar import Request, WebSocket
from litestar.di import Provide

from aufruf.domain.access import Device, device_of_kind
from aufruf.domain.errors import NotAllowed, NotAuthenticated, NotFound
from aufruf.domain.roles import DeviceKind
from aufruf.web.addresses import only_from_our_pages
from aufruf.web.callers import AS_STRANGER, SAFE, bearer, caller_of
from aufruf.web.devices import DEVICE_COOKIE, device_of
from aufruf.web.wire import ID, AnyRequest, Connection
from aufruf.web.wiring import Given, Wiring

KIOSK = frozenset({DeviceKind.KIOSK})
TOUCHED = frozenset({DeviceKind.KIOSK, DeviceKind.TERMINAL})  # where somebody may be stuck
DEMO = "demo"  # the id of everybody's kiosk in the demo town
WHERE_FROM = ("origin", "sec-fetch-site")  # every browser says one of them with what changes something
# Somebody of the staff may be logged in where a kiosk's page is open: at the kiosk they are nobody.
AT_KIOSK = {AS_STRANGER: True}


async def kiosk_of(
    connection: Connection, wiring: Wiring, *, kinds: AbstractSet[DeviceKind] = KIOSK, demo: bool = True
) -> Device:
    """The device behind a call. Raises NotAuthenticated, NotAllowed.

    With a cookie, what changes something must come from our own pages and say so: browsers send cookies
    along with whatever another site makes them send.
    """
    if bearer(connection) is not None:
        return device_of_kind(await caller_of(connection, wiring.db), kinds)
    if connection.cookies.get(DEVICE_COOKIE):
        _make_sure_it_is_meant(connection, wiring)
        if (device := await device_of(connection, wiring)) is not None:
            return device_of_kind(device, kinds)
    wanted = connection.query_params.get("office", "")
    if demo and wiring.demo_logins and wanted:
        if re.fullmatch(ID, wanted) is None:
            raise NotFound
        return Device(id=DEMO, office=wanted, kind=DeviceKind.KIOSK)
    raise NotAuthenticated


def _make_sure_it_is_meant(connection: Connection, wiring: Wiring) -> None:
    changes = isinstance(connection, Request) and connection.method not in SAFE
    if changes and not any(header in connection.headers for header in WHERE_FROM):
        raise NotAllowed
    if changes or isinstance(connection, WebSocket):
        only_from_our_pages(connection, wiring.base_url)


async def give_kiosk(request: AnyRequest, wiring: Given[Wiring]) -> Device:
    """The kiosk that calls."""
    return await kiosk_of(request, wiring)


async def give_touched(request: AnyRequest, wiring: Given[Wiring]) -> Device:
    """The kiosk or terminal that calls, the demo town's too."""
    return await kiosk_of(request, wiring, kinds=TOUCHED)


async def names_at_kiosk(request: AnyRequest) -> frozenset[str]:
    """What the office of the kiosk that asks is called, and its services."""
    wiring: Wiring = request.app.state.wiring
    kiosk = await kiosk_of(request, wiring)
    async with wiring.db.reading() as reading:
        office = await reading.office(kiosk.office)
    return frozenset((office.name, *(service.name for service in office.services.values())))


AT_KIOSKS = {"kiosk": Provide(give_kiosk), "touched": Provide(give_touched)}
