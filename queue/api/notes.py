# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Notes on visits, for the staff alone. What they say is never kept with a request that may be repeated."""

from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.params import JSONBody

from aufruf.actions import calling, noting
from aufruf.api.once import do_once
from aufruf.db import notes, visits
from aufruf.db.transaction import Database, Transaction
from aufruf.domain.access import Caller, person_anywhere, person_with
from aufruf.domain.roles import Right
from aufruf.web.wire import Answer, AnyRequest, PathId, Sent
from aufruf.web.wiring import Given, Wiring


class Note(Sent, frozen=True):
    """What is written; an empty text takes a note away."""

    text: Annotated[str, msgspec.Meta(max_length=noting.LONGEST)]


class NoteAnswer(Answer, frozen=True):
    """The note on a visit; empty if there is none."""

    visit: str
    text: str


class KeptNote(msgspec.Struct, kw_only=True, frozen=True):
    """What is remembered of writing a note: not what it says."""

    visit: str


@get("/visits/{visit:str}/note")
async def show_note(visit: PathId, caller: Given[Caller], db: Given[Database]) -> NoteAnswer:
    """The note on a visit."""
    person_anywhere(caller, Right.SERVE)
    async with db.reading() as reading:
        key = await visits.place_of(reading.connection, visit)
        person_with(caller, Right.SERVE, await reading.office(key.office))
        return NoteAnswer(visit=visit, text=await notes.note_of(reading.connection, key))


@post("/visits/{visit:str}/note", status_code=200)
async def write_note(
    request: AnyRequest,
    visit: PathId,
    data: JSONBody[Note],
    caller: Given[Caller],
    wiring: Given[Wiring],
) -> NoteAnswer:
    """Write a note on a visit of today, instead of the one that is there."""

    async def deed(tx: Transaction) -> KeptNote:
        person_anywhere(caller, Right.SERVE)
        key = await calling.find(tx, visit)
        person_with(caller, Right.SERVE, await tx.office(key.office))
        await noting.note(tx, key=key, text=data.text)
        return KeptNote(visit=key.visit)

    kept = await do_once(request, wiring, deed, kept_as=KeptNote, status=200, caller=caller)
    return NoteAnswer(visit=kept.visit, text=" ".join(data.text.split()))


router = Router("", route_handlers=[show_note, write_note], tags=["Visits"])
