# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A browser becomes a kiosk, a display or a terminal: it shows a code, and staff let it in.

By hand it works too: with the token that `aufruf device pair` printed.
"""

import datetime as dt
import re

from litestar import Response, get, post
from litestar.datastructures import FormMultiDict
from litestar.response import Redirect

from aufruf.actions.pairing import open_pairing
from aufruf.domain.access import Device
from aufruf.domain.errors import NotFound, WrongState
from aufruf.domain.pairing import PAIRED, Pairing, PairingState
from aufruf.domain.roles import DeviceKind
from aufruf.domain.tickets import ALPHABET, CODE_LENGTH
from aufruf.domain.words import words
from aufruf.pages.forms import line, read_form, read_instant
from aufruf.web.addresses import only_from_our_pages
from aufruf.web.callers import AS_STRANGER
from aufruf.web.devices import DEVICE_COOKIE, device_of, pair, pairing_cookie, was_revoked
from aufruf.web.pairing import collect
from aufruf.web.qr import qr_svg
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.tokens import key_of, new_secret
from aufruf.web.wire import PathText
from aufruf.web.wiring import Given, Wiring

UNKNOWN = words("Diese Zeichenfolge kennen wir nicht.")
CODE = re.compile(f"[{ALPHABET}]{{{CODE_LENGTH}}}")
STRANGER = {AS_STRANGER: True}  # whoever is logged in here: the device is somebody else


def how_to_pair(
    frame: Frame,
    *,
    kind: DeviceKind = DeviceKind.KIOSK,
    wrong: str | None = None,
    status: int = 401,
    revoked: bool = False,
    pairing: Pairing | None = None,
    secret: str = "",
) -> Response[str]:
    """The code of a device that nobody knows yet, and what to do with it.

    The page asks for a code by itself; without JavaScript there is a button for that.
    """
    return frame.show(
        "pairing.html",
        status=status,
        wrong=wrong,
        kind=kind,
        kinds=sorted(PAIRED),
        revoked=revoked,
        pairing=pairing,
        secret=secret,
    )


@get("/pairing")
async def ask(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str] | Redirect:
    """Show a code, or ask for a device's token. What is let in already as this kind goes on to its page.

    Its browser starts here each morning; the cookie is given anew, since browsers keep none for ten years.
    """
    token, asked = request.cookies.get(DEVICE_COOKIE, ""), request.query_params.get("kind", "")
    device = await device_of(request, wiring) if token else None
    if device is not None and device.kind == asked:
        return Redirect(page_of(device), status_code=303, cookies=[pairing_cookie(request, wiring, token)])
    revoked = await was_revoked(wiring, token)
    kind = _kind(asked)
    return how_to_pair(frame, kind=kind, status=200, revoked=revoked)


@get(["/display", "/pairing/done"])
async def go_on(request: AnyRequest, wiring: Given[Wiring]) -> Redirect:
    """To the page of whatever device this browser is."""
    device = await device_of(request, wiring)
    asked = "/pairing?kind=display" if request.url.path == "/display" else "/pairing"
    return Redirect(asked if device is None else page_of(device), status_code=303)


@post("/pairing/code", status_code=200, opt=STRANGER)
async def show_code(request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]) -> Response[str]:
    """A code, for a browser without JavaScript."""
    kind, secret = _kind(line(await read_form(request), "kind")), new_secret()
    async with wiring.db.transaction() as tx:
        pairing = await open_pairing(tx, kind=kind, secret_key=key_of(secret))
    return how_to_pair(frame, kind=kind, status=200, pairing=pairing, secret=secret)


@post("/pairing/collect", status_code=200, opt=STRANGER)
async def collect_here(
    request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Be the device, once the staff has let it in; until then the page stays."""
    only_from_our_pages(request, wiring.base_url)
    form = await read_form(request)
    kind, code, secret = _kind(line(form, "kind")), line(form, "code"), line(form, "secret")
    try:
        known, token = await collect(request, wiring, code=code, secret=secret)
    except WrongState as refusal:
        if refusal.facts["state"] != PairingState.OPEN:
            return how_to_pair(frame, kind=kind, status=410)
        waiting = Pairing(code=code, kind=kind, expires_at=_until(form))
        return how_to_pair(frame, kind=kind, status=200, pairing=waiting, secret=secret)
    except NotFound:
        return how_to_pair(frame, kind=kind, status=404)
    cookie = pairing_cookie(request, wiring, token)
    return Redirect(page_of(known.device), status_code=303, cookies=[cookie])


@post("/pairing", opt=STRANGER)
async def become_device(
    request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Remember the token in this browser, and show the device's page."""
    only_from_our_pages(request, wiring.base_url)
    token = line(await read_form(request), "token")
    try:
        device, cookie = await pair(request, wiring, token=token)
    except NotFound:
        return how_to_pair(frame, wrong=frame.text(UNKNOWN), status=404)
    return Redirect(page_of(device), status_code=303, cookies=[cookie])


@get("/pairing/{code:str}/qr.svg")
async def show_qr(code: PathText, request: AnyRequest, wiring: Given[Wiring]) -> Response[bytes]:
    """What a phone of the staff scans: the page on which this code is accepted."""
    if CODE.fullmatch(code) is None:
        raise NotFound
    base = wiring.base_url or str(request.base_url).rstrip("/")
    return Response(qr_svg(f"{base}/devices?code={code}"), media_type="image/svg+xml")


def page_of(device: Device) -> str:
    """Where a device's page is."""
    match device.kind:
        case DeviceKind.DISPLAY:
            return f"/display/{device.id}"
        case DeviceKind.TERMINAL:
            return "/terminal"
        case _:
            return "/kiosk"


def _kind(text: str) -> DeviceKind:
    return DeviceKind(text) if text in PAIRED else DeviceKind.KIOSK


def _until(form: FormMultiDict) -> dt.datetime:
    return read_instant(line(form, "until"))
