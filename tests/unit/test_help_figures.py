# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures of help, folded from events."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufruf.domain import events as e
from aufruf.domain.help import HelpReason
from aufruf.domain.help_figures import (
    FOLDED,
    Course,
    Ending,
    by_device,
    by_hour,
    counted,
    followed,
    stuck_steps,
)
from tests.builders import BERLIN, at

Happened = tuple[dt.datetime, e.Event]


def asked(
    request: str = "one", *, device: str = "kiosk", step: str = "concern", promise: int | None = 120
) -> e.Event:
    return e.HelpRequested(request=request, device=device, device_kind="kiosk", step=step, promise=promise)


def told(*happened: tuple[str, e.Event]) -> Course:
    """What became of the one request of these events, each with the time on a wall."""
    [course] = followed((at(wall), event) for wall, event in happened).values()
    return course


ACCEPTED = e.HelpAccepted(request="one", mode="remote")
RETURNED = e.HelpReturned(request="one", why="vanished", level="office")
WITHDRAWN = e.HelpWithdrawn(request="one", by="citizen")


@pytest.mark.parametrize(
    ("last", "helped", "ending"),
    [
        *(
            (e.HelpClosed(request="one", services=(), by="helper", reason=each), True, each)
            for each in HelpReason
        ),
        (e.HelpClosed(request="one", services=(), by="helper"), True, "not_said"),
        (e.HelpClosed(request="one", services=(), by="closing"), True, "closing"),
        (e.HelpWithdrawn(request="one", by="closing"), False, "closing"),
        (e.HelpWithdrawn(request="one", by="device"), False, "gone"),
        (e.HelpWithdrawn(request="one", by="device"), True, "gone"),
        (WITHDRAWN, True, "withdrawn"),
        (WITHDRAWN, False, "given_up"),
    ],
)
def test_each_way_to_end_has_its_name(last: e.Event, *, helped: bool, ending: str) -> None:
    between = [("09:01", ACCEPTED)] if helped else []
    assert told(("09:00", asked()), *between, ("09:05", last)).ending == ending


@pytest.mark.parametrize(
    ("events", "now", "kept"),
    [
        ([("09:02", ACCEPTED)], "09:02", True),  # on the very second
        ([("09:02:01", ACCEPTED)], "09:03", False),
        ([], "09:01:59", None),  # may still be kept
        ([], "09:02", False),
        ([("09:01", WITHDRAWN)], "10:00", None),  # left before it was due
        ([("09:03", WITHDRAWN)], "10:00", False),
        (
            [("09:01", ACCEPTED), ("09:05", RETURNED), ("09:30", ACCEPTED)],
            "10:00",
            True,
        ),  # the first answer counts
    ],
)
def test_the_promise_is_kept_broken_or_not_due(
    events: list[tuple[str, e.Event]], now: str, *, kept: bool | None
) -> None:
    assert told(("09:00", asked()), *events).is_kept(at(now)) is kept


def test_before_there_were_promises_none_was_broken() -> None:
    course = told(("09:00", asked(promise=None)), ("09:30", ACCEPTED))
    assert course.is_kept(at("10:00")) is None
    counts = counted([course], now=at("10:00"))
    assert (counts.due, counts.share_kept, counts.median_seconds) == (0, None, 1800)


def test_whoever_was_given_back_and_waits_again_gives_up() -> None:
    back = told(("09:00", asked()), ("09:01", ACCEPTED), ("09:02", RETURNED), ("09:09", WITHDRAWN))
    assert (back.ending, back.answer_seconds) == (Ending.GIVEN_UP, 60)


def test_escalation_up_to_nobody_and_the_wish_to_be_called_back() -> None:
    course = told(
        ("09:00", asked()),
        ("09:01", e.HelpEscalated(request="one", level="pool")),
        ("09:02", e.HelpEscalated(request="one", level="nobody")),
        ("09:03", e.CallBackAsked(request="one", call_back="c")),
        ("09:04", e.HelpWithdrawn(request="one", by="device")),
    )
    counts = counted([course], now=at("10:00"))
    assert (counts.escalated, counts.nobody, counts.call_backs, counts.gone) == (1, 1, 1, 1)
    assert (counts.asked, counts.answered, counts.median_seconds, counts.share_kept) == (1, 0, None, 0)


def test_hours_are_those_on_the_wall_also_when_one_comes_twice() -> None:
    summer = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)  # 02:30 in summer time
    winter = summer + dt.timedelta(hours=1)  # 02:30 once more
    spring = dt.datetime(2026, 3, 29, 1, 0, tzinfo=dt.UTC)  # 03:00: there is no 02:00
    courses = followed((moment, asked(f"r{n}")) for n, moment in enumerate((summer, winter, spring)))
    assert {hour: len(some) for hour, some in by_hour(courses.values(), BERLIN).items()} == {2: 2, 3: 1}


def test_steps_at_which_people_often_ask_are_listed_from_three_on() -> None:
    steps = (
        [("kiosk", "slots")] * 3
        + [("kiosk", "concern")] * 5
        + [("other", "slots")] * 2
        + [("third", "x")] * 3
    )
    courses = followed(
        (at("09:00"), asked(f"r{n}", device=device, step=step)) for n, (device, step) in enumerate(steps)
    ).values()
    assert [(each.device, each.step, each.count, each.share) for each in stuck_steps(courses)] == [
        ("kiosk", "concern", 5, 0.625),
        ("kiosk", "slots", 3, 0.375),
        ("third", "x", 3, 1.0),
    ]
    assert list(by_device(courses)) == ["kiosk", "third", "other"]


REQUESTS, DEVICES = ("a", "b", "c", "d"), ("kiosk", "terminal")
ANY_EVENT = st.one_of(
    st.builds(
        asked,
        st.sampled_from(REQUESTS),
        device=st.sampled_from(DEVICES),
        promise=st.sampled_from((None, 0, 60)),
    ),
    st.builds(e.HelpAccepted, request=st.sampled_from(REQUESTS), mode=st.just("come")),
    st.builds(
        e.HelpReturned, request=st.sampled_from(REQUESTS), why=st.just("vanished"), level=st.just("office")
    ),
    st.builds(
        e.HelpEscalated, request=st.sampled_from(REQUESTS), level=st.sampled_from(("pool", "phone", "nobody"))
    ),
    st.builds(
        e.HelpWithdrawn,
        request=st.sampled_from(REQUESTS),
        by=st.sampled_from(("citizen", "device", "closing")),
    ),
    st.builds(
        e.HelpClosed,
        request=st.sampled_from(REQUESTS),
        services=st.just(()),
        by=st.sampled_from(("helper", "closing")),
        reason=st.sampled_from((None, *HelpReason)),
    ),
    st.just(e.DayClosed(sent_home=0)),
)


@given(
    events=st.lists(st.tuples(st.integers(0, 90), ANY_EVENT), max_size=25),
    cuts=st.sets(st.integers(0, 25), max_size=4),
    look=st.integers(0, 200),
)
def test_in_pieces_is_as_at_once_and_every_request_is_counted_once(
    events: list[tuple[int, e.Event]], cuts: set[int], look: int
) -> None:
    moments = sorted(events, key=lambda each: each[0])
    happened: list[Happened] = [(at("09:00") + dt.timedelta(seconds=30 * n), event) for n, event in moments]
    courses = followed(happened)
    pieces: dict[str, Course] = {}
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), len(happened)], strict=True):
        pieces = followed(happened[begin:end], before=pieces)
    assert pieces == courses

    now = at("09:00") + dt.timedelta(seconds=30 * look)
    total = counted(courses.values(), now=now)
    goes_on = sum(each.ending is None for each in courses.values())
    assert total.asked == len(courses) == sum(total.endings.values()) + goes_on
    assert total.kept <= total.due <= total.asked
    for parts in (by_device(courses.values()), by_hour(courses.values(), BERLIN)):
        counts = [counted(some, now=now) for some in parts.values()]
        for name in ("asked", "answered", "due", "kept", "escalated", "nobody"):
            assert sum(getattr(each, name) for each in counts) == getattr(total, name)
        assert sum((Counter(each.endings) for each in counts), Counter()) == Counter(total.endings)


def test_no_event_of_help_could_say_who_helped() -> None:
    """Nor who asked: figures per person cannot be made from what is not there."""
    known = {
        field.name
        for kind in (*FOLDED, e.HelpConsented, e.CallBackDone)
        for field in dataclasses.fields(kind)
    }
    assert known == {
        "request", "device", "device_kind", "step", "topic", "language", "promise", "mode", "by", "services",
        "reason", "level", "why", "view", "point", "talk", "call_back",
    }  # fmt: skip
