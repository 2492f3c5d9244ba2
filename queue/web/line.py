# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One end of the line between a device and its helper: heard with suspicion, given what is agreed to.

Unlike all other sockets this one is spoken into. What is said is taken apart, checked and passed to the other
end. There it is asked of the database, just before it is given out, whether it still may be: what is taken
back holds from that moment on, in every process. If the database does not answer, everything waits.
Of what is said nothing is stored, and nothing written into a log.
"""

import asyncio
import time
from dataclasses import replace
from typing import Protocol

import msgspec
import structlog
from litestar.types import WebSocketReceiveEvent
from websockets.frames import CloseCode

from aufruf import metrics
from aufruf.domain.errors import AufrufError, NotFound
from aufruf.domain.help import HelpRequest, HelpState
from aufruf.domain.help_line import Over, Refused, Side, may_pass
from aufruf.live.backlog import Word
from aufruf.live.feed import NO_ANSWER, Ear, Feed, nothing
from aufruf.live.position import Position
from aufruf.live.switchboard import End, Switchboard
from aufruf.web.buckets import Bucket
from aufruf.web.line_messages import NotPassed, Understood, Within, refused_text, understand
from aufruf.web.listening import LAST_WORDS, PINGED
from aufruf.web.speaking import GONE, SEND_WITHIN, AnySocket, say_now

log = structlog.get_logger("aufruf.web")
AUDIENCE = "help line"
ASK_AGAIN = 60.0  # seconds after which it is asked again whether somebody may still hold this end
TELL_AGAIN = 10.0  # seconds after which it is looked how many are ahead, and how long it usually takes
LOOK_AGAIN = 1.0  # seconds, when the database did not answer
PICTURE_AGAIN = 1.0  # seconds between two wishes for a whole picture
FAREWELL_WITHIN = 1.0  # seconds
WORDS, WORDS_BURST = 60.0, 300.0  # messages a second, and at once
BYTES, BYTES_BURST = 1e6, 3e6
PINGS = (5.0, 10.0)  # seconds: while one side's network is silent the other side waits for somebody
REFUSALS, REFUSALS_BURST = 2.0, 100.0  # whoever is refused more than that is shown the door
NORMAL, NOT_ALLOWED = 1000, 1008  # RFC 6455
FAIR = frozenset({Over.ENDED, Over.ANOTHER_PAGE, Over.RETURNED})
REFUSED, GONE_BY_THEMSELVES = "refused", "gone"
BEAT = '{"type":"beat"}'
AGAIN = Word(kind="again", text='{"type":"again"}')


_Facts = tuple[HelpRequest, Position | None, str | None, bool]


class Desk(Protocol):
    """What an end of the line has to know of its request."""

    within: Within  # what may be chosen, as it was when `tell` was asked last

    async def look(self) -> HelpRequest:
        """The request as it is in the database at this moment."""

    async def tell(self, request: HelpRequest, *, page: str | None, there: bool) -> str:
        """The whole of what this side is told of it."""

    async def still_may(self) -> bool:
        """Whether whoever holds the end still may, whatever has become of the request."""

    def over(self, request: HelpRequest) -> Over | None:
        """Why the line is over for this side, if it is."""


class Line:
    """Holds one end for one socket. `hold` it until either side ends it."""

    def __init__(
        self, socket: AnySocket, end: End, board: Switchboard, *, desk: Desk, feed: Feed, ear: Ear
    ) -> None:
        self._socket = socket
        self._end = end
        self._board = board
        self._desk = desk
        self._feed = feed
        self._ear = ear
        self._news = asyncio.Event()
        self._begun = asyncio.Event()  # nobody is heard before they were told how it stands
        self._request: HelpRequest | None = None
        self._told = ""
        self._told_of: _Facts | None = None
        self._seen: Position | None = None
        self._told_at = self._asked_at = self._looked_at = asyncio.get_running_loop().time()
        self._wished_at = 0.0
        self._words, self._bytes = Bucket(WORDS, WORDS_BURST), Bucket(BYTES, BYTES_BURST)
        self._patience = Bucket(REFUSALS, REFUSALS_BURST)

    async def hold(self) -> None:
        """Open the socket, say how it stands, and pass on what may be passed on."""
        self._socket.scope[PINGED] = PINGS  # type: ignore[literal-required]
        await self._socket.accept()
        began, why = time.monotonic(), GONE_BY_THEMSELVES
        metrics.socket_opened(AUDIENCE)
        # Who sends too much at once is cut off by the server itself, which says this first.
        self._socket.scope[LAST_WORDS] = _over_text(Over.TOO_LARGE)  # type: ignore[literal-required]
        self._end.stir = self._ear.heed = self._news.set
        self._news.set()
        speaking, hearing = asyncio.create_task(self._speak()), asyncio.create_task(self._hear())
        try:
            await asyncio.wait((speaking, hearing), return_when=asyncio.FIRST_COMPLETED)
            why = next(task.result() for task in (speaking, hearing) if task.done())
        finally:
            self._end.stir = self._ear.heed = nothing
            for task in (speaking, hearing):
                task.cancel()
            await asyncio.wait((speaking, hearing))
            metrics.socket_closed(AUDIENCE)
            seconds, route = round(time.monotonic() - began, 1), self._socket.scope.get("path_template")
            log.info("socket", route=route, audience=AUDIENCE, seconds=seconds, why=why)
        if why in set(Over):
            await self._say_farewell(Over(why))

    # What this side is given

    async def _speak(self) -> str:
        """Say what is new, until the line is over; why it is."""
        while True:
            await self._news.wait()
            self._news.clear()
            unsaid = self._end.backlog.take()
            try:
                over = await self._say_what_is_new(unsaid)
            except _NotReadError:
                return Over.NOT_READ
            except _GoneError:
                return GONE_BY_THEMSELVES
            except NotFound:
                return Over.ENDED
            except NO_ANSWER:  # no beat says meanwhile that all is well
                self._end.backlog.put_back(unsaid)
                self._seen = None  # what is new was not found
                await asyncio.sleep(LOOK_AGAIN)
                self._news.set()
            else:
                if over is not None:
                    return over

    async def _say_what_is_new(self, unsaid: list[Word]) -> Over | None:
        """All that there is to say; why the line is over, if it is. Takes what was said out of `unsaid`."""
        if self._end.over is not None:
            return self._end.over
        if self._end.backlog.is_full:
            return Over.NOT_READ
        if not self._has_news(unsaid):
            self._wish_for_picture()
            await self._beat()
            return None
        self._seen = self._feed.position
        still_may = await self._still_may()  # before it is looked: that takes a while, too
        request = await self._look()
        over = self._desk.over(request)
        if over is None and not still_may:
            return Over.NOT_ALLOWED
        if over is not Over.RETURNED:  # then it is somebody else's
            await self._tell_how_it_stands(request)
        if over is not None:
            return over
        self._begun.set()
        while unsaid:
            await self._give(unsaid[0])
            del unsaid[0]
        self._wish_for_picture()
        await self._beat()
        return None

    def _has_news(self, unsaid: list[Word]) -> bool:
        """Whether it must be looked how it stands: most that happens in an office is nothing to this line."""
        clock = asyncio.get_running_loop().time
        if unsaid or self._told_of is None or clock() - self._looked_at > TELL_AGAIN:
            return True
        if (self._board.page_of_device(self._end), self._board.is_there(self._end)) != self._told_of[-2:]:
            return True
        missed = self._feed.after(self._seen)
        return missed is None or any(each.stored.event.kind.startswith("help.") for each in missed)

    async def _beat(self) -> None:
        if self._ear.beats != self._feed.beats:
            self._ear.beats = self._feed.beats
            await self._send(BEAT)

    async def _still_may(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._asked_at < ASK_AGAIN:
            return True
        try:
            may = await self._desk.still_may()
        except AufrufError as error:
            if error.code == "unavailable":
                raise
            may = False
        self._asked_at = now  # with an answer only
        return may

    async def _look(self) -> HelpRequest:
        # When somebody was last seen is written every ten seconds, and nothing to either side.
        self._request = replace(await self._desk.look(), device_seen_at=None, helper_seen_at=None)
        self._looked_at = asyncio.get_running_loop().time()
        return self._request

    async def _tell_how_it_stands(self, request: HelpRequest) -> None:
        now = asyncio.get_running_loop().time()
        page, there = self._board.page_of_device(self._end), self._board.is_there(self._end)
        before = (
            self._feed.position if request.state is HelpState.OPEN else None
        )  # others are helped meanwhile
        facts = (request, before, page, there)
        if facts == self._told_of and now - self._told_at < TELL_AGAIN:
            return
        text = await self._desk.tell(request, page=page, there=there)
        self._told_of, self._told_at = facts, now
        if text != self._told:
            self._told = text
            await self._send(text)
        await self._look()  # that took a while: less may be given by now

    async def _give(self, word: Word) -> None:
        """Give out a word if it still may be, and do not wait between asking that and doing it."""
        while self._may_be_given(word) and not say_now(self._socket, word.text):
            await self._send(BEAT)  # waits until there is room
            await self._look()

    def _may_be_given(self, word: Word) -> bool:
        if word.kind == REFUSED:
            return True
        if self._request is None:
            return False
        side = self._end.side
        page = self._end.instance if side is Side.DEVICE else word.page
        return may_pass(self._request, side=side.other, kind=word.kind, page=page)

    async def _send(self, text: str) -> None:
        metrics.sent(AUDIENCE)
        try:
            async with asyncio.timeout(SEND_WITHIN):
                await self._socket.send({"type": "websocket.send", "text": text, "bytes": None})
        except TimeoutError as error:
            raise _NotReadError from error
        except GONE as error:
            raise _GoneError from error

    def _wish_for_picture(self) -> None:
        """Ask the device for a whole picture, where parts of it were lost and there is room again."""
        backlog, now = self._end.backlog, asyncio.get_running_loop().time()
        if backlog.wants_picture and not len(backlog) and now - self._wished_at > PICTURE_AGAIN:
            backlog.wants_picture, self._wished_at = False, now
            self._board.say(self._end, AGAIN)

    # What this side says

    async def _hear(self) -> str:
        """Pass on what is said, until they go or say what nobody may; why it is over."""
        await self._begun.wait()
        while True:
            message = await self._socket.receive()
            if message["type"] == "websocket.disconnect":
                is_too_large = message.get("code") == CloseCode.MESSAGE_TOO_BIG
                return Over.TOO_LARGE if is_too_large else GONE_BY_THEMSELVES
            if message["type"] != "websocket.receive":
                continue
            refused = await self._heard(_bytes(message))
            if refused is not None:
                if not self._patience.take():
                    return Over.TOO_FAST
                self._end.put(Word(kind=REFUSED, text=refused_text(refused)))
            await asyncio.sleep(0)  # others have their turn, however much is said here

    async def _heard(self, sent: bytes) -> NotPassed | None:
        """Pass on one message; or why not."""
        if not self._words.take() or not self._bytes.take(len(sent)):
            return NotPassed(code=Refused.TOO_FAST)
        side = self._end.side
        understood = understand(side, sent, self._desk.within)
        if isinstance(understood, NotPassed):
            return understood
        code = Refused.NOBODY_THERE
        if self._board.is_there(self._end):
            code = Refused.NO_CONSENT
            if await self._is_agreed(understood):
                page = self._end.instance if side is Side.DEVICE else ""
                word = Word(kind=understood.kind, text=understood.text, page=page, whole=understood.whole)
                if self._board.say(self._end, word):
                    return None
                code = Refused.NOBODY_THERE
        return NotPassed(code=code, of=understood.number)

    async def _is_agreed(self, said: Understood) -> bool:
        """As it was known last, or as it is now: it may just have been agreed to, and nobody told us yet.

        What is known may be old the other way, too. So this only spares the other end what it would not give.
        """
        page, side = self._board.page_of_device(self._end) or "", self._end.side
        if self._request is not None and may_pass(self._request, side=side, kind=said.kind, page=page):
            return True
        try:
            now = await self._desk.look()
        except NO_ANSWER:
            return False
        return may_pass(now, side=side, kind=said.kind, page=page)

    async def _say_farewell(self, why: Over) -> None:
        if why not in FAIR:
            metrics.dropped(AUDIENCE, why)
        try:
            async with asyncio.timeout(FAREWELL_WITHIN):
                if why is not Over.NOT_READ:
                    await self._send(_over_text(why))
                await self._socket.close(NORMAL if why in FAIR else NOT_ALLOWED, why)
        except (TimeoutError, _NotReadError, _GoneError, *GONE):
            pass


class _NotReadError(Exception):
    """Nobody reads what is sent."""


class _GoneError(Exception):
    """Nobody is at the socket any more."""


def _over_text(why: Over) -> str:
    return msgspec.json.encode({"type": "over", "why": why}).decode()


def _bytes(message: WebSocketReceiveEvent) -> bytes:
    """What was sent, whether as text or not: it is read as UTF-8 in either case."""
    return message.get("bytes") or (message.get("text") or "").encode(errors="replace")
