# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Following one visit, for its phone's page and for the API: cheap while it waits, silent once ended."""

from aufruf.db.transaction import Database
from aufruf.domain.visit import Visit
from aufruf.live.feed import Feed
from aufruf.live.position import Position
from aufruf.reads.availability import Offers
from aufruf.reads.status import Status, status_of, visit_with_id


class FollowedVisit:
    """One visit whose citizen looks at it. Those who wait in an office are read once for all of them."""

    def __init__(self, feed: Feed, db: Database, visit: Visit, offers: Offers | None = None) -> None:
        self.feed = feed
        self._db = db
        self._offers = offers  # where other times are shown to whoever was sent home
        self._key = visit.key
        self._ended_at: Position | None = None  # how far the day was when the visit had ended

    async def status(self) -> Status | None:
        """How it stands; None if that is known to be as it was."""
        if self._ended_at is not None and not self._concerned_since(self._ended_at):
            return None
        if self._key.date == self.feed.epoch.date:
            position = self.feed.position
            status = (await self.feed.room()).status(self._key.visit)
            if status is not None:
                self._ended_at = None
                return status
            self._ended_at = position
        async with self._db.reading() as reading:
            return await status_of(reading, await visit_with_id(reading, self._key.visit), self._offers)

    def _concerned_since(self, position: Position) -> bool:
        """Whether an ended visit was taken up again, or may have been: a finish can be taken back."""
        missing = self.feed.after(position)
        if missing is None:
            return True
        return any(getattr(entry.stored.event, "visit", None) == self._key.visit for entry in missing)
