# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line between a device and the helper who has accepted: two sockets (docs/help.md, "On the wire")."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import msgspec
from litestar import Router, websocket
from litestar.params import FromPath

from aufruf.domain.access import person_anywhere
from aufruf.domain.errors import NotAllowed, NotAuthenticated, NotFound, NotValid
from aufruf.domain.help import HelpKey, HelpRequest
from aufruf.domain.help_line import Over, Side, consent_for, over_for, steps_of
from aufruf.domain.roles import Right
from aufruf.live.feed import Feed
from aufruf.reads.help import (
    device_may_hold,
    helper_may_hold,
    name_of_helper,
    usual_seconds,
    waiting_before,
)
from aufruf.reads.help_line import moment, request_now
from aufruf.reads.kiosk import kiosk_now
from aufruf.web.callers import caller_of, forget_caller
from aufruf.web.ice import RENEWED_AFTER, IceServer
from aufruf.web.kiosks import TOUCHED, kiosk_of
from aufruf.web.line import Line
from aufruf.web.line_messages import INSTANCE, Within
from aufruf.web.sockets import AnySocket, refusing
from aufruf.web.wire import ID, Answer
from aufruf.web.wiring import Given, Wiring


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Which end of which line somebody holds; `user` is the helper."""

    key: HelpKey
    side: Side
    user: str | None = None


class Agreed(Answer, frozen=True):
    """What the citizen has agreed to, at the page that is open now."""

    view: bool
    point: bool
    talk: bool


class HelpNow(Answer, frozen=True, tag="help"):
    """How it stands with a request, for both who hold its line."""

    id: str
    state: str
    level: str
    mode: str | None
    people_ahead: int
    usual_seconds: int | None
    helper: str | None
    consent: Agreed
    there: bool
    reason: str | None
    visit: str | None
    then: list[str]
    language: str
    steps: list[str]
    ice: list[IceServer]


class Desk:
    """What one end has to know of its request."""

    within = Within(services=(), languages=(), steps=())

    def __init__(
        self, wiring: Wiring, feed: Feed, held: "Held", *, asked_again: Callable[[], Awaitable["Held"]]
    ) -> None:
        self._wiring = wiring
        self._feed = feed
        self._held = held
        self._asked_again = asked_again
        self._ice: tuple[float, list[IceServer]] | None = None

    async def look(self) -> HelpRequest:
        """The request as it is in the database at this moment."""
        async with self._wiring.db.reading() as reading:
            return await request_now(reading, self._held.key)

    async def tell(self, request: HelpRequest, *, page: str | None, there: bool) -> str:
        """The whole of what this side is told of it."""
        async with self._wiring.db.reading() as reading:
            office = await reading.office(request.office)
            ahead = await waiting_before(reading, request)
            usual = await usual_seconds(reading, office)
            helper = await name_of_helper(reading, request, office)
        languages = (await self._feed.shared(kiosk_now)).languages(request.device)
        steps = steps_of(request.device_kind)
        self.within = Within(services=frozenset(office.services), languages=languages, steps=steps)
        consent = consent_for(request, page)
        now = HelpNow(
            id=request.id,
            state=request.state,
            level=request.level,
            mode=request.mode,
            people_ahead=ahead,
            usual_seconds=usual,
            helper=helper,
            consent=Agreed(view=consent.view, point=consent.point, talk=consent.talk),
            there=there,
            reason=request.reason,
            visit=request.visit,
            then=list(dict.fromkeys(service for service, _ in request.then)),
            language=request.language,
            steps=list(steps),
            ice=self._servers(wanted=consent.talk),
        )
        return msgspec.json.encode(now).decode()

    async def still_may(self) -> bool:
        """Whether whoever holds the end still may, whatever has become of the request."""
        try:
            return await self._asked_again() == self._held
        except (NotAllowed, NotAuthenticated, NotFound):
            return False

    def over(self, request: HelpRequest) -> Over | None:
        """Why the line is over for this side, if it is."""
        return over_for(request, side=self._held.side, user=self._held.user)

    def _servers(self, *, wanted: bool) -> list[IceServer]:
        """The same list for a while: a new one would be news for the page each time."""
        if not wanted:
            self._ice = None
            return []
        clock = asyncio.get_running_loop().time()
        if self._ice is None or clock - self._ice[0] > RENEWED_AFTER:
            servers = self._wiring.ice.servers(now=self._wiring.db.clock().timestamp())
            self._ice = (clock, servers)
        return self._ice[1]


@websocket("/kiosk/help-requests/{help_request:str}/socket")
async def hold_at_device(socket: AnySocket, help_request: FromPath[str], wiring: Given[Wiring]) -> None:
    """The device's end of the line."""

    async def who() -> Held:
        forget_caller(socket)
        device = await kiosk_of(socket, wiring, kinds=TOUCHED)
        async with wiring.db.reading() as reading:
            request, _ = await device_may_hold(reading, help_request, device)
        return Held(key=request.key, side=Side.DEVICE)

    async with refusing(socket):
        await _hold(socket, wiring, help_request, who)


@websocket("/help-requests/{help_request:str}/socket")
async def hold_at_helper(socket: AnySocket, help_request: FromPath[str], wiring: Given[Wiring]) -> None:
    """The end of the helper who has accepted."""

    async def who() -> Held:
        forget_caller(socket)
        person = person_anywhere(await caller_of(socket, wiring.db), Right.HELP)
        async with wiring.db.reading() as reading:
            request, _ = await helper_may_hold(reading, help_request, person)
        return Held(key=request.key, side=Side.HELPER, user=person.user)

    async with refusing(socket):
        await _hold(socket, wiring, help_request, who)


async def _hold(
    socket: AnySocket, wiring: Wiring, help_request: str, who: Callable[[], Awaitable[Held]]
) -> None:
    if re.fullmatch(ID, help_request) is None:
        raise NotFound
    held = await who()
    instance = socket.query_params.get("instance", "")
    if re.fullmatch(INSTANCE, instance) is None:
        raise NotValid(("/instance", "16 to 64 letters, digits, - or _, drawn at random by the page"))
    async with wiring.db.reading() as reading:
        came_at = await moment(reading)
    board, side = wiring.switchboard, held.side
    async with (
        wiring.hub.listening(held.key.office) as (feed, ear),
        board.holding(help_request, side, instance=instance, moment=came_at) as end,
    ):
        desk = Desk(wiring, feed, held, asked_again=who)
        await Line(socket, end, board, desk=desk, feed=feed, ear=ear).hold()


router = Router("", route_handlers=[hold_at_device, hold_at_helper])
