# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The order of docs/call-order.md once more, written down independently, to judge a day that has been."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

EARLY, GRACE = dt.timedelta(minutes=5), dt.timedelta(minutes=10)
Rate = tuple[int, int, dt.datetime]  # credit in seconds, score per second, since when


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits, with every row of the table that applies."""

    number: tuple[str, int]
    arrived: dt.datetime
    booked: dt.datetime | None
    services: frozenset[str]
    rates: tuple[Rate, ...]

    def key(self, now: dt.datetime) -> tuple[Any, ...]:
        """The smallest is next."""
        scores = [
            credit + rate * int((now - since).total_seconds())
            for credit, rate, since in self.rates
            if since <= now
        ]
        if not scores:
            return (1, self.booked, self.arrived, self.number)
        return (0, -max(scores), self.arrived, self.number)


def out_of_order(events: Sequence[tuple[str, dict[str, Any]]]) -> list[str]:
    """Every call of these stored events that was not for whoever was next; nothing for a day in order."""
    room: dict[str, Waiting] = {}
    wrong = []
    for kind, fact in events:
        if kind == "visit.arrived":
            room[fact["visit"]] = _arrival(fact)
        elif kind == "visit.called":
            called = room.pop(fact["visit"], None)
            if called is None:
                wrong.append(f"{fact['number']} was called and did not wait")
                continue
            skills, now = fact["skills"], dt.datetime.fromisoformat(fact["at"])
            others = [each for each in room.values() if skills is None or each.services <= set(skills)]
            before = min((each.key(now) for each in others), default=None)
            if skills is not None and not called.services <= set(skills):
                wrong.append(f"{fact['number']} was called by somebody who cannot serve them")
            if before is not None and before < called.key(now):
                wrong.append(f"{fact['number']} was called before {before[-1]}")
    return wrong


def _arrival(fact: dict[str, Any]) -> Waiting:
    arrived = dt.datetime.fromisoformat(fact["arrived_at"])
    booked = dt.datetime.fromisoformat(fact["booked_at"]) if fact["booked_at"] else None
    rates: list[Rate] = [(120 * 60, 5, arrived)] if fact["priority"] else []
    if booked is None or arrived > booked + GRACE:
        rates.append((0, 1, arrived))
    else:
        due = booked - EARLY if arrived > booked else max(booked - EARLY, arrived)
        rates.append((60 * 60, 3, due))
    return Waiting(
        number=(fact["group"], fact["ordinal"]),
        arrived=arrived,
        booked=booked,
        services=frozenset(service for service, _ in fact["services"]),
        rates=tuple(rates),
    )
