# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Many at once: processes of their own that wait for each other at a gate, and then all go."""

import asyncio
import multiprocessing
import time
import traceback
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

from tests.races import sabotaged

T = TypeVar("T")
Deed = Callable[..., Coroutine[Any, Any, T]]
USUAL_SIZE = 6  # processes
GATE_WITHIN = 60  # seconds until all processes have come to the gate
DONE_WITHIN = 240  # … and until all are done: longer means that they wait for each other

_arrived: Any = None  # in each process of a crowd: how it says that it is at the gate
_go: Any = None  # and what it waits for there


class CrowdFailed(Exception):
    """Something went wrong in a process of the crowd; its own words."""


def gate() -> None:
    """Wait until every process of the crowd is here."""
    _arrived.release()
    if not _go.wait(GATE_WITHIN):
        raise CrowdFailed("the others did not come to the gate")


class Crowd:
    """Processes that do a deed at once. They are kept from test to test: starting one costs a second."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    def all_do(self, deed: Deed[T], shares: Sequence[tuple[Any, ...]]) -> list[T]:
        """One process for each share does the deed with it, all at once; what each gives back."""
        if self._pool is None or len(shares) > self._size:
            self.close()
            self._open(max(USUAL_SIZE, len(shares)))
        assert self._pool is not None
        self._go.clear()
        while self._arrived.acquire(block=False):
            pass  # of processes that failed behind the gate
        running = [self._pool.submit(_do, deed, share) for share in shares]
        try:
            self._await_gate(running)
            deadline = time.monotonic() + DONE_WITHIN
            return [each.result(timeout=max(0.0, deadline - time.monotonic())) for each in running]
        except TimeoutError:
            self.close()
            raise CrowdFailed(f"not done within {DONE_WITHIN} s: do they wait for each other?") from None
        finally:
            self._settle(running)

    def _await_gate(self, running: Sequence[Future[T]]) -> None:
        for _ in running:
            while not self._arrived.acquire(timeout=0.1):
                if any(each.done() for each in running):
                    break  # it failed before the gate: the others shall not wait for it
        self._go.set()

    def _settle(self, running: Sequence[Future[T]]) -> None:
        """The next deed finds nobody who is still busy with this one."""
        if self._pool is None:
            return
        deadline = time.monotonic() + DONE_WITHIN
        for each in running:
            try:
                each.exception(timeout=max(0.0, deadline - time.monotonic()))
            except TimeoutError:
                self.close()
                return

    def _open(self, size: int) -> None:
        spawn = multiprocessing.get_context("spawn")
        self._size, self._arrived, self._go = size, spawn.Semaphore(0), spawn.Event()
        self._pool = ProcessPoolExecutor(
            size, mp_context=spawn, initializer=_enter, initargs=(self._arrived, self._go)
        )

    def close(self) -> None:
        """End all processes, whatever they are doing."""
        if self._pool is None:
            return
        pool, self._pool = self._pool, None
        for process in tuple((pool._processes or {}).values()):
            process.kill()
        pool.shutdown(cancel_futures=True)


def _enter(arrived: Any, go: Any) -> None:
    global _arrived, _go
    _arrived, _go = arrived, go
    sabotaged.install_if_asked()


def _do(deed: Deed[T], share: tuple[Any, ...]) -> T:
    try:
        return asyncio.run(deed(*share))
    except BaseException:  # noqa: BLE001 (told in full by the one who waits for it)
        raise CrowdFailed(traceback.format_exc()) from None  # not every exception finds its way back
