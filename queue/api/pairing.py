# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device gets in: it shows a code, staff accept it, and it collects its token."""

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions.pairing import accept_pairing, open_pairing
from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.roles import DeviceKind, Right
from aufruf.web.callers import AS_STRANGER
from aufruf.web.limits import guessing
from aufruf.web.pairing import collect
from aufruf.web.tokens import key_of, new_secret
from aufruf.web.wire import LINE, Answer, AnyRequest, Id, PathText, Sent, local
from aufruf.web.wiring import Given, Wiring

DeviceName = Annotated[str, msgspec.Meta(pattern=LINE, max_length=100)]
Secret = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class PairingWish(Sent, frozen=True):
    """What wants to be let in: a kiosk, a display or a terminal."""

    kind: DeviceKind


class PairingAnswer(Answer, frozen=True):
    """A code to be shown to the staff, and a secret to be shown to nobody."""

    code: str
    secret: str
    expires_at: dt.datetime


class PairingAcceptance(Sent, frozen=True):
    """Where the device stands, and what people call it."""

    office: Id
    name: DeviceName = ""


class AcceptedPairing(Answer, frozen=True):
    """What is let in as soon as it collects its token, which it may do until `expires_at`."""

    kind: str
    office: str
    name: str
    expires_at: dt.datetime


class PairingSecret(Sent, frozen=True):
    """What shows that this is the device that was given the code."""

    secret: Secret


class CollectedDevice(Answer, frozen=True):
    """What the device is from now on; the token is told this once."""

    id: str
    token: str
    kind: str
    office: str
    name: str
    letter: str | None


@post("/devices/pairings", opt={AS_STRANGER: True})
async def begin(data: JSONBody[PairingWish], db: Given[Database]) -> PairingAnswer:
    """Ask to be let in."""
    secret = new_secret()
    async with db.transaction() as tx:
        opened = await open_pairing(tx, kind=data.kind, secret_key=key_of(secret))
    return PairingAnswer(code=opened.code, secret=secret, expires_at=opened.expires_at.replace(microsecond=0))


@post("/devices/pairings/{code:str}/accept", status_code=200)
async def accept(
    request: AnyRequest,
    code: PathText,
    data: JSONBody[PairingAcceptance],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> AcceptedPairing:
    """Let the device that shows this code into an office."""
    async with wiring.db.reading() as reading:
        office = await reading.office(data.office)
        person_with(caller, Right.SUPERVISE, office)
    async with guessing(request, wiring), wiring.db.transaction() as tx:
        accepted = await accept_pairing(tx, code=code, office=office.id, name=data.name.strip())
    return AcceptedPairing(
        kind=accepted.kind,
        office=office.id,
        name=accepted.name,
        expires_at=local(accepted.expires_at, office.zone),
    )


@post("/devices/pairings/{code:str}/collect", status_code=200, opt={AS_STRANGER: True})
async def collect_token(
    request: AnyRequest, code: PathText, data: JSONBody[PairingSecret], wiring: Given[Wiring]
) -> CollectedDevice:
    """Get one's token, once the staff has accepted: until then 409 `wrong_state`, with `state` "open"."""
    known, token = await collect(request, wiring, code=code, secret=data.secret)
    return CollectedDevice(
        id=known.device.id,
        token=token,
        kind=known.device.kind,
        office=known.device.office,
        name=known.name,
        letter=known.letter,
    )


router = Router("", route_handlers=[begin, accept, collect_token], tags=["Devices"])
