# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a device gets in: it shows a code, staff accept it, it collects its token; and a kiosk's letter."""

import datetime as dt
import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from aufruf.domain.errors import NotPossible, WrongState
from aufruf.domain.roles import DeviceKind

VALID = dt.timedelta(minutes=10)  # a code; and, once accepted, the time to collect the token
REMEMBERED = dt.timedelta(hours=1)  # after that: so that the device is told why
PAIRED = frozenset((DeviceKind.KIOSK, DeviceKind.DISPLAY, DeviceKind.TERMINAL))  # those with a screen
LETTERS = "KLMNPQRSTUVWXYZABCDEFGHJ"  # of kiosks: from K on; without I and O, which look like digits


class PairingState(StrEnum):
    """How far it is."""

    OPEN = "open"
    ACCEPTED = "accepted"
    COLLECTED = "collected"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """A device waits to be let in, under the code on its screen."""

    code: str
    kind: DeviceKind
    expires_at: dt.datetime
    office: str | None = None  # once accepted
    name: str = ""
    accepted_at: dt.datetime | None = None
    collected_at: dt.datetime | None = None

    def state(self, now: dt.datetime) -> PairingState:
        """How far it is now."""
        if self.collected_at is not None:
            return PairingState.COLLECTED
        if now >= self.expires_at:
            return PairingState.EXPIRED
        return PairingState.OPEN if self.accepted_at is None else PairingState.ACCEPTED

    def must_be(self, wanted: PairingState, now: dt.datetime) -> None:
        """Raises WrongState, with the state that it is in, if it is not so far or farther."""
        state = self.state(now)
        if state is not wanted:
            raise WrongState(state=state)


def free_letter(used: Collection[str], groups: Collection[str]) -> str:
    """The first letter that no kiosk of the office ever had and no ticket series has."""
    taken = set(used) | set(groups)
    for letter in _letters():
        if letter not in taken:
            return letter
    raise NotPossible  # after more than half a thousand kiosks


def _letters() -> Iterator[str]:
    yield from LETTERS
    yield from ("".join(pair) for pair in itertools.product(LETTERS, repeat=2))
