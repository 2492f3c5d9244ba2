# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The touch terminal's page, empty as it comes, for it draws itself; and the QR code of its tickets."""

from litestar import Response, get

from aufruf.domain.errors import NotAuthenticated
from aufruf.pages.pairing import how_to_pair
from aufruf.pages.status import own_status
from aufruf.reads.kiosk import kiosk_now
from aufruf.web.devices import DEVICE_COOKIE, renewed, was_revoked
from aufruf.web.kiosks import DEMO, kiosk_of
from aufruf.web.language import direction_of
from aufruf.web.qr import qr_svg
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import PathId, PathText
from aufruf.web.wiring import Given, Wiring

API = "/api/v1/kiosk"


@get("/kiosk")
async def show(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """The page of this kiosk, in the language that it begins with."""
    try:
        device = await kiosk_of(request, wiring)
    except NotAuthenticated:
        revoked = await was_revoked(wiring, request.cookies.get(DEVICE_COOKIE, ""))
        return how_to_pair(frame, revoked=revoked)
    async with wiring.db.reading() as reading:
        seen = await kiosk_now(reading, device.office)
    return frame.show(
        "kiosk.html",
        language=seen.languages(device.id)[0],
        direction=direction_of(seen.languages(device.id)[0]),
        api=API,
        office=device.office if device.id == DEMO else "",
        rehearsal=wiring.rehearsal,
        cookies=[] if device.id == DEMO else renewed(request, wiring),
    )


@get("/visits/{visit:str}/{token:str}/qr.svg")
async def show_qr(
    visit: PathId, token: PathText, request: AnyRequest, wiring: Given[Wiring]
) -> Response[bytes]:
    """The QR code that opens the status page on a phone."""
    async with wiring.db.reading() as reading:
        await own_status(reading, wiring, visit, token)
    base = wiring.base_url or str(request.base_url).rstrip("/")
    return Response(
        qr_svg(f"{base}/visits/{visit}/{token}"),
        media_type="image/svg+xml",
        headers={"Cache-Control": "no-store"},  # a kiosk's browser keeps nothing of anybody
    )
