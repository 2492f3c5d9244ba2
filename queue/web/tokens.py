# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Secrets: how they are made, and how they are recognised without being kept."""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from enum import StrEnum

PERSONAL = "aufruf_p_"
DEVICE = "aufruf_d_"


class Purpose(StrEnum):
    """What a citizen's token is for."""

    APPOINTMENT = "appointment"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class CitizenTokens:
    """HMAC-SHA256 of purpose, id and generation under the secret key.

    So a token can be made again for a repeated answer, and is revoked by raising the generation.
    """

    secret_key: str

    def token(self, purpose: Purpose, id_: str, generation: int) -> str:
        """The token, 43 characters that are safe in a URL."""
        message = f"{purpose}\0{id_}\0{generation}".encode()
        digest = hmac.new(self.secret_key.encode(), message, hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def fits(self, token: str | None, purpose: Purpose, id_: str, generation: int) -> bool:
        """Whether this is that token; takes as long for a wrong one."""
        wanted = self.token(purpose, id_, generation)
        return token is not None and hmac.compare_digest(token.encode(), wanted.encode())


def new_secret(prefix: str = "") -> str:
    """A fresh secret with 256 random bits."""
    return prefix + secrets.token_urlsafe(32)


def key_of(secret: str) -> str:
    """What is stored of a secret that is random enough to need no salt."""
    return hashlib.sha256(secret.encode()).hexdigest()
