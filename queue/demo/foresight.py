# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the town's offices know when the first visitor comes: learned from their past, proposed for tomorrow.

The jobs do the same by and by; here they are only asked sooner. What stands behind the doors is a database.
"""

import asyncio
from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from aufruf import jobs
from aufruf.live.forecasting import Forecasts
from aufruf.web import plan_times
from aufruf.web.doors import Doors
from aufruf.web.wiring import Wiring

SOON = 10.0  # real seconds after the town has come alive: its pages come first
ASK_EVERY, ASK_FOR = (
    2.0,
    300.0,
)  # real seconds, and so many in all: at the very first start there is much to compile


async def learn_from_the_past(doors: Doors) -> None:
    """Have the offices learn from all days that are over and not folded yet."""
    await jobs.learn(cast("Any", doors))


async def look_ahead(wiring: Wiring, offices: Sequence[str]) -> None:
    """Have waits foreseen from now on, then plans proposed for the next days: one after the other.

    If that fails it is said in the log, and the town lives on.
    """
    await asyncio.sleep(SOON)
    await _foresee(wiring.forecasts, offices)
    plans = jobs.Job("plans", 0, partial(plan_times.make_nights_plans, solve=wiring.solve))
    await jobs.run_once(wiring.db, plans)


async def _foresee(forecasts: Forecasts, offices: Sequence[str]) -> None:
    """Ask how long people wait until somebody knows: their process begins with the first question."""
    until = asyncio.get_running_loop().time() + ASK_FOR
    while forecasts.works and not all((await forecasts.look_at(offices)).values()):
        if asyncio.get_running_loop().time() > until:
            return
        await asyncio.sleep(ASK_EVERY)
