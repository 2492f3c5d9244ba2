# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What time it is, on a terminal whose own clock may be wrong: by the server, and by what has passed since.

A machine always knows how long it has been running. Once the server has said what time it is, every moment
since the start of the machine is known exactly, those before that answer too.
"""

import datetime as dt
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
GOOD_FOR = dt.timedelta(minutes=10)  # a moment learned this long ago is learned again
OFF_BY = dt.timedelta(milliseconds=500)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment, as this machine noted it."""

    at: dt.datetime  # as well as it was known then
    boot: str  # since which start of the machine …
    ticks: float  # … so many seconds had passed


def running_since() -> str:
    """Which start of the machine this is."""
    try:
        return BOOT_ID.read_text().strip()
    except OSError:
        return uuid.uuid4().hex  # of this program, then


def seconds_running() -> float:
    """How long the machine has been running, asleep or awake."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


def by_the_wall() -> dt.datetime:
    """What the machine's own clock shows."""
    return dt.datetime.now(dt.UTC)


class TrueClock:
    """Tells the time. `known` is when the server last said it, from an earlier run."""

    def __init__(
        self,
        *,
        known: Moment | None = None,
        boot: str | None = None,
        ticks: Callable[[], float] = seconds_running,
        wall: Callable[[], dt.datetime] = by_the_wall,
    ) -> None:
        self.known = known
        self.boot = boot or running_since()
        self._ticks = ticks
        self._wall = wall

    def learn(self, server_now: dt.datetime) -> bool:
        """The server says what time it is; whether that is worth noting."""
        before = self.known
        moment = Moment(at=server_now.astimezone(dt.UTC), boot=self.boot, ticks=self._ticks())
        worth = (
            before is None
            or before.boot != self.boot
            or moment.at - before.at > GOOD_FOR
            or abs(self.true(moment) - moment.at) > OFF_BY
        )
        if worth:
            self.known = moment
        return worth

    def now(self) -> Moment:
        """This moment."""
        ticks = self._ticks()
        return Moment(at=self._at(ticks), boot=self.boot, ticks=ticks)

    def true(self, moment: Moment) -> dt.datetime:
        """When a moment truly was, by all that is known by now."""
        if self.known is None or not self.known.boot == moment.boot == self.boot:
            return moment.at
        return self.known.at + dt.timedelta(seconds=moment.ticks - self.known.ticks)

    def _at(self, ticks: float) -> dt.datetime:
        if self.known is None:
            return self._wall()
        if self.known.boot == self.boot:
            return self.known.at + dt.timedelta(seconds=ticks - self.known.ticks)
        # Started anew: the clock on the wall may have lost everything, but time has not run backwards.
        return max(self._wall(), self.known.at + dt.timedelta(seconds=ticks))


def moment_json(moment: Moment) -> dict[str, Any]:
    """A moment, to be stored."""
    return {"at": moment.at.isoformat(), "boot": moment.boot, "ticks": moment.ticks}


def moment_of(stored: dict[str, Any]) -> Moment:
    """A moment that was stored."""
    at = dt.datetime.fromisoformat(stored["at"])
    return Moment(at=at, boot=stored["boot"], ticks=stored["ticks"])
