# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A device shows a code, staff accept it, and the device collects its token, once."""

import secrets

from aufruf.actions.devices import letter_for
from aufruf.db import devices, pairings
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Device
from aufruf.domain.errors import NotFound, NotPossible, NotValid, WrongState
from aufruf.domain.events import DeviceChanged
from aufruf.domain.known_devices import KnownDevice
from aufruf.domain.pairing import PAIRED, VALID, Pairing, PairingState
from aufruf.domain.roles import DeviceKind
from aufruf.domain.tickets import CODES, booking_code, read_code

TRIES = 5  # that it takes to draw a code which nobody has: one in seven hundred million is had
LET_IN = "let_in"


async def open_pairing(tx: Transaction, *, kind: DeviceKind, secret_key: str) -> Pairing:
    """Give a device a code to show. Raises NotValid for a printer, which has no screen."""
    if kind not in PAIRED:
        raise NotValid(("/kind", "a printer is let in with its kiosk"))
    for _ in range(TRIES):
        code = booking_code(secrets.randbelow(CODES))
        pairing = Pairing(code=code, kind=kind, expires_at=tx.now + VALID)
        if await pairings.add(tx.connection, pairing, secret_key=secret_key, at=tx.now):
            return pairing
    raise NotPossible


async def accept_pairing(tx: Transaction, *, code: str, office: str, name: str) -> Pairing:
    """Let the device that shows this code into an office, under a name.

    Raises NotFound for a code that no device shows, WrongState for one that is over or accepted already.
    """
    found = await pairings.get(tx.connection, read_code(code))
    if found is None:
        raise NotFound
    found.must_be(PairingState.OPEN, tx.now)
    until = tx.now + VALID
    accepted = await pairings.accept(
        tx.connection, found.code, office=office, name=name, at=tx.now, expires_at=until
    )
    if not accepted:
        raise WrongState(state=PairingState.ACCEPTED)
    return Pairing(
        code=found.code, kind=found.kind, expires_at=until, office=office, name=name, accepted_at=tx.now
    )


async def collect(tx: Transaction, *, code: str, secret_key: str, id_: str, token_key: str) -> KnownDevice:
    """Give a device its token, which is here as a hash. A kiosk gets its letter.

    Raises NotFound for whoever does not know the pairing's secret, and WrongState with the state in which the
    pairing is: open, expired, or collected.
    """
    found = await pairings.with_secret(tx.connection, read_code(code), secret_key=secret_key)
    if found is None:
        raise NotFound
    found.must_be(PairingState.ACCEPTED, tx.now)
    office = str(found.office)
    day = await tx.lock(office)
    if not await pairings.collect(tx.connection, found.code, at=tx.now):
        raise WrongState(state=PairingState.COLLECTED)
    device = Device(id=id_, office=office, kind=found.kind)
    letter = await letter_for(tx, day.office, found.kind)
    await devices.add(tx.connection, device, key=token_key, name=found.name, at=tx.now, letter=letter)
    tx.emit(day, DeviceChanged(device=id_, state=LET_IN))
    return KnownDevice(device=device, name=found.name, created_at=tx.now, letter=letter)
