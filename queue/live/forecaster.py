# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forecasting process as its server sees it: started at the first question, one question at a time.

It may hang, be killed or never start: then there is no answer, and another one is started, after a pause that
grows. Nobody waits for it longer than they want to, and nothing else of the server hangs on it.
"""

import asyncio
import os
import sys
import time
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from contextvars import Context
from pathlib import Path

import msgspec
import structlog

from aufruf import metrics
from aufruf.planning.waits import talking
from aufruf.planning.waits.scene import Outlook, Scene

log = structlog.get_logger("aufruf.live")
ANSWERS_WITHIN = 4.0  # seconds: it is the last on a busy machine to get a turn, and nobody waits so long
STARTS_WITHIN = 180.0  # seconds: at the very first start it compiles, on a small and busy machine
AGAIN_AFTER, AGAIN_AT_MOST = 1.0, 60.0  # seconds between two starts
LIVED_WELL = 20.0  # seconds after which the pause is a short one again
ENDS_WITHIN = 1.0  # seconds, once nobody asks any more
Question = tuple[bytes, "asyncio.Future[Outlook | None]"]


class Broken(Exception):
    """The process is of no use any more; the message says why."""


class Forecaster:
    """Plays scenes forward, in a process of its own."""

    def __init__(self, folder: Path, *, command: Sequence[str] = ()) -> None:
        self._command = command or (sys.executable, "-P", "-m", "aufruf.planning.waits.worker")
        self._folder = folder
        self._questions: asyncio.Queue[Question] = asyncio.Queue()
        self._living: asyncio.Task[None] | None = None
        self._lost_at: float | None = None
        self.process: int | None = None  # its number, once it takes questions

    async def ask(self, scene: Scene) -> Outlook | None:
        """What comes of a scene; None if there is nobody to say it, now or in time."""
        if self._living is None:
            # With nothing of whoever asked first: it outlives them, and so do the lines it writes in the log.
            self._living = asyncio.create_task(self._live(), context=Context())
            self._living.add_done_callback(_ended)
        if self.process is None:
            return None
        answer: asyncio.Future[Outlook | None] = asyncio.get_running_loop().create_future()
        self._questions.put_nowait((talking.framed(scene), answer))
        return await answer

    async def stop(self) -> None:
        """Ask no more."""
        if self._living is not None:
            self._living.cancel()
            await asyncio.wait([self._living])
            self._living = None

    async def _live(self) -> None:
        pause = AGAIN_AFTER
        while True:
            began = time.monotonic()
            try:
                await self._work()
            except Broken as broken:
                self._lose(str(broken))
            if time.monotonic() - began > LIVED_WELL:
                pause = AGAIN_AFTER
            await asyncio.sleep(pause)
            pause = min(pause * 2, AGAIN_AT_MOST)
            metrics.forecaster_restarted()

    async def _work(self) -> None:
        """Start a process and give it one question after the other. Raises Broken."""
        arguments = (str(os.getpid()), str(self._folder))
        try:
            process = await asyncio.create_subprocess_exec(
                *self._command, *arguments, stdin=PIPE, stdout=PIPE, stderr=DEVNULL
            )
        except OSError as error:
            raise Broken(f"it cannot be started: {error.strerror}") from None
        gone = asyncio.create_task(process.wait())
        question: asyncio.Task[Question] | None = None
        try:
            await _begun(process)
            self._found(process.pid)
            while True:
                question = asyncio.create_task(self._questions.get())
                await asyncio.wait([question, gone], return_when=asyncio.FIRST_COMPLETED)
                _must_live(process)
                asked, answer = question.result()
                found = await _answered(process, asked, answer)
                if not answer.done():
                    answer.set_result(found)
        except Broken:
            with suppress(ProcessLookupError):
                process.kill()  # it may hang
            raise
        finally:
            self.process = None
            if question is not None:
                question.cancel()
            self._answer_nobody()
            await _end(process, gone)

    def _found(self, process: int) -> None:
        self.process = process
        if self._lost_at is not None:
            seconds = round(time.monotonic() - self._lost_at, 1)
            log.info("there are forecasts again", seconds=seconds)
        self._lost_at = None

    def _lose(self, why: str) -> None:
        if self._lost_at is None:  # one line for what may last long
            self._lost_at = time.monotonic()
            log.warning("no forecasts until their process is back", why=why)

    def _answer_nobody(self) -> None:
        while not self._questions.empty():
            _, answer = self._questions.get_nowait()
            if not answer.done():
                answer.set_result(None)


def _must_live(process: Process) -> None:
    if process.returncode is not None:
        raise Broken(f"it has ended with {process.returncode}")


async def _begun(process: Process) -> None:
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            said = await _heard(process)
    except TimeoutError:
        raise Broken("it does not begin") from None
    if isinstance(said, talking.Failed):
        raise Broken(f"it cannot work: {said.error}")


async def _answered(
    process: Process, asked: bytes, answer: "asyncio.Future[Outlook | None]"
) -> Outlook | None:
    """The answer to one question, which is None where the scene could not be played. Raises Broken."""
    if process.stdin is None:
        raise Broken("nobody listens")
    began, how = time.perf_counter(), "failed"
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            process.stdin.write(asked)
            await process.stdin.drain()
            said = await _heard(process)
        if isinstance(said, talking.Foreseen):
            how = "made"
            return said.outlook
        log.warning("no forecast", error=getattr(said, "error", "out of turn"))
    except TimeoutError:
        raise Broken("it does not answer") from None
    except OSError:
        raise Broken("it does not listen") from None
    else:
        return None
    finally:
        if not answer.done() and how == "failed":
            answer.set_result(None)
        metrics.forecast(how, seconds=time.perf_counter() - began)


async def _heard(process: Process) -> talking.Said:
    if process.stdout is None:
        raise Broken("nobody speaks")
    try:
        length = talking.length_of(await process.stdout.readexactly(talking.LENGTH.size))
        return talking.read_answer(await process.stdout.readexactly(length))
    except asyncio.IncompleteReadError:
        raise Broken("it has ended") from None
    except (ValueError, msgspec.DecodeError):
        raise Broken("it says what makes no sense") from None


async def _end(process: Process, gone: "asyncio.Task[int]") -> None:
    """See that a process is gone, whatever it does."""
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(ENDS_WITHIN):
            await asyncio.shield(gone)
    except (TimeoutError, asyncio.CancelledError):
        with suppress(ProcessLookupError):
            process.kill()
        await gone


def _ended(task: "asyncio.Task[None]") -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("no more forecasts in this process", exc_info=error)
