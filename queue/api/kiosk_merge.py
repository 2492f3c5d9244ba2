# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kiosk that was alone for a while tells what it did: nobody is doubled, nobody is lost."""

import datetime as dt
from typing import Annotated

import msgspec
from litestar import Router, post
from litestar.params import JSONBody

from aufruf.actions.merging import merge
from aufruf.api.shapes import Needs, Wanted, items_of
from aufruf.db.kiosk_entries import Taken
from aufruf.db.transaction import Transaction
from aufruf.domain.access import Caller, device_of_kind
from aufruf.domain.offline import Entry, EntryKind
from aufruf.domain.roles import DeviceKind
from aufruf.web.idempotency import request_told_of
from aufruf.web.wire import LINE, Answer, Language, Sent
from aufruf.web.wiring import Given, Wiring

KIOSK = frozenset({DeviceKind.KIOSK})
PATHS = {EntryKind.TICKET: "/api/v1/kiosk/tickets", EntryKind.CHECK_IN: "/api/v1/kiosk/check-ins"}

Key = Annotated[str, msgspec.Meta(pattern=r"^[\x21-\x7e]{1,64}\Z")]
Number = Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9]{1,12}\Z")]
Code = Annotated[str, msgspec.Meta(pattern=LINE, min_length=1, max_length=64)]
Instant = Annotated[dt.datetime, msgspec.Meta(tz=True)]


class SentEntry(Sent, frozen=True):
    """One touch: a ticket or a check-in, under the Idempotency-Key with which it would have been sent."""

    key: Key
    kind: EntryKind
    taken_at: Instant
    number: Number | None = None
    services: Wanted | None = None
    code: Code | None = None
    language: Language = "de"
    needs: Needs = []  # noqa: RUF012 (msgspec copies it)
    given: bool = True  # false: the kiosk failed before anybody saw the number


class Batch(Sent, frozen=True):
    """What a kiosk did alone, some at a time."""

    entries: Annotated[list[SentEntry], msgspec.Meta(max_length=500)]
    sent_at: Instant | None = None  # what the kiosk's clock shows now: if it is wrong, we reckon with that


class EntryAnswer(Answer, frozen=True):
    """What became of an entry: merged, already_there, withdrawn, day_over, or why not."""

    key: str
    result: str
    visit: str | None
    number: str | None


class BatchAnswer(Answer, frozen=True):
    """A result for each entry, in the order in which they were sent."""

    results: list[EntryAnswer]


@post("/kiosk/merge", status_code=200)
async def merge_entries(data: JSONBody[Batch], caller: Given[Caller], wiring: Given[Wiring]) -> BatchAnswer:
    """Take over what a kiosk did while it was alone. The same entry again: the same result."""
    device = device_of_kind(caller, KIOSK)
    entries = [_entry(each) for each in data.entries]
    touches = [request_told_of(device, path=PATHS[each.kind], key=each.key) for each in entries]

    async def deed(tx: Transaction) -> list[Taken]:
        return await merge(tx, device=device, entries=entries, touches=touches, sent_at=data.sent_at)

    return BatchAnswer(results=[_answer(taken) for taken in await wiring.db.do(deed)])


def _entry(sent: SentEntry) -> Entry:
    return Entry(
        key=sent.key,
        kind=sent.kind,
        taken_at=sent.taken_at,
        number=sent.number,
        services=items_of(sent.services or ()),
        code=sent.code or "",
        language=sent.language,
        needs=tuple(sent.needs),
        given=sent.given,
    )


def _answer(taken: Taken) -> EntryAnswer:
    return EntryAnswer(key=taken.key, result=taken.result, visit=taken.visit, number=taken.number)


router = Router("", route_handlers=[merge_entries], tags=["Kiosk"])
