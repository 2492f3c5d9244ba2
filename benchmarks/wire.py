# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A client light enough not to be what is measured: HTTP/1.1, kept alive, over plain streams."""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

BODILESS = frozenset((204, 304))


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def json(self) -> Any:
        """The body, read as JSON."""
        return json.loads(self.body)


class Line:
    """One connection to a server; one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str) -> None:
        self._reader, self._writer, self._host = reader, writer, host

    @classmethod
    async def to(cls, port: int) -> Self:
        """Connect to a server on this machine."""
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        return cls(reader, writer, f"127.0.0.1:{port}")

    async def get(self, path: str, **headers: str) -> Reply:
        """Ask; header names with _ for -."""
        return await self._send(f"GET {path}", headers, b"")

    async def post(self, path: str, body: object = None, **headers: str) -> Reply:
        """Send JSON, or nothing."""
        content = b"" if body is None else json.dumps(body).encode()
        if content:
            headers["Content_Type"] = "application/json"
        return await self._send(f"POST {path}", headers, content)

    async def _send(self, what: str, headers: Mapping[str, str], body: bytes) -> Reply:
        said = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
        head = f"{what} HTTP/1.1\r\nHost: {self._host}\r\n{said}Content-Length: {len(body)}\r\n\r\n"
        self._writer.write(head.encode() + body)
        first, *lines = (await self._reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        status = int(first.split(" ", 2)[1])
        found = {
            name.lower(): value.strip()
            for name, mark, value in (line.partition(":") for line in lines)
            if mark
        }
        length = 0 if status in BODILESS else int(found["content-length"])
        return Reply(status, found, await self._reader.readexactly(length) if length else b"")

    async def close(self) -> None:
        """Hang up."""
        self._writer.close()
        await self._writer.wait_closed()
