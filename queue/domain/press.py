# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A button that somebody pressed, and what they saw then: what has moved on meanwhile is not moved again.

So a press whose answer was lost may be pressed again, and nothing is done twice.
"""

import datetime as dt
from dataclasses import dataclass

from aufruf.domain.errors import WrongState
from aufruf.domain.visit import AT_COUNTER, Visit, VisitState

ENDED = frozenset({VisitState.FINISHED, VisitState.MISSED})
MOVED_ON = "moved_on"  # the state of a counter that has called somebody since


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """Who pressed at which counter; `mark` is how things stood on their page, if the page said so."""

    counter: str
    user: str
    mark: str = ""


def visit_mark(state: VisitState, *, called_at: dt.datetime | None, ended_at: dt.datetime | None) -> str:
    """How a visit stands, in a word: another one after each move, and after each call."""
    return f"{state}.{_moment(ended_at if state in ENDED else called_at)}"


def counter_mark(called_at: dt.datetime | None) -> str:
    """The same of a counter: another one after each call to it."""
    return f"counter.{_moment(called_at)}"


def check_visit(visit: Visit, press: Press) -> None:
    """Refuse what was pressed for a visit that has moved on since, or is at another counter. WrongState."""
    elsewhere = visit.state in AT_COUNTER and visit.counter != press.counter
    mark = visit_mark(visit.state, called_at=visit.called_at, ended_at=visit.ended_at)
    if elsewhere or press.mark not in ("", mark):
        raise WrongState(state=visit.state)


def check_counter(called_at: dt.datetime | None, press: Press) -> None:
    """Refuse to call where somebody was called since the press was meant. Raises WrongState."""
    if press.mark not in ("", counter_mark(called_at)):
        raise WrongState(state=MOVED_ON)


def _moment(at: dt.datetime | None) -> int:
    return 0 if at is None else round(at.timestamp() * 1_000_000)
