# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Connections that are made again and again: that one is lost is an ordinary day."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import structlog

from aufruf import metrics

log = structlog.get_logger("aufruf.live")
AGAIN_AFTER, AGAIN_AT_MOST = 0.1, 2.0  # seconds between tries


async def keep(
    work: Callable[[Callable[[], None]], Awaitable[None]], *, what: str, lost: tuple[type[Exception], ...]
) -> None:
    """Do this work for ever, which connects and ends with one of these errors when the connection is lost.

    It is given what it calls once it is connected: a loss is told once, and so is its end.
    """
    pause = AGAIN_AFTER
    clock = asyncio.get_running_loop().time
    lost_at: float | None = None

    def connected() -> None:
        nonlocal lost_at
        if lost_at is not None:
            log.info("connected again", what=what, seconds=round(clock() - lost_at, 1))
        lost_at = None

    while True:
        began = clock()
        try:
            await work(connected)
        except lost as error:
            metrics.woken("lost")  # how many is never known: looking finds what they told
            if lost_at is None:
                lost_at = clock()
                kind = type(error).__name__
                log.warning("connection lost, others are heard of by looking", what=what, error=kind)
        pause = AGAIN_AFTER if clock() - began > AGAIN_AT_MOST else min(pause * 2, AGAIN_AT_MOST)
        # Not all processes at the same moment, when the other side has just come back.
        await asyncio.sleep(pause * random.uniform(0.5, 1.0))  # noqa: S311 (nothing secret)
