# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""For supervisors: the devices of an office in one place. They are let in here, looked at, and let go."""

from typing import Annotated

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect

from aufruf.actions.devices import revoke_device
from aufruf.actions.pairing import accept_pairing
from aufruf.db import pairings
from aufruf.db.transaction import Reading
from aufruf.domain.access import person_anywhere, person_with
from aufruf.domain.catalogue import Office
from aufruf.domain.errors import AufrufError, NotFound, NotPossible, NotValid, WrongState
from aufruf.domain.pairing import Pairing, PairingState
from aufruf.domain.roles import Right
from aufruf.domain.tickets import read_code
from aufruf.domain.words import words
from aufruf.pages.device_parts import device_parts
from aufruf.pages.forms import is_line, line, read_form
from aufruf.reads.devices import SeenDevice, devices_of, house_of
from aufruf.reads.offices import offices_with
from aufruf.web.limits import guessing
from aufruf.web.rendering import AnyRequest, Frame
from aufruf.web.wire import ID, PathId
from aufruf.web.wiring import Given, Wiring

OfficeWanted = Annotated[str | None, QueryParameter(pattern=ID)]
CodeWanted = Annotated[str | None, QueryParameter(max_length=64)]
LONGEST_NAME, LONGEST_CODE = 100, 64
SAVED = "saved"
NO_SUCH_CODE = words("Diesen Code zeigt gerade kein Gerät. Bitte lesen Sie ihn noch einmal ab.")
CODE_OVER = words("Dieser Code ist abgelaufen. Das Gerät zeigt inzwischen einen neuen.")
CODE_USED = words("Dieses Gerät ist schon zugelassen.")


@get("/devices")
async def show(
    request: AnyRequest,
    frame: Given[Frame],
    wiring: Given[Wiring],
    office: OfficeWanted = None,
    code: CodeWanted = None,
) -> Response[str] | Redirect:
    """The devices of an office; without one, the offices that somebody leads."""
    code = read_code(code or "")
    if office is not None:
        return await devices_page(request, frame, wiring, office, code=code)
    person = person_anywhere(frame.caller, Right.SUPERVISE)
    async with wiring.db.reading() as reading:
        offices = await offices_with(reading, person, Right.SUPERVISE)
    if len(offices) == 1:
        return Redirect(address(offices[0].id, code), status_code=303)
    ways = [(each, address(each.id, code)) for each in offices]
    return frame.show("devices_offices.html", ways=ways, code=code)


@post("/devices/{office:str}/pairing", status_code=200)
async def find(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Say which device shows this code, before it is let in."""
    code = read_code(line(await read_form(request), "code")[:LONGEST_CODE])
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.SUPERVISE, await reading.office(office))
    try:
        async with guessing(request, wiring):
            found = await _asking(wiring, code)
    except (NotFound, WrongState) as refusal:
        return await devices_page(request, frame, wiring, office, code=code, refused=refusal)
    return await devices_page(request, frame, wiring, office, code=code, asking=found)


@post("/devices/{office:str}/accept")
async def accept(
    office: PathId, request: AnyRequest, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str] | Redirect:
    """Let the device in that shows this code."""
    form = await read_form(request)
    code, name = line(form, "code")[:LONGEST_CODE], line(form, "name")
    async with wiring.db.reading() as reading:
        person_with(frame.caller, Right.SUPERVISE, await reading.office(office))
    if not is_line(name, longest=LONGEST_NAME):
        raise NotValid(("/name", f"is a line of {LONGEST_NAME} characters at most"))
    try:
        async with guessing(request, wiring), wiring.db.transaction() as tx:
            await accept_pairing(tx, code=code, office=office, name=name)
    except (NotFound, WrongState) as refusal:
        return await devices_page(request, frame, wiring, office, code=read_code(code), refused=refusal)
    return Redirect(address(office), status_code=303)


@get("/devices/{office:str}/{device:str}/revoke")
async def ask_to_revoke(
    office: PathId, device: PathId, frame: Given[Frame], wiring: Given[Wiring]
) -> Response[str]:
    """Make sure that it is meant."""
    async with wiring.db.reading() as reading:
        known, found = await one_of(reading, frame, office, device)
        now = reading.now
    return frame.show("device_revoke.html", office=known, found=found, now=now)


@post("/devices/{office:str}/{device:str}/revoke")
async def revoke(office: PathId, device: PathId, frame: Given[Frame], wiring: Given[Wiring]) -> Redirect:
    """Let a device in no longer. Whoever was slower than somebody else has what they wanted."""
    try:
        async with wiring.db.transaction() as tx:
            person_with(frame.caller, Right.SUPERVISE, await tx.office(office))
            await revoke_device(tx, id_=device, office=office)
    except NotFound:
        pass
    return Redirect(address(office), status_code=303)


async def devices_page(
    request: AnyRequest,
    frame: Frame,
    wiring: Wiring,
    office: str,
    *,
    code: str = "",
    asking: Pairing | None = None,
    refused: AufrufError | None = None,
) -> Response[str]:
    """All devices of an office, and above them how another one is let in."""
    async with wiring.db.reading(snapshot=True) as reading:
        known = await reading.office(office)
        person_with(frame.caller, Right.SUPERVISE, known)
        house = await house_of(reading, office)
    return frame.show(
        "devices.html",
        refused=refused,
        wrong=None if refused is None else frame.text(_why(refused)),
        office=known,
        parts=device_parts(frame, house).html,
        code=code,
        asking=asking,
        saved=SAVED in request.query_params,
        pairing_address=f"{wiring.base_url or str(request.base_url).rstrip('/')}/pairing",
    )


async def one_of(reading: Reading, frame: Frame, office: str, device: str) -> tuple[Office, SeenDevice]:
    """A device of an office that somebody leads. Raises NotFound, NotAllowed, NotAuthenticated."""
    known = await reading.office(office)
    person_with(frame.caller, Right.SUPERVISE, known)
    for each in await devices_of(reading, office):
        if each.known.device.id == device:
            return known, each
    raise NotFound


def address(office: str, code: str = "") -> str:
    """Where an office's devices are."""
    return f"/devices?office={office}" + (f"&code={code}" if code.isalnum() and code.isascii() else "")


async def _asking(wiring: Wiring, code: str) -> Pairing:
    async with wiring.db.reading() as reading:
        found = await pairings.get(reading.connection, code)
        now = reading.now
    if found is None:
        raise NotFound
    found.must_be(PairingState.OPEN, now)
    return found


def _why(refused: AufrufError) -> str:
    if isinstance(refused, NotPossible):
        return CODE_OVER if refused.facts.get("state") == PairingState.EXPIRED else CODE_USED
    return NO_SUCH_CODE
