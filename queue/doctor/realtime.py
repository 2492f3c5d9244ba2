# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether what wakes the other processes answers."""

from urllib.parse import urlsplit

import redis.asyncio as redis
from redis.exceptions import RedisError

from aufruf.doctor.finding import Finding, fine, mend
from aufruf.settings import Settings

ANSWER_WITHIN = 3.0  # seconds


async def look(settings: Settings) -> list[Finding]:
    """Ask the Redis or Valkey, if one is named."""
    if not settings.realtime_url:
        return []
    address = urlsplit(settings.realtime_url)
    where = f"{address.hostname}:{address.port or 6379}"  # the rest of the URL may hold a password
    asked = redis.Redis.from_url(
        settings.realtime_url, socket_connect_timeout=ANSWER_WITHIN, socket_timeout=ANSWER_WITHIN, retry=None
    )
    try:
        async with asked:
            await asked.ping()
    except (RedisError, OSError, TimeoutError) as error:
        return [
            mend(
                f"AUFRUF_REALTIME_URL: {where} does not answer ({type(error).__name__}): start it or correct "
                "the setting. Until then servers hear of each other only by looking, a second later."
            )
        ]
    return [fine(f"The servers wake each other through {where}.")]
