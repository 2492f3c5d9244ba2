# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The page of this terminal and what it asks, on this machine alone."""

import asyncio
import json
import re
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import msgspec
from litestar import Litestar, Request, Response, WebSocket, get, post, websocket
from litestar.datastructures import State
from litestar.exceptions import WebSocketDisconnect
from litestar.response import Redirect
from litestar.types import ASGIApp

from aufruf_kiosk import speech, texts
from aufruf_kiosk.desk import Desk, Said, refusal
from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.printing.watch import PrinterWatch
from aufruf_kiosk.server.carrying import carry
from aufruf_kiosk.server.forwarding import FORWARDED
from aufruf_kiosk.server.link import ServerLink
from aufruf_kiosk.serving import looks, standing
from aufruf_kiosk.serving.guarding import OnlyHere
from aufruf_kiosk.serving.wishes import KEY, CheckInWish, TicketWish
from aufruf_kiosk.texts import speech as spoken

API = "/api/v1/kiosk"
BODY_LIMIT = 20_000  # bytes: nobody here sends more than a wish
LOOKS_EVERY, BEATS_EVERY = 1.0, 5.0  # seconds
SAYS_NO_MORE = 4401
AnyRequest = Request[Any, Any, Any]
AnySocket = WebSocket[Any, Any, Any]
PAIRING = "/pairing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """What the page's requests are answered with."""

    link: ServerLink
    clock: TrueClock
    desk: Desk
    printer: PrinterWatch
    pair_again: Callable[[], None]
    hear_page: Callable[[bool], None]  # whether it can read aloud

    def state(self) -> dict[str, Any] | None:
        """How it stands, for the page; None if the server has never said it."""
        state = self.link.state
        if state is None:
            return None
        shown = dict(state) | {"offline_since": None}
        if not self.link.is_online:
            now = self.clock.now().at
            shown = standing.without_server(state, now=now, since=self.link.offline_since or now)
        return shown | {"printer": self.printer.told()}


def make_local(here: Here, jobs: Callable[[], list[Awaitable[None]]]) -> ASGIApp:
    """The application; `jobs` run beside it for as long as it runs."""
    loaded = looks.load_looks()
    pages = looks.make_pages(loaded)

    @asynccontextmanager
    async def alive(_app: Litestar) -> AsyncIterator[None]:
        running = [asyncio.ensure_future(job) for job in jobs()]
        yield
        for job in running:
            job.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def names(_request: AnyRequest) -> set[str]:
        state = here.link.state
        found = set() if state is None else {each["name"] for each in state["services"]}
        return found if state is None else found | {state["office"]["name"]}

    app = Litestar(
        route_handlers=[
            show_page,
            show_root,
            pair_again,
            looks.send_look,
            texts.send_texts,
            speech.make_router(names),
            show_state,
            take_ticket,
            check_in,
            follow,
            hear_page,
            carry,
            *FORWARDED,
        ],
        state=State({"here": here, "looks": loaded, "pages": pages}),
        lifespan=[alive],
        request_max_body_size=BODY_LIMIT,
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    return OnlyHere(app)


@get("/")
async def show_root() -> Redirect:
    """The page is the only one there is."""
    return Redirect("/kiosk")


@get("/kiosk")
async def show_page(state: State) -> Response[str]:
    """The page of this kiosk, in the language that it begins with."""
    known: Here = state.here
    languages = (known.link.state or {}).get("languages") or ["de"]
    said = spoken(languages[0] if languages[0] in texts.LANGUAGES else "de")
    page = state.pages.get_template("kiosk.html").render(
        language=said.language.partition("-")[0],
        direction=said.direction,
        api=API,
        office="",
        rehearsal=bool((known.link.state or {}).get("rehearsal")),
    )
    return Response(page, media_type="text/html; charset=utf-8", headers={"Cache-Control": "no-store"})


@get(PAIRING)
async def pair_again(state: State) -> Redirect:
    """Ask the staff to let this kiosk in again, if they have signed it off."""
    known: Here = state.here
    if known.link.is_revoked:
        known.pair_again()
    return Redirect("/kiosk")


@get(API)
async def show_state(state: State) -> Response[bytes]:
    """How it stands at this kiosk."""
    known: Here = state.here
    if known.link.is_revoked:
        return answer(refusal(HTTPStatus.UNAUTHORIZED, "not_authenticated"))
    shown = known.state()
    if shown is None:
        return answer(refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable"))
    return answer(Said(status=HTTPStatus.OK, body=shown))


@post(f"{API}/tickets")
async def take_ticket(request: AnyRequest, state: State) -> Response[bytes]:
    """Draw a ticket."""
    return await _take(request, state.here, "ticket", TicketWish)


@post(f"{API}/check-ins")
async def check_in(request: AnyRequest, state: State) -> Response[bytes]:
    """Check in for an appointment."""
    return await _take(request, state.here, "check_in", CheckInWish)


@post("/api/v1/devices/health", status_code=HTTPStatus.OK)
async def hear_page(request: AnyRequest, state: State) -> Response[bytes]:
    """The page says that it is there. Staff are told by this program; of the page, whether it can speak."""
    known: Here = state.here
    if known.link.is_revoked:
        return answer(refusal(HTTPStatus.UNAUTHORIZED, "not_authenticated"))
    try:
        said = json.loads(await request.body())
    except ValueError:
        return answer(refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not_valid"))
    known.hear_page(isinstance(said, dict) and said.get("speech") is True)
    return answer(Said(status=HTTPStatus.OK, body={"device": (known.link.state or {}).get("device")}))


@websocket(f"{API}/socket")
async def follow(socket: AnySocket, state: State) -> None:
    """Say how it stands whenever that changes, and that all is well in between."""
    known: Here = state.here
    await socket.accept()
    said: dict[str, Any] | None = None
    loop = asyncio.get_running_loop()
    beat_at = loop.time()
    try:
        while not known.link.is_revoked:
            shown = known.state()
            if shown is not None and (said is None or shown | {"now": 0} != said | {"now": 0}):
                said = shown
                await socket.send_text(json.dumps({"type": "state", **shown}))
            elif loop.time() >= beat_at:
                beat_at = loop.time() + BEATS_EVERY
                now = known.clock.now().at.isoformat(timespec="seconds")
                await socket.send_text(json.dumps({"type": "beat", "now": now}))
            await known.link.bell.rings(within=LOOKS_EVERY)
        await socket.close(code=SAYS_NO_MORE)
    except WebSocketDisconnect:
        pass


async def _take(
    request: AnyRequest, here: Here, kind: str, shape: type[TicketWish] | type[CheckInWish]
) -> Response[bytes]:
    key = request.headers.get("idempotency-key") or secrets.token_hex(16)
    try:
        wish = msgspec.json.decode(await request.body(), type=shape)
    except msgspec.MsgspecError:
        return answer(refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not_valid"))
    if not re.fullmatch(KEY, key):
        return answer(refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not_valid"))
    language = request.headers.get("accept-language", "de")
    return answer(await here.desk.take(kind, key, wish, headers={"Accept-Language": language}))


def answer(said: Said) -> Response[bytes]:
    """What the page is told."""
    kind = "application/json" if said.status < HTTPStatus.BAD_REQUEST else "application/problem+json"
    return Response(
        json.dumps(said.body).encode(),
        status_code=said.status,
        media_type=kind,
        headers={"Cache-Control": "no-store"},
    )
