# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finding an appointment again by what somebody has on paper: the code, and the name it is under."""

import unicodedata

from aufruf.db import appointments
from aufruf.db.transaction import Reading
from aufruf.domain.appointment import Appointment, takes_capacity
from aufruf.domain.errors import NotFound
from aufruf.domain.tickets import read_code


async def appointment_under(reading: Reading, *, office: str, code: str, name: str) -> Appointment:
    """The open appointment with this code and name. Raises NotFound, whatever was wrong."""
    found = await appointments.with_code(reading.connection, office=office, code=read_code(code))
    for appointment, kept_name in found:
        is_it = kept_name is not None and plain_name(kept_name) == plain_name(name)
        if is_it and takes_capacity(appointment, now=reading.now):
            return appointment
    raise NotFound


def plain_name(name: str) -> str:
    """A name as people say it twice: case, spaces, hyphens and how umlauts are written do not matter."""
    spelled = (
        unicodedata.normalize("NFC", name)
        .casefold()
        .translate({ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue"})
    )
    bare = unicodedata.normalize("NFKD", spelled)
    return "".join(letter for letter in bare if letter.isalnum())
