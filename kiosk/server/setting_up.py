# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A new kiosk gets into the house: it shows a code on its screen, and staff let it in."""

import asyncio
import logging
import ssl
import sys
from dataclasses import dataclass
from http import HTTPStatus

import httpx
from litestar import Litestar, Response, get
from litestar.datastructures import State
from litestar.types import ASGIApp

from aufruf_kiosk.server.link import ANSWERS_WITHIN, CONNECTS_WITHIN
from aufruf_kiosk.serving import looks
from aufruf_kiosk.serving.guarding import OnlyHere

log = logging.getLogger("aufruf_kiosk")
PATH = "/api/v1/devices/pairings"
LOOKS_EVERY = 2.0  # seconds
NOT_YET = "open"  # nobody has let it in


@dataclass(slots=True)
class Pairing:
    """A code that waits for somebody to type it into the console."""

    server: str
    code: str | None = None
    is_reached: bool = True

    async def token(self) -> str:
        """Wait until the staff has let this kiosk in; its token."""
        async with httpx.AsyncClient(
            base_url=self.server.rstrip("/"),
            timeout=httpx.Timeout(ANSWERS_WITHIN, connect=CONNECTS_WITHIN),
            verify=ssl.create_default_context(),
            trust_env=False,
        ) as client:
            while True:
                try:
                    token = await self._try(client)
                    self.is_reached = True
                except (httpx.HTTPError, KeyError, ValueError):
                    token, self.is_reached = None, False
                if token is not None:
                    return token
                await asyncio.sleep(LOOKS_EVERY)

    async def _try(self, client: httpx.AsyncClient) -> str | None:
        """Ask for a code, and with it for a token until it lapses."""
        opened = await client.post(PATH, json={"kind": "kiosk"})
        if opened.status_code >= HTTPStatus.BAD_REQUEST:
            log.warning("the server gives no code: %s", opened.status_code)
            self.is_reached = False
            return None
        asked = opened.json()
        self.code, self.is_reached = asked["code"], True
        _say(asked["code"])
        while True:
            await asyncio.sleep(LOOKS_EVERY)
            answer = await client.post(f"{PATH}/{self.code}/collect", json={"secret": asked["secret"]})
            if answer.status_code == HTTPStatus.OK:
                return str(answer.json()["token"])
            if answer.status_code != HTTPStatus.CONFLICT or answer.json().get("state") != NOT_YET:
                return None  # it has lapsed: another code


def make_pairing_app(pairing: Pairing) -> ASGIApp:
    """The page that shows the code, until there is a kiosk instead."""
    loaded = looks.load_looks()
    pages = looks.make_pages(loaded)

    @get(["/", "/kiosk"])
    async def show_code() -> Response[str]:
        page = pages.get_template("kiosk_code.html").render(
            code=pairing.code, is_reached=pairing.is_reached, server=pairing.server
        )
        headers = {"Cache-Control": "no-store"}
        return Response(page, media_type="text/html; charset=utf-8", headers=headers)

    app = Litestar(
        [show_code, looks.send_look],
        state=State({"looks": loaded}),
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    return OnlyHere(app)


def _say(code: str) -> None:
    """On the terminal, for whoever sets it up over the network."""
    sys.stdout.write(f"Code für die Geräteverwaltung der Konsole: {code}\n")
    sys.stdout.flush()
