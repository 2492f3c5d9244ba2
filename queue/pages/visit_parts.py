# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The living parts of a visit's page: its status on the phone."""

import datetime as dt
from collections.abc import Callable

from aufruf.domain.visit import returns_at
from aufruf.pages.parts import Parts
from aufruf.reads.status import Status
from aufruf.web.rendering import Frame
from aufruf.web.tokens import Purpose
from aufruf.web.wiring import Wiring

LATE_MINUTES = 10
VisitParts = Callable[[Frame, Wiring, Status, dt.datetime], Parts]


def status_parts(frame: Frame, wiring: Wiring, status: Status, now: dt.datetime) -> Parts:
    """How it stands, in one sentence too, and what its citizen may still say."""
    visit, onward = status.visit, None
    here = address(wiring, visit.id, visit.generation)
    if status.continues is not None:
        onward = address(wiring, status.continues.id, status.continues.generation)
    seen = {"visit": visit, "office": status.office, "ahead": status.ahead}
    expected = wiring.forecasts.for_visit(visit, now=now)
    state = frame.part(
        "status_now.html",
        onward=onward,
        here=here,
        instead=status.instead,
        appointment_page=_appointment_page(wiring, status),
        expected=expected,
        delayed=visit.not_before is not None and visit.not_before > now,
        returns=returns_at(visit) is not None,
        **seen,
    )
    deeds = frame.part("status_deeds.html", here=here, late_minutes=LATE_MINUTES, **seen)
    return Parts(html={"status": state, "said": frame.part("status_said.html", **seen), "deeds": deeds})


def _appointment_page(wiring: Wiring, status: Status) -> str | None:
    """Where the appointment is that somebody has instead of their visit."""
    if status.instead is None or status.instead.appointment is None:
        return None
    made = status.instead.appointment
    return f"/appointments/{made.id}/{wiring.tokens.token(Purpose.APPOINTMENT, made.id, made.generation)}"


def address(wiring: Wiring, visit: str, generation: int) -> str:
    """Where a visit's own page is."""
    return f"/visits/{visit}/{wiring.tokens.token(Purpose.VISIT, visit, generation)}"
