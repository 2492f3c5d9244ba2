# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Messages of helpers and citizens on their way between processes: sealed, so that a wire is all they pass.

A database writes what it is asked to carry into files of its own, and into its log if told to; whoever
reaches it or a Redis could say anything there. So nobody without the servers' common secret reads or makes
one. Python brings no cipher, so the hash functions that it brings are used as they are meant to be used with
a key: SHAKE-256 over key and nonce makes a stream, HMAC-SHA-256 over nonce and ciphertext says that it is
ours. A nonce is drawn anew for each message. What was sealed too long ago is not taken: nothing can be said
again another day.
"""

import hashlib
import hmac
import secrets
import struct
import time
import zlib

NONCE, MARK, MOMENT = 16, 32, 8  # bytes
OLD_AFTER = 30.0  # seconds; the machines' clocks may differ by some
LARGEST = 2_000_000  # bytes, unpacked


class Seal:
    """What all processes of one installation can open, and nobody else."""

    def __init__(self, secret: str) -> None:
        self._reading = hmac.digest(secret.encode(), b"aufruf help line, reading", "sha256")
        self._marking = hmac.digest(secret.encode(), b"aufruf help line, marking", "sha256")

    def close(self, content: bytes) -> bytes:
        """Pack and seal."""
        nonce = secrets.token_bytes(NONCE)
        packed = struct.pack(">d", time.time()) + zlib.compress(content, 1)
        hidden = nonce + self._mix(nonce, packed)
        return hmac.digest(self._marking, hidden, "sha256") + hidden

    def open(self, sealed: bytes) -> bytes:
        """Open what was sealed here or by another process. Raises ValueError for anything else."""
        mark, hidden = sealed[:MARK], sealed[MARK:]
        if not hmac.compare_digest(mark, hmac.digest(self._marking, hidden, "sha256")):
            raise ValueError("not ours")
        packed = self._mix(hidden[:NONCE], hidden[NONCE:])
        [moment] = struct.unpack(">d", packed[:MOMENT])
        if abs(time.time() - moment) > OLD_AFTER:
            raise ValueError("too old")
        unpacking = zlib.decompressobj()
        content = unpacking.decompress(packed[MOMENT:], LARGEST)
        if not unpacking.eof:
            raise ValueError("too large")
        return content

    def _mix(self, nonce: bytes, text: bytes) -> bytes:
        stream = hashlib.shake_256(self._reading + nonce).digest(len(text))
        return (int.from_bytes(text) ^ int.from_bytes(stream)).to_bytes(len(text))
