# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A day of an office, written down event by event as the actions would: for tests of what it teaches."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from aufruf.domain import events as e
from aufruf.planning.learning.folding import Numbered, fold_day
from aufruf.planning.learning.observed import DayFacts
from tests.builders import BERLIN, MONDAY, at


class DayLog:
    """The events of a day so far. Times are "09:25" on the wall of that day, or instants."""

    def __init__(self, date: dt.date = MONDAY, *, zone: ZoneInfo = BERLIN) -> None:
        self.date = date
        self.zone = zone
        self.events: list[Numbered] = []
        self._ordinal = 0

    def say(self, when: str | dt.datetime, event: e.Event) -> None:
        """Something has happened."""
        self.events.append((len(self.events) + 1, self.moment(when), event))

    def moment(self, when: str | dt.datetime) -> dt.datetime:
        """An instant."""
        return at(when, date=self.date) if isinstance(when, str) else when

    def arrive(self, when: str | dt.datetime, visit: str, *services: str, **facts: Any) -> None:
        """Somebody draws a ticket."""
        self._ordinal += 1
        moment = self.moment(when)
        defaults: dict[str, Any] = {
            "visit": visit,
            "number": f"A{self._ordinal:03d}",
            "group": "A",
            "ordinal": self._ordinal,
            "services": tuple((service, 1) for service in services or ("ausweis",)),
            "channel": "kiosk",
            "arrived_at": moment,
            "known_at": moment,
        }
        self.say(moment, e.VisitArrived(**(defaults | facts)))

    def call(self, when: str | dt.datetime, visit: str, counter: str = "1") -> None:
        """Somebody is asked to a counter."""
        order: Mapping[str, int] = {}
        event = e.VisitCalled(
            visit=visit, number="", counter=counter, at=self.moment(when), rule="walk_in", text="",
            score=None, skills=None, parameters=order, rule_version="1",
        )  # fmt: skip
        self.say(when, event)

    def serve(self, when: str | dt.datetime, visit: str, counter: str = "1") -> None:
        """They have come."""
        self.say(when, e.VisitServing(visit=visit, number="", counter=counter))

    def finish(self, when: str | dt.datetime, visit: str, *services: str, counter: str = "1") -> None:
        """They are done."""
        items = tuple((service, 1) for service in services or ("ausweis",))
        self.say(when, e.VisitFinished(visit=visit, number="", counter=counter, services=items))

    def miss(self, when: str | dt.datetime, visit: str, counter: str = "1") -> None:
        """They did not come."""
        self.say(when, e.VisitMissed(visit=visit, number="", counter=counter, times=1))

    def undo(self, when: str | dt.datetime, visit: str, state: str, counter: str = "1") -> None:
        """A miss or a finish is taken back."""
        moment = self.moment(when)
        self.say(when, e.VisitUndone(visit=visit, number="", state=state, counter=counter, at=moment))

    def served(self, called: str, finished: str, visit: str, *services: str, counter: str = "1") -> None:
        """Called, served and done."""
        self.call(called, visit, counter)
        self.serve(called, visit, counter)
        self.finish(finished, visit, *services, counter=counter)

    def open(self, when: str, counter: str = "1", *skills: str) -> None:
        """Somebody sits down."""
        self.say(when, e.CounterOpened(counter=counter, skills=tuple(skills) or None))

    def facts(self) -> DayFacts:
        """What the day taught."""
        return fold_day(self.date, self.events, zone=self.zone)
