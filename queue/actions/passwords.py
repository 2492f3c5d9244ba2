# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Passwords, kept as Argon2id hashes. Hashing takes its time on purpose, so it runs beside the event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

SHORTEST, LONGEST = 8, 200  # characters

_hasher = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# Each takes 64 MB and a core for a moment: more at once would starve the counters.
_beside = ThreadPoolExecutor(max_workers=2, thread_name_prefix="password")


async def hash_password(password: str) -> str:
    """What is stored of a password."""
    return await asyncio.get_running_loop().run_in_executor(_beside, _hasher.hash, password)


async def is_password(password: str, stored: str | None) -> bool:
    """Whether this password was stored. Where none was it takes as long, and is wrong."""
    return await asyncio.get_running_loop().run_in_executor(_beside, _fits, password, stored)


def _fits(password: str, stored: str | None) -> bool:
    try:
        _hasher.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return stored is not None


@cache
def _nobodys() -> str:
    return _hasher.hash("an unknown name costs what a known one costs")
