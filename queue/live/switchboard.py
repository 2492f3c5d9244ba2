# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who holds which end of which line, in this process and in the others; and what goes from end to end.

A device and the helper who has accepted hold the two ends of a line. Where both are here, a message goes over
without leaving the process; otherwise it goes to the one process that has said that the other end is there.
Of several pages on one side the newest holds the line, wherever it is: the database's clock says which.
Nothing is kept but what waits to be read. Whether a message may be given out is asked where that is done.
"""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import msgspec
import structlog

from aufruf.domain.help_line import Over, Side
from aufruf.live.backlog import Backlog, Word
from aufruf.live.between import Between
from aufruf.live.feed import nothing
from aufruf.live.sealing import Seal

log = structlog.get_logger("aufruf.live")
SAYS_EVERY = 2.0  # seconds: which ends are here
GONE_AFTER = 7.0  # seconds without a word of the process where it was
Order = tuple[float, int, str]  # when it came, by the database's clock; which in its process; the process


@dataclass(slots=True, eq=False, kw_only=True)
class End:
    """An end of a line, held by a page that is open here."""

    request: str
    side: Side
    instance: str  # drawn by the page
    order: Order
    stir: Callable[[], None] = nothing  # there is something for it; it must not wait
    backlog: Backlog = field(default_factory=Backlog)
    over: Over | None = None
    said: int = 0  # words that went to other processes

    def put(self, word: Word) -> None:
        """Something is said to whoever stands here."""
        self.backlog.put(word)
        self.stir()

    def hang_up(self, why: Over) -> None:
        """It holds the line no longer."""
        self.over = self.over or why
        self.stir()


@dataclass(slots=True)
class _Elsewhere:
    """An end that another process holds."""

    process: str
    instance: str
    order: Order
    seen_at: float
    heard: int = 0  # the number of the last word from there


class _Held(msgspec.Struct, array_like=True, frozen=True):
    request: str
    side: Side
    instance: str
    order: Order


class _Here(msgspec.Struct, array_like=True, frozen=True, tag=1):
    """These ends are here. With `asks` whoever holds the other ones is to say so."""

    process: str
    ends: list[_Held]
    asks: bool


class _Gone(msgspec.Struct, array_like=True, frozen=True, tag=2):
    process: str
    end: _Held


class _Said(msgspec.Struct, array_like=True, frozen=True, tag=3):
    request: str
    side: Side  # that said it
    order: Order
    number: int
    kind: str
    text: str
    page: str
    whole: bool


_READ = msgspec.msgpack.Decoder(_Here | _Gone | _Said)
Where = tuple[str, Side]


class Switchboard:
    """The ends in this process, and where the other ones are. `alive` keeps the others told."""

    def __init__(self, between: Between, seal: Seal) -> None:
        self._between = between
        self._seal = seal
        self._here: dict[Where, End] = {}
        self._elsewhere: dict[Where, _Elsewhere] = {}
        self._count = itertools.count()
        between.received = self._received

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Say which ends are here as long as the block lasts."""
        saying = asyncio.create_task(self._say_always())
        saying.add_done_callback(_ended)
        try:
            yield
        finally:
            saying.cancel()
            await asyncio.wait([saying])

    @asynccontextmanager
    async def holding(self, request: str, side: Side, *, instance: str, moment: float) -> AsyncIterator[End]:
        """Hold an end of a line within the block. Whoever held it before is told, wherever they are."""
        order = (moment, next(self._count), self._between.name)
        end = End(request=request, side=side, instance=instance, order=order)
        where = (request, side)
        before, elsewhere = self._here.get(where), self._elsewhere.get(where)
        if before is not None and before.order > order:
            end.over = Over.ANOTHER_PAGE
        else:
            self._here[where] = end
            if before is not None:
                before.hang_up(Over.ANOTHER_PAGE)
            if elsewhere is not None and elsewhere.order > order:
                end.over = Over.ANOTHER_PAGE
            self._tell(_Here(self._between.name, [_held(end)], asks=True))
            self._stir((request, side.other))
        try:
            yield end
        finally:
            self._let_go(end)

    def is_there(self, end: End) -> bool:
        """Whether anybody holds the other end."""
        other = (end.request, end.side.other)
        return other in self._here or other in self._elsewhere

    def page_of_device(self, end: End) -> str | None:
        """The device's page that holds its end; None if it is not there."""
        if end.side is Side.DEVICE:
            return end.instance
        other = (end.request, Side.DEVICE)
        held = [each for each in (self._here.get(other), self._elsewhere.get(other)) if each is not None]
        return max(held, key=_order).instance if held else None

    def say(self, end: End, word: Word) -> bool:
        """Say something to the other end; whether anybody holds it."""
        other = (end.request, end.side.other)
        here, elsewhere = self._here.get(other), self._elsewhere.get(other)
        if end.over is not None:
            return False
        if here is not None and (elsewhere is None or here.order > elsewhere.order):
            here.put(word)
            return True
        if elsewhere is None:
            return False
        end.said += 1
        said = _Said(end.request, end.side, end.order, end.said, word.kind, word.text, word.page, word.whole)
        self._tell(said, to=elsewhere.process)
        return True

    def requests(self, side: Side) -> list[str]:
        """The requests of which this side's end is held here."""
        return [request for request, held in self._here if held is side]

    def _let_go(self, end: End) -> None:
        where = (end.request, end.side)
        if self._here.get(where) is not end:
            return
        del self._here[where]
        self._tell(_Gone(self._between.name, _held(end)))
        self._stir((end.request, end.side.other))
        if (end.request, end.side.other) not in self._here:  # then it is nothing to this process any more
            for side in Side:
                self._elsewhere.pop((end.request, side), None)

    def _tell(self, said: _Here | _Gone | _Said, *, to: str | None = None) -> None:
        self._between.pass_on(self._seal.close(msgspec.msgpack.encode(said)), to=to)

    def _received(self, parcel: bytes | None) -> None:
        if parcel is None:
            self._miss_some()
            return
        with suppress(
            ValueError, msgspec.DecodeError
        ):  # anybody who reaches what lies between may say anything
            match _READ.decode(self._seal.open(parcel)):
                case _Here(process=process, ends=ends, asks=asks):
                    for held in ends:
                        self._note(process, held, asks=asks)
                case _Gone(end=held):
                    known = self._elsewhere.get((held.request, held.side))
                    if known is not None and known.order == held.order:
                        self._forget((held.request, held.side))
                case _Said() as said:
                    self._hear(said)

    def _note(self, process: str, held: _Held, *, asks: bool) -> None:
        """Somebody holds this end in another process."""
        where, other = (held.request, held.side), (held.request, held.side.other)
        if where not in self._here and other not in self._here:
            return
        mine, known = self._here.get(where), self._elsewhere.get(where)
        now = asyncio.get_running_loop().time()
        if known is not None and known.order == held.order:
            known.seen_at = now
        elif known is None or known.order < held.order:
            self._elsewhere[where] = _Elsewhere(process, held.instance, held.order, now)
            self._stir(other)
        if mine is not None and mine.order < held.order:
            mine.hang_up(Over.ANOTHER_PAGE)
        elif mine is not None:
            asks = True  # they do not know that they are the older page
        ours = [end for end in (mine, self._here.get(other)) if end is not None and end.over is None]
        if asks and ours:
            self._tell(_Here(self._between.name, [_held(end) for end in ours], asks=False), to=process)

    def _hear(self, said: _Said) -> None:
        """Something was said to an end that is here, by an end that is known to be the newest."""
        here = self._here.get((said.request, said.side.other))
        known = self._elsewhere.get((said.request, said.side))
        newer = self._here.get((said.request, said.side))
        if here is None or known is None or known.order != said.order or said.number <= known.heard:
            return
        if newer is not None and newer.order > said.order:
            return
        if known.heard and said.number != known.heard + 1:
            here.backlog.lose_pictures()
        known.heard = said.number
        here.put(Word(kind=said.kind, text=said.text, page=said.page, whole=said.whole))

    def _miss_some(self) -> None:
        for request, side in self._elsewhere:
            if side is Side.DEVICE and (helper := self._here.get((request, Side.HELPER))) is not None:
                helper.backlog.lose_pictures()
                helper.stir()
        if self._here:
            self._tell(_Here(self._between.name, [_held(end) for end in self._current()], asks=True))

    async def _say_always(self) -> None:
        while True:
            await asyncio.sleep(SAYS_EVERY)
            before = asyncio.get_running_loop().time() - GONE_AFTER
            for where, known in list(self._elsewhere.items()):
                if known.seen_at < before:
                    self._forget(where)
            if held := [_held(end) for end in self._current()]:
                self._tell(_Here(self._between.name, held, asks=False))

    def _current(self) -> Iterator[End]:
        return (end for end in self._here.values() if end.over is None)

    def _forget(self, where: Where) -> None:
        self._elsewhere.pop(where, None)
        self._stir((where[0], where[1].other))

    def _stir(self, where: Where) -> None:
        if (end := self._here.get(where)) is not None:
            end.stir()


def _held(end: End) -> _Held:
    return _Held(end.request, end.side, end.instance, end.order)


def _order(held: End | _Elsewhere) -> Order:
    return held.order


def _ended(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("nobody is told any more which lines are held here", exc_info=error)
