# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the ledger no longer needs goes, and dates are put right once the true time is known."""

import asyncio
import datetime as dt
import logging
from functools import partial

from aufruf_kiosk.ledger import entries
from aufruf_kiosk.ledger.entries import EntryState
from aufruf_kiosk.ledger.ledger import Ledger, LedgerTrouble
from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.serving import standing

log = logging.getLogger("aufruf_kiosk")
EVERY = 60.0  # seconds
GIVEN_UP = dt.timedelta(minutes=2)  # a touch for which nothing was given is undone after that
ANSWERS_KEPT = dt.timedelta(hours=1)  # nobody stands before the screen for so long
ENTRIES_KEPT = dt.timedelta(days=7)


async def tidy_up(ledger: Ledger, clock: TrueClock) -> None:
    """Go on for as long as this program runs."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            await tidy(ledger, now=clock.now().at)
        except LedgerTrouble as trouble:
            log.warning("the ledger cannot be tidied: %s", trouble)


async def tidy(ledger: Ledger, *, now: dt.datetime) -> None:
    """Do it once. Raises LedgerTrouble."""
    for entry in await ledger.do(entries.left_behind):
        if entry.state is EntryState.TOUCHED and now - entry.taken.at > GIVEN_UP:
            await ledger.do(partial(entries.withdraw, key=entry.key))
    answers, before = (now - kept for kept in (ANSWERS_KEPT, ENTRIES_KEPT))
    await ledger.do(
        lambda db: entries.tidy(db, answers_before=answers.isoformat(), entries_before=before.isoformat())
    )


async def redate(ledger: Ledger, clock: TrueClock, state: standing.State) -> None:
    """Numbers of this run of the machine count for the day on which they were truly given."""
    zone = standing.zone_of(state)
    numbered = await ledger.do(lambda db: entries.numbered_since(db, clock.boot))
    wrong = []
    for entry, date in numbered:
        true = clock.true(entry.taken).astimezone(zone).date().isoformat()
        if true != date:
            wrong.append((entry.key, true))
    if wrong:
        await ledger.do(lambda db: entries.redate(db, wrong))
