# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office's events teach, on both databases."""

from aufruf.db import learned
from aufruf.planning.learned import Duration, Learned, ShowUp
from tests.actions.waiting_room import WaitingRoom


async def test_what_was_learned_is_read_back_just_as_it_was(room: WaitingRoom) -> None:
    known = Learned(
        days=3,
        durations={"ausweis": Duration(log_mean=2.5, log_sd=0.4, count=31)},
        arrivals=((0.0, 1.25), (0.5, 0.0)),
        mix={"ausweis": 1.0},
        show_up=ShowUp(base=1.5, by_service={"pass": -0.2}, by_channel={"public": 0.1}),
        patience=77.5,
        levels=(0.08, 0.5, 0.93),
    )
    async with room.db.transaction() as tx:
        assert await learned.of_office(tx.connection, "mitte") is None
        await learned.save(tx.connection, "mitte", learned=Learned(), now=tx.now)
        await learned.save(tx.connection, "mitte", learned=known, now=tx.now)
    async with room.db.reading() as reading:
        assert await learned.of_office(reading.connection, "mitte") == known
