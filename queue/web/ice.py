# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""By which servers two browsers find a way to each other, if sound and picture are agreed to.

Without any they know their own addresses only, which is enough within one network. A TURN server carries what
finds no direct way. It shares a secret with us (coturn: `use-auth-secret`), so a browser is given a name and
a password that are good for an hour. The name says until when, and nothing of anybody.
"""

import base64
import hmac
import secrets
from dataclasses import dataclass

import msgspec

GOOD_FOR = 3600  # seconds
RENEWED_AFTER = 1800.0  # seconds; whoever begins then has time enough


class IceServer(msgspec.Struct, kw_only=True, frozen=True, omit_defaults=True):
    """One of the list for `RTCPeerConnection`."""

    urls: list[str]
    username: str = ""
    credential: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ice:
    """The servers that an office has."""

    stun: tuple[str, ...] = ()
    turn: tuple[str, ...] = ()
    turn_secret: str = ""

    def servers(self, *, now: float) -> list[IceServer]:
        """The list for one side of one line; `now` in seconds since 1970, as the TURN server counts."""
        found = [IceServer(urls=list(self.stun))] if self.stun else []
        if self.turn:
            name = f"{int(now) + GOOD_FOR}:{secrets.token_hex(8)}"
            word = hmac.digest(self.turn_secret.encode(), name.encode(), "sha1")  # what coturn expects
            password = base64.b64encode(word).decode()
            found.append(IceServer(urls=list(self.turn), username=name, credential=password))
        return found
