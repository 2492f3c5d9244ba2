# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Back online: the server is told what was done without it. It takes each touch over once."""

import logging
from http import HTTPStatus
from typing import Any

from aufruf_kiosk.ledger import entries
from aufruf_kiosk.ledger.entries import Entry, EntryState
from aufruf_kiosk.ledger.ledger import Ledger, LedgerTrouble
from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.server.link import NoAnswer, ServerLink

log = logging.getLogger("aufruf_kiosk")
PATH = "/api/v1/kiosk/merge"
AT_ONCE = 200
PATIENCE = 30.0  # seconds for an answer: a busy server is not asked the same again too soon
LOOKS_EVERY = 10.0
NOT_UNDERSTOOD = "not_valid"


class Merging:
    """Tells the server, whenever there is something to tell and somebody to tell it to."""

    def __init__(self, ledger: Ledger, link: ServerLink, clock: TrueClock) -> None:
        self.waiting = 0  # people whose number the server does not know
        self._ledger = ledger
        self._link = link
        self._clock = clock

    async def run(self) -> None:
        """Go on for as long as this program runs."""
        while True:
            try:
                await self.count()
                if self._link.is_online and not self._link.is_revoked:
                    while await self.tell():
                        pass
            except (NoAnswer, LedgerTrouble) as trouble:
                log.warning("not told yet: %s", type(trouble).__name__)
            await self._link.bell.rings(within=LOOKS_EVERY)

    async def count(self) -> None:
        """Look how many wait."""
        waiting = await self._ledger.do(entries.how_many_wait)
        if waiting != self.waiting:
            self.waiting = waiting
            self._link.bell.ring()

    async def tell(self) -> bool:
        """Tell the oldest that the server does not know; whether there were any. Raises NoAnswer."""
        batch = await self._ledger.do(lambda db: entries.untold(db, limit=AT_ONCE))
        if not batch:
            return False
        results = await self._results(batch)
        if results is None:
            return False
        await self._ledger.do(lambda db: entries.told(db, results))
        log.info("told %s entries", len(results))
        await self.count()
        return True

    async def _results(self, batch: list[Entry]) -> list[tuple[str, str]] | None:
        """What the server says of each; None if it says nothing useful."""
        body = {
            "entries": [self._told(entry) for entry in batch],
            "sent_at": self._clock.now().at.isoformat(),
        }
        answer = await self._link.ask("POST", PATH, body=body, within=PATIENCE)
        if answer.status_code == HTTPStatus.OK:
            return [(each["key"], each["result"]) for each in answer.json()["results"]]
        if answer.status_code != HTTPStatus.UNPROCESSABLE_ENTITY:
            log.warning("the server takes nothing over: %s", answer.status_code)
            return None
        if len(batch) == 1:
            return [(batch[0].key, NOT_UNDERSTOOD)]
        # One of them is none at all to this server: find it, so that it holds up no other.
        half = len(batch) // 2
        halves = [await self._results(part) for part in (batch[:half], batch[half:])]
        return [result for part in halves if part is not None for result in part] or None

    def _told(self, entry: Entry) -> dict[str, Any]:
        return {
            "key": entry.key,
            "kind": entry.kind,
            "number": entry.number,
            "taken_at": self._clock.true(entry.taken).isoformat(),
            "given": entry.state is not EntryState.WITHDRAWN,
            **entry.wish,
        }
