# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Plans are made in a process of its own, one at a time, which is ended when its time is over.

The server's event loop only waits for the pipe, and whoever stops waiting takes the process with them.
"""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import msgspec
import structlog

from aufruf.domain.errors import NoPlanFound, TooMany
from aufruf.planning.plans.balancing import COMPARING, Question, Reply, Waits

PATIENCE = (
    5.0  # seconds beyond its own limit that the process gets: to start, to read, to say what is expected
)
IN_LINE = 4  # questions that may wait in this process; more are told to come back
LONGEST_LINE = 2**24  # bytes of an answer
MOST_SAID = 200  # characters of what a process says when it fails
PROGRAM = (sys.executable, "-m", "aufruf.planning.plans.balancer")

Solve = Callable[[Question], Awaitable[Reply]]
"""Whoever can make a plan. Raises NoPlanFound, TooMany."""

log = structlog.get_logger("aufruf.balancing")


class Balancer:
    """The way to a plan: `await balancer(question)`. What is compiled for it may be kept in the folder."""

    def __init__(
        self, folder: Path | None = None, *, program: tuple[str, ...] = PROGRAM, patience: float = PATIENCE
    ) -> None:
        self._program = program if folder is None else (*program, str(folder))
        self._patience = patience
        self._turn = asyncio.Lock()
        self._in_line = 0
        self.process: Process | None = None  # the one at work, if any

    async def __call__(self, question: Question) -> Reply:
        """Ask for a plan, after those who asked before. Raises NoPlanFound, TooMany."""
        if self._in_line >= IN_LINE:
            raise TooMany(retry_after_seconds=int(question.seconds))
        self._in_line += 1
        try:
            async with self._turn:
                return await self._ask(question)
        finally:
            self._in_line -= 1

    async def _ask(self, question: Question) -> Reply:
        process = await asyncio.create_subprocess_exec(
            *self._program, stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LONGEST_LINE
        )
        self.process = process
        try:
            async with asyncio.timeout(question.seconds + self._patience):
                said = await _asked(process, msgspec.json.encode(question))
            if not said:
                raise NoPlanFound(why="failed")
            reply = msgspec.json.decode(said, type=Reply)
            if reply.proposal is None or question.scene is None:
                return reply
            return replace(reply, waits=await _waits(process))
        except TimeoutError as error:
            log.warning("a plan took too long", seconds=question.seconds)
            raise NoPlanFound(why="time") from error
        finally:
            self.process = None
            await _end(process)


async def _asked(process: Process, question: bytes) -> bytes:
    """The first line of the answer; nothing if the process ends without one, which is logged."""
    if process.stdin is None or process.stdout is None or process.stderr is None:
        return b""  # never: all three are pipes
    with suppress(ConnectionError):  # it has ended without listening
        process.stdin.write(question)
        await process.stdin.drain()
        process.stdin.close()
    said = await process.stdout.readline()
    if not said:
        complaint = (await process.stderr.read()).decode(errors="replace").strip().rpartition("\n")[2]
        log.error("making a plan failed", status=await process.wait(), error=complaint[:MOST_SAID])
    return said


async def _waits(process: Process) -> Waits | None:
    """How long people would wait, if that is known in time."""
    try:
        async with asyncio.timeout(COMPARING):
            said = await process.stdout.readline() if process.stdout else b""
    except TimeoutError:
        said = b""
    if not said:
        log.warning("the plans were not played forward")
        return None
    return msgspec.json.decode(said, type=Waits | None)


async def _end(process: Process) -> None:
    """Have the process gone, even one that was stopped or does not listen."""
    if process.returncode is None:
        process.kill()
        await process.wait()
