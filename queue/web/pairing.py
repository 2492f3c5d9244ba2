# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the API and the pairing page share: who asks whether they are let in, and what they get."""

import secrets

from aufruf.actions import pairing
from aufruf.db import pairings
from aufruf.domain.errors import NotFound
from aufruf.domain.known_devices import KnownDevice
from aufruf.domain.pairing import PairingState
from aufruf.domain.tickets import read_code
from aufruf.web.limits import guessing
from aufruf.web.tokens import DEVICE, key_of, new_secret
from aufruf.web.wire import AnyRequest
from aufruf.web.wiring import Wiring


async def collect(request: AnyRequest, wiring: Wiring, *, code: str, secret: str) -> tuple[KnownDevice, str]:
    """The device that somebody is from now on, and its token.

    Devices ask every few seconds: whoever knows the secret is not counted, and nothing is written until the
    staff has accepted. Raises NotFound for everybody else, counted as a guess, and WrongState.
    """
    secret_key = key_of(secret)
    async with wiring.db.reading() as reading:
        found = await pairings.with_secret(reading.connection, read_code(code), secret_key=secret_key)
        now = reading.now
    if found is None:
        async with guessing(request, wiring):
            raise NotFound
    found.must_be(PairingState.ACCEPTED, now)
    token = new_secret(DEVICE)
    async with wiring.db.transaction() as tx:
        known = await pairing.collect(
            tx, code=code, secret_key=secret_key, id_=secrets.token_hex(8), token_key=key_of(token)
        )
    return known, token
