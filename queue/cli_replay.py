# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf replay OFFICE DATE`: recomputes the call order of a stored day."""

import datetime as dt
import sys
from typing import TextIO

from aufruf.cli_database import Commands, Options, with_database
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotFound
from aufruf.reads.replay import replayed
from aufruf.settings import Settings

SAME, DIFFERENT = 0, 1


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf replay`."""
    replaying = commands.add_parser("replay", help="recompute the call order of a stored day")
    replaying.add_argument("office")
    replaying.add_argument("date", type=dt.date.fromisoformat, help="such as 2026-11-23")
    replaying.set_defaults(run=_replay)


def _replay(settings: Settings, options: Options) -> int:
    return with_database(settings, lambda db: run_replay(db, options.office, options.date, sys.stdout))


async def run_replay(db: Database, office: str, date: dt.date, out: TextIO) -> int:
    """Play a day again; 0 if it is the same, 1 if not, with the first difference in words."""
    async with db.reading(snapshot=True) as reading:
        try:
            rebuilt = await replayed(reading, (office, date))
        except NotFound:
            print(f"aufruf: there is no office {office}", file=sys.stderr)
            return DIFFERENT
    if rebuilt.differences:
        first = rebuilt.differences[0]
        when = "" if first.at is None else f" at {first.at:%H:%M:%S} UTC"
        out.write(f"{office} {date}: different: event {first.seq}{when}: {first.words}\n")
        return DIFFERENT
    out.write(f"{office} {date}: the same: {rebuilt.calls} calls, {len(rebuilt.visits)} visits\n")
    return SAME
