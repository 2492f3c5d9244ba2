# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the past of the demo town costs when it is founded: six weeks as events, and learning from them.

python -m benchmarks.measure_founding [--seeds 1 2 3]

CPU time of this process: remembering (playing the days, playing them again, storing them) and learning, each
town in a database of its own. Beside it, without a goal, what the whole founding takes, and how large it is.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from aufruf.db.engine import make_engine
from aufruf.db.migrate import migrate
from aufruf.db.transaction import Database
from aufruf.demo.options import HISTORY
from aufruf.demo.setting_up import found
from benchmarks import results
from benchmarks.results import MOST, judged
from tests.builders import SetClock, at

WORD = "never used to log in"
BAR = "the demo town's past"
PAST, BOOKING = "remember", "citizens book"  # words of what the founding tells, at the begin of each part


async def founded(folder: Path, seed: int) -> tuple[float, float]:
    """Found a town on a Wednesday; the CPU seconds of its past, and of all."""
    url = f"sqlite+aiosqlite:///{folder}/town.sqlite"
    await migrate(url)
    db = Database(make_engine(url, durable=False), clock=SetClock(at("00:30")), rehearsal=True)
    told: dict[str, float] = {}

    def tell(text: str) -> None:
        told[text] = time.process_time()

    began = time.process_time()
    await found(db, password=WORD, speed=0, seed=seed, tell=tell, weeks=HISTORY)
    ended = time.process_time()
    await db.close()
    [past] = (moment for text, moment in told.items() if PAST in text)
    [booking] = (moment for text, moment in told.items() if BOOKING in text)
    return booking - past, ended - began


def measure(seeds: Sequence[int]) -> None:
    """Found a town for each seed."""
    past, whole, size = [], [], []
    for seed in seeds:
        with tempfile.TemporaryDirectory() as name:
            of_past, of_all = asyncio.run(founded(Path(name), seed))
            past.append(of_past)
            whole.append(of_all)
            size.append((Path(name) / "town.sqlite").stat().st_size / 1e6)
    results.table(
        f"{HISTORY} weeks of two offices, seeds {' '.join(map(str, seeds))}",
        [
            ("remembering and learning", past, "s CPU"),
            ("the whole founding", whole, "s CPU"),
            ("the database", size, "MB"),
        ],
    )
    results.keep(
        [judged(BAR, "remembering and learning, CPU s, worst seed", value=max(past), goal=(MOST, 6.0))]
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3])
    measure(parser.parse_args().seeds)
