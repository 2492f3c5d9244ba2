# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""`aufruf learn [OFFICE] [--rebuild]`: offices learn from their days that are over."""

import sys
from typing import TextIO

from aufruf.actions import learning
from aufruf.cli_database import DONE, REFUSED, Commands, Options, say, with_database
from aufruf.db.transaction import Database
from aufruf.domain.errors import NotFound
from aufruf.settings import Settings


def add_commands(commands: Commands) -> None:
    """What may be said after `aufruf learn`."""
    taught = commands.add_parser(
        "learn", help="learn durations, arrivals and waits from the days that are over"
    )
    taught.add_argument("office", nargs="?", help="all, if not said")
    taught.add_argument(
        "--rebuild", action="store_true", help="from all events anew, not from new days alone"
    )
    taught.set_defaults(run=_learn)


def _learn(settings: Settings, options: Options) -> int:
    return with_database(
        settings, lambda db: run_learn(db, options.office, sys.stdout, rebuild=options.rebuild)
    )


async def run_learn(db: Database, office: str | None, out: TextIO, *, rebuild: bool = False) -> int:
    """Let an office learn, or all; a line for each that did."""
    try:
        wanted = await learning.all_days(db, office) if rebuild else await learning.new_days(db, office)
    except NotFound:
        return say(f"there is no office {office}", status=REFUSED)
    for each, dates in wanted.items():
        lesson = await learning.learn_from(db, each, dates, anew=rebuild)
        out.write(f"{each}: {lesson.folded} days read, learned from {lesson.learned.days}\n")
    if not wanted:
        out.write("There was nothing new to learn from.\n")
    return DONE
