# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the town's offices know when the first visitor comes: learned from their past, proposed for tomorrow.

The jobs do the same by and by; here they are only asked sooner. What stands behind the doors is a database.
"""

import asyncio
from typing import Any, cast

from aufruf import jobs
from aufruf.web.doors import Doors

SOON = 10.0  # real seconds after the town has come alive: its pages come first
PLANS = jobs.Job("plans", 0, jobs.make_plans)


async def learn_from_the_past(doors: Doors) -> None:
    """Have the offices learn from all days that are over and not folded yet."""
    await jobs.learn(cast("Any", doors))


async def plan_soon(doors: Doors) -> None:
    """Have plans proposed for the next days. If it fails that is said in the log, and the town lives on."""
    await asyncio.sleep(SOON)
    await jobs.run_once(cast("Any", doors), PLANS)
