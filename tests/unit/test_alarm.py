# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may become of an alarm, and what may not; and that the room never hears of it."""

from collections.abc import Callable
from typing import Any

import pytest

from aufruf.domain import alarm as moves
from aufruf.domain.alarm import Alarm, AlarmState
from aufruf.domain.errors import AlreadyAccepted, WrongState
from aufruf.domain.events import AlarmAcknowledged, AlarmEnded, AlarmRaised, Event, VisitNoted
from aufruf.domain.replay import replay
from aufruf.domain.screen import Call, Screen, apply
from tests.builders import MONDAY, at
from tests.unit.day_log import DayLog

NOW = at("10:00")
EVENTS: tuple[Event, ...] = (
    AlarmRaised(alarm="a", counter="1", at=NOW),
    AlarmAcknowledged(alarm="a", counter="2"),
    AlarmEnded(alarm="a"),
    VisitNoted(visit="v"),
)


def alarm(**changes: Any) -> Alarm:
    """Counter 1 has called for help at 09:59."""
    defaults: dict[str, Any] = {
        "id": "a",
        "office": "mitte",
        "date": MONDAY,
        "counter": "1",
        "raised_at": at("09:59"),
    }
    return Alarm(**(defaults | changes))


def test_an_alarm_is_open_until_somebody_comes_and_all_is_well() -> None:
    raised = alarm()
    comes = moves.acknowledge(raised, counter="2", now=NOW)
    over = moves.end(comes, now=NOW)
    assert [each.state for each in (raised, comes, over)] == ["open", "acknowledged", "ended"]
    assert (comes.acknowledged_by, comes.acknowledged_at) == ("2", NOW)


def test_the_second_who_wants_to_come_learns_who_does() -> None:
    with pytest.raises(AlreadyAccepted) as refused:
        moves.acknowledge(moves.acknowledge(alarm(), counter="2", now=NOW), counter="3", now=NOW)
    assert refused.value.facts == {"counter": "2"}


def test_an_alarm_may_end_though_nobody_came() -> None:
    assert moves.end(alarm(), now=NOW).state is AlarmState.ENDED


@pytest.mark.parametrize(
    "move",
    [lambda a: moves.acknowledge(a, counter="2", now=NOW), lambda a: moves.end(a, now=NOW)],
)
def test_nothing_follows_the_end(move: Callable[[Alarm], Alarm]) -> None:
    with pytest.raises(WrongState):
        move(alarm(ended_at=NOW))


def test_alarms_stand_in_the_order_in_which_they_were_raised() -> None:
    late, early = alarm(id="b", raised_at=at("10:10")), alarm(id="c", raised_at=at("09:10"))
    assert moves.oldest_first([late, early]) == [early, late]


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.kind)
def test_a_display_shows_nothing_of_alarms_and_notes(event: Event) -> None:
    before = Screen(seq=4, calls=(Call(number="A001", counter="1", at=NOW),))
    assert apply(before, 5, event) == Screen(seq=5, calls=before.calls)


def test_alarms_and_notes_are_no_part_of_the_order_in_which_a_day_was_called() -> None:
    day = DayLog()
    day.arrive("09:00", "v")
    for event in EVENTS:
        day.say("09:05", event)
    again = replay("mitte", MONDAY, day.events)
    assert (again.differences, again.seq) == ([], 5)
