# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The way to the server, which may be cut at any moment: what it last said, and whether it answers."""

import asyncio
import datetime as dt
import json
import logging
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.serving.bell import Bell

log = logging.getLogger("aufruf_kiosk")
CONNECTS_WITHIN, ANSWERS_WITHIN = 1.0, 2.5  # seconds
TOUCH_WITHIN = 0.65  # whoever has touched the screen does not wait longer for the server
SILENCE = 12.0  # the server gives a sign of life every five seconds
LONGEST_WORD = 1_000_000  # bytes that a socket says at once
AGAIN_AFTER, AGAIN_AT_MOST = 0.5, 5.0
REVOKED_AGAIN = 10.0
REVOKED = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
Keep = Callable[[Mapping[str, Any]], Awaitable[None]]


class NoAnswer(Exception):
    """The server does not answer, or cannot: nobody knows whether it has done what was asked."""


class ServerLink:
    """Asks the server, follows it, and knows since when it is gone."""

    def __init__(
        self, server: str, token: str, *, clock: TrueClock, state: Mapping[str, Any] | None, keep: Keep
    ) -> None:
        """`state` is what the server said in an earlier run; `keep` stores what it says now."""
        self.server = server.rstrip("/")
        self.state = dict(state) if state else None
        self.is_online = False
        self.is_revoked = False
        self.offline_since: dt.datetime | None = None
        self.silence = SILENCE  # after which a socket leads nowhere
        self.bell = Bell()
        self._clock = clock
        self._keep = keep
        self._headers = {"Authorization": f"Bearer {token}"}
        self._trusted = ssl.create_default_context()  # whom the machine trusts: the town's own authority, too
        self._client = self._new_client()

    async def ask(
        self,
        method: str,
        path: str,
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        within: float = ANSWERS_WITHIN,
    ) -> httpx.Response:
        """Ask the server for something. Raises NoAnswer, and knows then that the server is gone."""
        client, patience = self._client, httpx.Timeout(within, connect=CONNECTS_WITHIN)
        try:
            async with asyncio.timeout(within):
                answer = await client.request(method, path, json=body, headers=headers, timeout=patience)
        except (httpx.HTTPError, OSError, TimeoutError) as error:
            if client is self._client:
                await self._lose()
            raise NoAnswer from error
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise NoAnswer
        is_ours = "authorization" not in (headers or {})
        if answer.status_code == HTTPStatus.UNAUTHORIZED and is_ours:
            self._be_revoked(is_revoked=True)
        return answer

    async def follow(self) -> None:
        """Follow the server for as long as this program runs."""
        delay = AGAIN_AFTER
        while True:
            if await self._catch_up():
                delay = AGAIN_AFTER
                await self._listen()
            wait = REVOKED_AGAIN if self.is_revoked else delay
            await asyncio.sleep(wait)
            delay = min(delay * 2, AGAIN_AT_MOST)

    def line(self, path: str) -> connect:
        """A socket to the server, which says something every five seconds."""
        address = self.server.replace("http", "ws", 1) + path
        return connect(
            address,
            additional_headers=self._headers,
            open_timeout=ANSWERS_WITHIN,
            close_timeout=CONNECTS_WITHIN,
            ping_interval=None,
            max_size=LONGEST_WORD,
            ssl=self._trusted if address.startswith("wss:") else None,
            proxy=None,
        )

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _catch_up(self) -> bool:
        """Ask how it stands: whether there is an answer."""
        try:
            answer = await self.ask("GET", "/api/v1/kiosk")
        except NoAnswer:
            await self._lose()
            return False
        if answer.status_code in REVOKED:
            self._be_revoked(is_revoked=True)
            return False
        if answer.status_code != HTTPStatus.OK:
            log.warning("the server refuses: %s", answer.status_code)
            await self._lose()
            return False
        self._be_revoked(is_revoked=False)
        await self._hear(answer.json())
        return True

    async def _listen(self) -> None:
        """Hear what changes, until the line is cut."""
        with suppress(OSError, TimeoutError, WebSocketException):
            async with self.line("/api/v1/kiosk/socket") as socket:
                while True:
                    async with asyncio.timeout(self.silence):
                        message = json.loads(await socket.recv())
                    if message.pop("type", None) == "state":
                        await self._hear(message)
                    elif not self.is_online:
                        await self._catch_up()  # it was slow once, and is there all the same

    async def _hear(self, state: Mapping[str, Any]) -> None:
        is_worth_noting = self._clock.learn(dt.datetime.fromisoformat(state["now"]))
        is_other = self.state is None or _lasting(self.state) != _lasting(state)
        self.state = dict(state)
        if not self.is_online:
            log.info("online")
        self.is_online, self.offline_since = True, None
        self.bell.ring()
        if is_worth_noting or is_other:
            await self._keep({**state, "help": None})  # of who is being helped nothing is stored

    async def _lose(self) -> None:
        """The server is gone: connections that are still open lead nowhere."""
        if self.is_online or self.offline_since is None:
            self.offline_since = self._clock.now().at
            log.warning("offline")
        self.is_online = False
        dead, self._client = self._client, self._new_client()
        self.bell.ring()
        await dead.aclose()

    def _be_revoked(self, *, is_revoked: bool) -> None:
        if is_revoked != self.is_revoked:
            log.warning("signed off by the staff" if is_revoked else "let in")
            self.is_revoked = is_revoked
            self.bell.ring()

    def _new_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            base_url=self.server,
            headers=self._headers,
            verify=self._trusted,
            trust_env=False,
        )


def _lasting(state: Mapping[str, Any]) -> Any:
    """What of a state is worth keeping for a time without the server."""
    services = [
        {name: value for name, value in each.items() if name not in ("wait", "perhaps_not_today")}
        for each in state.get("services", ())
    ]
    kept = ("office", "device", "languages", "open", "opens_at", "closes_at", "closed_early")
    return services, {name: state.get(name) for name in kept}
