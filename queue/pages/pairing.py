# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser becomes a kiosk or a display: with the token that `aufruf device pair` printed."""

from litestar import Response, get, post
from litestar.response import Redirect

from aufruf.domain.errors import NotFound
from aufruf.domain.roles import DeviceKind
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form
from aufruf.web.devices import pair
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wiring import Given, Wiring

UNKNOWN = words("Diese Zeichenfolge kennen wir nicht.")


def how_to_pair(frame: Frame, *, wrong: str | None = None, status: int = 401) -> Response[str]:
    """What to do with a device that nobody knows yet."""
    return frame.show("pairing.html", status=status, wrong=wrong)


@get("/pairing")
async def ask(frame: Given[Frame]) -> Response[str]:
    """Ask for a device's token."""
    return how_to_pair(frame, status=200)


@post("/pairing")
async def become_device(
    request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Remember the token in this browser, and show the device's page."""
    token = line(await read_form(request), "token")
    try:
        device, cookie = await pair(request, wiring, token=token)
    except NotFound:
        return how_to_pair(frame, wrong=frame.text(UNKNOWN), status=404)
    goal = f"/display/{device.id}" if device.kind is DeviceKind.DISPLAY else "/kiosk"
    return Redirect(goal, status_code=303, cookies=[cookie])
