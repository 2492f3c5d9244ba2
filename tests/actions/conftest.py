# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What tests of actions may ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.actions.waiting_room import WaitingRoom
from tests.builders import SetClock, open_database


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[WaitingRoom]:
    """A furnished waiting room on a Monday at 09:00, once on each engine."""
    clock = SetClock()
    db = await open_database(database_url, clock)
    room = WaitingRoom(db, clock)
    await room.furnish()
    yield room
    await db.close()
