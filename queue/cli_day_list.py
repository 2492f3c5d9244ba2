# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf day-list OFFICE [DATE]`: writes the emergency list of a day, and says where it is."""

import datetime as dt
import sys
from pathlib import Path
from typing import TextIO

from aufruf.cli_database import DONE, REFUSED, Commands, Options, say, with_database
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotFound
from aufruf.settings import Settings


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf day-list`."""
    listing = commands.add_parser("day-list", help="write the emergency list of a day, to be printed")
    listing.add_argument("office")
    listing.add_argument(
        "date", nargs="?", type=dt.date.fromisoformat, help="such as 2026-11-23; today, if not said"
    )
    listing.set_defaults(run=_list)


def _list(settings: Settings, options: Options) -> int:
    return with_database(
        settings,
        lambda db: run_day_list(db, settings.emergency_dir, options.office, options.date, sys.stdout),
    )


async def run_day_list(db: Database, folder: Path, office: str, date: dt.date | None, out: TextIO) -> int:
    """Write the list; its path is the last line."""
    from aufruf.reads.day_list import day_list_of  # noqa: PLC0415 - quick commands do without
    from aufruf.web.day_list import write  # noqa: PLC0415

    try:
        async with db.reading(snapshot=True) as reading:
            found = await day_list_of(reading, office, date)
    except NotFound:
        return say(f"there is no office {office}", status=REFUSED)
    out.write(f"{write(folder, found)}\n")
    return DONE
