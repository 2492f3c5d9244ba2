# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a kiosk did without the server, and how it is taken over: docs/kiosk.md says it for people."""

import datetime as dt
import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from aufruf.domain import visit as moves
from aufruf.domain.errors import NotValid
from aufruf.domain.events import Event, VisitLeft, VisitMissed
from aufruf.domain.visit import Visit, VisitState, ticket_number

CHANNEL = "kiosk_offline"
LARGEST = 6  # digits of a number

MERGED = "merged"  # the printed number waits
ALREADY_THERE = "already_there"  # the person is there already, with another visit
DAY_OVER = "day_over"  # too late: the office has closed for that day
NUMBER_TAKEN = "number_taken"  # somebody else has this number today
WITHDRAWN = "withdrawn"  # nobody got this ticket, so nobody waits

Items = tuple[tuple[str, int], ...]
S = VisitState
MET = frozenset({S.SERVING, S.FINISHED, S.TRANSFERRED})
GONE = frozenset({S.LEFT, S.CANCELLED_BY_OFFICE})


class EntryKind(StrEnum):
    """What somebody did at the kiosk."""

    TICKET = "ticket"
    CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One touch of one person, as the kiosk's ledger has it."""

    key: str
    kind: EntryKind
    taken_at: dt.datetime
    number: str | None = None  # as it was printed
    services: Items = ()
    code: str = ""
    language: str = "de"
    needs: tuple[str, ...] = ()
    given: bool = True  # False: the kiosk failed before anybody saw the number


def place_in_series(number: str, letters: AbstractSet[str]) -> tuple[str, int]:
    """Series and running number of a ticket that a kiosk drew by itself. Raises NotValid for any other."""
    found = re.fullmatch(rf"([A-Z]{{1,4}})([0-9]{{3,{LARGEST}}})", number, re.ASCII)
    if found is None or found[1] not in letters:
        raise NotValid(("/number", "is not of this kiosk's own series"))
    letter, ordinal = found[1], int(found[2])
    if ordinal < 1 or ticket_number(letter, ordinal) != number:
        raise NotValid(("/number", "is not a ticket number"))
    return letter, ordinal


def end_of_ghost(ghost: Visit, *, now: dt.datetime) -> list[tuple[Visit, Event]] | None:
    """How the visit ends that a touch had begun at the server, when the answer never came to the kiosk.

    Nobody has ever seen its number; the person holds another. None if a clerk has met the person under this
    visit: then it stays, and the printed number is not needed. Somebody who was called under it could not
    know, so nothing is held against them.
    """
    if ghost.state in MET or ghost.serving_at is not None:
        return None
    if ghost.state in GONE:
        return []
    ended: list[tuple[Visit, Event]] = []
    if ghost.state is S.CALLED:
        counter = ghost.counter or ""
        ghost = moves.miss(ghost, now=now)
        missed = VisitMissed(visit=ghost.id, number=ghost.number, counter=counter, times=ghost.times_missed)
        ended.append((ghost, missed))
    left = VisitLeft(visit=ghost.id, number=ghost.number, by="kiosk")
    ended.append((moves.leave(ghost, now=now), left))
    return ended
