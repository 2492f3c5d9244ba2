# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A display's network is cut, and people are called meanwhile."""

import asyncio
import socket

import pytest

from tests.faults.aftermath import all_is_well
from tests.faults.hosts import altered, host
from tests.faults.network import HERE, network
from tests.faults.people import somebody, until
from tests.faults.screens import Screen, watching
from tests.faults.town import found

pytestmark = pytest.mark.xdist_group("faults")

# A minute is long for a test. A server lets go of a dead connection after 20 s and the page notices after
# 12 s that nobody speaks. Here both are shortened, and with them the minute: both happen before the cut ends.
IMPATIENT = altered("import aufruf.web.listening as l\nl.READS_WITHIN = l.PING_EVERY = l.PONG_WITHIN = 4.0")
SILENCE = 6.5  # seconds; there is a sign of life every 5
CUT = 12.0


async def test_a_display_whose_network_was_cut_has_all_calls_once_and_in_order(sqlite_url: str) -> None:
    town = await found(sqlite_url)
    with network() as far, host(sqlite_url, program=IMPATIENT, address=HERE) as server:

        async def connects() -> socket.socket:
            line = far.socket()
            try:
                await asyncio.get_running_loop().sock_connect(line, (HERE, server.port))
            except BaseException:  # also where nobody waits any longer
                line.close()
                raise
            return line

        address = server.url.replace("http", "ws") + town.socket
        cut = Screen(address=address, token=town.wall, connects=connects, silence=SILENCE)
        near = Screen(address=address, token=town.wall)
        async with watching(cut, near), somebody(town, server.url) as people:
            for counter in town.clerks:
                await people.open(counter)
                await people.ticket()
            await asyncio.to_thread(far.pull)
            for counter in town.clerks:
                await people.call(counter)
            await people.see_off()
            await until(lambda: len(near.told) == 4, "who is not cut off knows", within=5)
            await asyncio.sleep(CUT)
            assert cut.told == []
            assert not cut.is_open
            assert [line["why"] for line in server.said("socket")] == ["does not answer"]

            await asyncio.to_thread(far.plug)
            await all_is_well(town, people, [near, cut], [server])
            assert [message["type"] for message in cut.told] == ["call", "call", "call", "cleared"]
            assert cut.snapshots == 1
