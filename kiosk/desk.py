# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A touch becomes a ticket: noted first, then asked for at the server, else numbered here, then printed."""

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any
from weakref import WeakValueDictionary

import msgspec

from aufruf_kiosk.ledger import entries
from aufruf_kiosk.ledger.entries import Entry
from aufruf_kiosk.ledger.ledger import Ledger, LedgerTrouble
from aufruf_kiosk.ledger.true_time import TrueClock
from aufruf_kiosk.printing.papers import ticket_paper
from aufruf_kiosk.printing.watch import PrinterWatch
from aufruf_kiosk.server.link import REVOKED, TOUCH_WITHIN, NoAnswer, ServerLink
from aufruf_kiosk.serving import standing
from aufruf_kiosk.serving.wishes import CheckInWish, Wish, could_be_a_code

log = logging.getLogger("aufruf_kiosk")
PATHS = {"ticket": "/api/v1/kiosk/tickets", "check_in": "/api/v1/kiosk/check-ins"}
STILL_THERE = dt.timedelta(minutes=1)  # so long somebody waits before a kiosk that has gone dark
LEDGER_FULL = "ledger_full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the page is told."""

    status: int
    body: Mapping[str, Any]


class Desk:
    """Where touches are taken. The same touch sent again gets the same ticket, printed once."""

    def __init__(self, *, ledger: Ledger, link: ServerLink, clock: TrueClock, printer: PrinterWatch) -> None:
        self._ledger = ledger
        self._link = link
        self._clock = clock
        self._printer = printer
        self._touched: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._unnoted: dict[str, Mapping[str, Any]] = {}  # answers that the full ledger could not take
        self._handed: tuple[str, bool | None] = ("", None)  # the last handed over; was it printed

    async def take(self, kind: str, key: str, wish: Wish, *, headers: Mapping[str, str]) -> Said:
        """Give a ticket for a touch, or say why there is none."""
        async with self._lock(key):
            sent = msgspec.to_builtins(wish)
            touch = Entry(key=key, kind=kind, wish=sent, taken=self._clock.now())
            entry = await self._note(touch)
            if entry is not None and entry.wish and dict(entry.wish) != sent:
                return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "idempotency_key_reused")
            answer = self._unnoted.get(key) if entry is None else entry.answer
            if answer is None:
                said = await self._ticket(touch, entry, wish, headers)
                if said.status != HTTPStatus.CREATED:
                    return said
                answer = said.body
            if "printed" in answer or (entry is not None and entry.is_given):
                return Said(status=HTTPStatus.CREATED, body=answer)
            return Said(status=HTTPStatus.CREATED, body=await self.give(touch, answer))

    async def give(self, entry: Entry, answer: Mapping[str, Any]) -> Mapping[str, Any]:
        """Print a ticket that is stored, here or at the server; what the page is told of it."""
        told = _told(answer, await self._print(entry, answer))
        at = self._clock.now().at.isoformat()
        with suppress(LedgerTrouble):  # the number is stored: printing it again would be no harm
            await self._ledger.do(lambda db: entries.given(db, entry.key, told, at=at))
        return told

    async def hand_over(
        self, answer: Mapping[str, Any], *, services: list[str], language: str
    ) -> Mapping[str, Any]:
        """Print a ticket that nobody drew here: whoever helped has. Asked for twice it is printed once."""
        visit = str(answer["visit"])
        async with self._lock(visit):
            if self._handed[0] != visit:
                wish = {"services": services, "language": language}
                touch = Entry(key=visit, kind="ticket", wish=wish, taken=self._clock.now())
                self._handed = (visit, await self._print(touch, answer))
            return _told(answer, self._handed[1])

    async def pick_up(self) -> None:
        """What an earlier run did not bring to an end, because it was killed: once, at the start."""
        for left in await self._ledger.do(entries.left_behind):
            async with self._lock(left.key):  # the page may ask for the same just now
                entry = await self._ledger.do(partial(entries.find, key=left.key))
                if entry is None or entry.is_given:
                    continue
                if entry.answer is None:
                    await self._ledger.do(partial(entries.withdraw, key=entry.key))
                elif self._clock.now().at - self._clock.true(entry.taken) < STILL_THERE:
                    await self.give(entry, entry.answer)

    async def _print(self, entry: Entry, answer: Mapping[str, Any]) -> bool | None:
        """Whether it was printed; None if there is no printer."""
        taken, link = self._clock.true(entry.taken), self._link
        paper = ticket_paper(entry, answer, link.state, server=link.server, now=taken)
        return await self._printer.print_ticket(paper)

    def _lock(self, key: str) -> asyncio.Lock:
        """One thing at a time for one touch."""
        return self._touched.setdefault(key, asyncio.Lock())

    async def _note(self, touch: Entry) -> Entry | None:
        """The touch as it is noted; None if the ledger is full."""
        try:
            return await self._ledger.do(lambda db: entries.begin(db, touch))
        except LedgerTrouble as trouble:
            log.error("the ledger cannot be written: %s", trouble)  # noqa: TRY400 (what it was is said)
            return None

    async def _ticket(
        self, touch: Entry, entry: Entry | None, wish: Wish, headers: Mapping[str, str]
    ) -> Said:
        """From the server if it answers in time, else one of our own."""
        if self._link.is_online and not self._link.is_revoked:
            try:
                answer = await self._link.ask(
                    "POST",
                    PATHS[touch.kind],
                    body=dict(touch.wish),
                    headers={**headers, "Idempotency-Key": touch.key},
                    within=TOUCH_WITHIN,
                )
            except NoAnswer:
                log.warning("no answer to a touch")
            else:
                return await self._heard(touch, entry, answer.status_code, answer.json())
        if self._link.is_revoked:
            await self._forget(entry, touch.key)
            return refusal(HTTPStatus.UNAUTHORIZED, "not_authenticated")
        return await self._alone(touch, entry, wish)

    async def _heard(self, touch: Entry, entry: Entry | None, status: int, body: Mapping[str, Any]) -> Said:
        """The server has said something: a ticket, or why not."""
        if status != HTTPStatus.CREATED:
            await self._forget(entry, touch.key)
            if status in REVOKED:
                return refusal(HTTPStatus.UNAUTHORIZED, "not_authenticated")
            return Said(status=status, body=body)
        answer = {**body, "offline": False}
        try:
            await self._ledger.do(lambda db: entries.answered(db, touch.key, answer))
        except LedgerTrouble:
            self._unnoted[touch.key] = answer  # the server has it, so nobody is lost
        return Said(status=status, body=answer)

    async def _alone(self, touch: Entry, entry: Entry | None, wish: Wish) -> Said:
        """A number of our own: stored, then given."""
        state, letter = self._link.state, standing.letter_of(self._link.state)
        if state is None or letter is None:
            return refusal(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable")
        refused = self._refused_alone(state, wish)
        if refused is not None:
            await self._leave(entry, touch.key)
            return refused
        if entry is None:
            return refusal(HTTPStatus.CONFLICT, LEDGER_FULL)
        date = self._clock.now().at.astimezone(standing.zone_of(state)).date().isoformat()
        try:
            own = await self._ledger.do(lambda db: entries.number(db, touch.key, letter=letter, date=date))
        except LedgerTrouble as trouble:
            log.error("no number was given: %s", trouble)  # noqa: TRY400 (what it was is said)
            return refusal(HTTPStatus.CONFLICT, LEDGER_FULL)
        self._link.bell.ring()
        return Said(status=HTTPStatus.CREATED, body=own.answer or {})

    def _refused_alone(self, state: standing.State, wish: Wish) -> Said | None:
        """Why there is no ticket, as far as that can be said without the server."""
        if isinstance(wish, CheckInWish):  # whether it is the right time, the server will say
            return None if could_be_a_code(wish.code) else refusal(HTTPStatus.NOT_FOUND, "not_found")
        if not standing.gives_tickets(state, now=self._clock.now().at):
            return refusal(HTTPStatus.CONFLICT, "office_closed")
        if standing.refused_alone(state, wish.services):
            return refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "not_valid")
        return None

    async def _leave(self, entry: Entry | None, key: str) -> None:
        """Nobody gets a ticket for this touch. What the server may have made of it is undone later."""
        with suppress(LedgerTrouble):
            if entry is not None:
                await self._ledger.do(lambda db: entries.withdraw(db, key))

    async def _forget(self, entry: Entry | None, key: str) -> None:
        with suppress(LedgerTrouble):
            if entry is not None:
                await self._ledger.do(lambda db: entries.forget(db, key))


def _told(answer: Mapping[str, Any], printed: bool | None) -> Mapping[str, Any]:  # noqa: FBT001 (a fact)
    return dict(answer) if printed is None else dict(answer) | {"printed": printed}


SENTENCES = {
    "unavailable": "Das ist gerade nicht zu erreichen. Bitte versuchen Sie es gleich noch einmal.",
    "not_authenticated": "Dieses Gerät wurde abgemeldet.",
    "office_closed": "Der Standort ist zu dieser Zeit geschlossen.",
    "not_found": "Das haben wir nicht gefunden.",
    "not_valid": "Bitte prüfen Sie Ihre Eingabe.",
    "idempotency_key_reused": "Dieser Idempotency-Key wurde schon mit anderem Inhalt benutzt.",
    "not_allowed": "Das dürfen Sie hier nicht.",
    LEDGER_FULL: "Bitte melden Sie sich am Empfang: Hier kann gerade keine Wartemarke ausgegeben werden.",
}


def refusal(status: int, code: str) -> Said:
    """A refusal of this program's own, as the server would say it."""
    phrase = HTTPStatus(status).phrase
    body = {"type": "about:blank", "title": phrase, "status": int(status), "detail": SENTENCES[code]}
    return Said(status=status, body=body | {"instance": "", "code": code})


def as_json(said: Said) -> bytes:
    """What the page is told, in bytes."""
    return json.dumps(said.body).encode()
