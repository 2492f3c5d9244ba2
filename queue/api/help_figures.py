# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How help went at an office's devices, by place, hour and step; never by helper."""

import datetime as dt
from typing import Annotated

from litestar import Router, get
from litestar.params import QueryParameter

from aufruf.db.transaction import Database
from aufruf.domain.access import Caller, person_with
from aufruf.domain.help_figures import HelpCounts
from aufruf.domain.roles import Right
from aufruf.reads.help_figures import Hours, help_figures
from aufruf.web.wire import Answer, PathId
from aufruf.web.wiring import Given

First = Annotated[dt.date | None, QueryParameter(name="from", description="four weeks, if not said")]
Last = Annotated[dt.date | None, QueryParameter(name="to", description="today, if not said")]


class HelpCountsAnswer(Answer, frozen=True):
    """Requests, counted. Of `due` the promise was kept or broken, `kept` says how often it was kept.

    `median_seconds` is from asking to the first answer; `endings` says how they ended, as helpers said, or
    `not_said`, `withdrawn` (while somebody helped), `given_up` (while they waited), `gone`, `closing`.
    """

    asked: int
    answered: int
    due: int
    kept: int
    share_kept: float | None
    median_seconds: int | None
    given_up: int
    gone: int
    escalated: int
    nobody: int
    call_backs: int
    endings: dict[str, int]


class HelpHourAnswer(Answer, frozen=True):
    """What was asked in this hour of the day, on the office's wall."""

    hour: int
    counts: HelpCountsAnswer


class HelpPlaceAnswer(Answer, frozen=True):
    """What was asked at a device; `place` is what people call it, empty if it is there no longer."""

    device: str
    kind: str
    place: str
    counts: HelpCountsAnswer
    hours: list[HelpHourAnswer]


class StuckStepAnswer(Answer, frozen=True):
    """A step at which people ask often: at least three times; `share` of all that was asked at the device."""

    device: str
    step: str
    count: int
    share: float


class HelpFiguresAnswer(Answer, frozen=True, rename={"first": "from", "last": "to"}):
    """An office's help from one day to another, both included."""

    first: dt.date
    last: dt.date
    total: HelpCountsAnswer
    places: list[HelpPlaceAnswer]
    hours: list[HelpHourAnswer]
    steps: list[StuckStepAnswer]


@get("/offices/{office:str}/help-figures")
async def show_figures(
    office: PathId, caller: Given[Caller], db: Given[Database], first: First = None, last: Last = None
) -> HelpFiguresAnswer:
    """How help went: rebuilt from what happened, 92 days at once at most."""
    async with db.reading(snapshot=True) as reading:
        person_with(caller, Right.SUPERVISE, await reading.office(office))
        found = await help_figures(reading, office, first=first, last=last)
    return HelpFiguresAnswer(
        first=found.first,
        last=found.last,
        total=_counts(found.total),
        places=[
            HelpPlaceAnswer(
                device=each.device,
                kind=each.kind,
                place=each.name,
                counts=_counts(each.counts),
                hours=_hours(each.hours),
            )
            for each in found.places
        ],
        hours=_hours(found.hours),
        steps=[
            StuckStepAnswer(device=each.device, step=each.step, count=each.count, share=each.share)
            for each in found.steps
        ],
    )


def _hours(found: Hours) -> list[HelpHourAnswer]:
    return [HelpHourAnswer(hour=hour, counts=_counts(counts)) for hour, counts in found]


def _counts(found: HelpCounts) -> HelpCountsAnswer:
    return HelpCountsAnswer(
        asked=found.asked,
        answered=found.answered,
        due=found.due,
        kept=found.kept,
        share_kept=found.share_kept,
        median_seconds=found.median_seconds,
        given_up=found.given_up,
        gone=found.gone,
        escalated=found.escalated,
        nobody=found.nobody,
        call_backs=found.call_backs,
        endings={ending.value: count for ending, count in sorted(found.endings.items())},
    )


router = Router("", route_handlers=[show_figures], tags=["Figures"])
