# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The bare thing to compare with: a `websockets` server that sends on what one client says to all others.

python -m benchmarks.broadcast PORT
"""

import asyncio
import sys

import uvloop
from websockets.asyncio.server import ServerConnection, broadcast, serve

HELLO = "x" * 200  # as long as a snapshot


async def main(port: int) -> None:
    everybody: set[ServerConnection] = set()

    async def handler(connection: ServerConnection) -> None:
        assert connection.request is not None
        if connection.request.path == "/speak":
            async for message in connection:
                broadcast(everybody, message)
            return
        everybody.add(connection)
        await connection.send(HELLO)
        try:
            await connection.wait_closed()
        finally:
            everybody.discard(connection)

    async with serve(handler, "127.0.0.1", port, compression=None):
        print("ready", flush=True)
        await asyncio.get_running_loop().create_future()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1])))
