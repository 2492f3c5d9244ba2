# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A note on a visit, for whoever has it at their counter. It never reaches a display, a phone or an event."""

from dataclasses import dataclass

from aufruf.db import notes, visits
from aufruf.db.transaction import Transaction
from aufruf.domain.errors import NotValid, WrongState
from aufruf.domain.events import VisitNoted
from aufruf.domain.visit import Visit, VisitKey

LONGEST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A visit with the note on it."""

    visit: Visit
    text: str


async def note(tx: Transaction, *, key: VisitKey, text: str) -> Noted:
    """Write a note on a visit of today, instead of the one that is there; an empty one takes it away.

    Somebody who is done may still be noted on today: what was written while "done" was pressed is not lost.
    Raises NotValid for one that is too long, WrongState for another day's.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST or not text.isprintable():
        raise NotValid(("/text", f"printable text, {LONGEST} characters at most"))
    day = await tx.lock(key.office, key.date)
    visit = await visits.get(tx.connection, key)
    if key.date != day.office.local_date(tx.now):
        raise WrongState(state=visit.state)
    if text != await notes.note_of(tx.connection, key):
        await notes.write(tx.connection, key, text)
        tx.emit(day, VisitNoted(visit=visit.id))
    return Noted(visit=visit, text=text)
