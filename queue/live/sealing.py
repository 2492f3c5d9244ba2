# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages of helpers and citizens on their way between processes: sealed, so that a wire is all they pass.

A database writes what it is asked to carry into files of its own, and into its log if told to; whoever
reaches it or a Redis could say anything there. So nobody without the servers' common secret reads or makes
one: ChaCha20-Poly1305 (RFC 8439) under a key derived from the secret, with a new nonce for each message. What
was sealed too long ago is not taken: nothing can be said again another day.
"""

import secrets
import struct
import time
import zlib

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE, MOMENT = 12, 8  # bytes
OLD_AFTER = 30.0  # seconds; the machines' clocks may differ by some
LARGEST = 2_000_000  # bytes, unpacked


class Seal:
    """What all processes of one installation can open, and nobody else."""

    def __init__(self, secret: str) -> None:
        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"aufruf help line").derive(secret.encode())
        self._cipher = ChaCha20Poly1305(key)

    def close(self, content: bytes) -> bytes:
        """Pack and seal."""
        nonce = secrets.token_bytes(NONCE)
        packed = struct.pack(">d", time.time()) + zlib.compress(content, 1)
        return nonce + self._cipher.encrypt(nonce, packed, None)

    def open(self, sealed: bytes) -> bytes:
        """Open what was sealed here or by another process. Raises ValueError for anything else."""
        try:
            packed = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], None)
        except (InvalidTag, ValueError) as error:
            raise ValueError("not ours") from error
        [moment] = struct.unpack(">d", packed[:MOMENT])
        if abs(time.time() - moment) > OLD_AFTER:
            raise ValueError("too old")
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed[MOMENT:], LARGEST)
        if not unpacking.eof:
            raise ValueError("too large")
        return content
