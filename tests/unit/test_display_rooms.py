# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a display is told that hangs in some rooms of an office."""

import datetime as dt
import json
from dataclasses import dataclass
from functools import reduce
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from aufruf.db.outbox import Stored
from aufruf.display.messages import message, room_of, screen_in, snapshot
from aufruf.domain.catalogue import Counter, CounterKind, Office
from aufruf.domain.devices import DisplayChoices
from aufruf.domain.events import (
    Event,
    OfficeClosedEarly,
    OfficeReopened,
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitRecalled,
    VisitUndone,
)
from aufruf.domain.screen import Screen, apply
from aufruf.live.position import Epoch
from tests.builders import MONDAY, at, office
from tests.faults.screens import after

HOUSE = office(
    counters=(
        Counter(id="1", room="1.04"),
        Counter(id="2", room="1.04"),
        Counter(id="3", room="2.11"),
        Counter(id="4"),  # nobody has said where it stands
    )
)
DECIDED: dict[str, Any] = {"rule": "walk_in", "text": "", "score": 1, "skills": None, "parameters": {}}


@dataclass(slots=True, kw_only=True)
class Followed:
    """An office's day, of which displays are told."""

    office: Office
    epoch: Epoch
    screen: Screen
    now: dt.datetime
    expected: tuple[int, int] | None = None


def followed() -> Any:
    return Followed(office=HOUSE, epoch=Epoch("mitte", MONDAY, 0), screen=Screen(), now=at("09:00"))


def call(number: str, counter: str, when: str = "09:00") -> VisitCalled:
    return VisitCalled(visit=number, number=number, counter=counter, at=at(when), rule_version="1", **DECIDED)


def said(event: Event, *rooms: str, seq: int = 1) -> dict[str, Any] | None:
    """What a display in these rooms hears of it."""
    text = message(followed(), Stored(seq=seq, at=at("09:00"), event=event), rooms)
    return None if text is None else json.loads(text)


def test_a_call_says_its_room_where_there_are_several() -> None:
    heard = said(call("A001", "3"))
    assert heard is not None
    assert (heard["type"], heard["number"], heard["counter"], heard["room"]) == ("call", "A001", "3", "2.11")


def test_a_house_with_one_room_does_not_speak_of_it() -> None:
    one = office(counters=(Counter(id="1", room="1.04"), Counter(id="2", room="1.04")))
    assert [room_of(one, "1"), room_of(HOUSE, "1"), room_of(HOUSE, "4")] == ["", "1.04", ""]


def test_a_call_to_another_room_is_not_told_and_takes_the_number_away() -> None:
    heard = said(call("A001", "3"), "1.04")
    assert heard is not None
    assert (heard["type"], heard["number"]) == ("cleared", "A001")
    assert "counter" not in heard


def test_a_counter_without_a_room_belongs_to_all() -> None:
    heard = said(call("A001", "4"), "1.04")
    assert heard is not None
    assert heard["type"] == "call"


def test_closing_early_is_told_everywhere_and_taken_back() -> None:
    closed, opened = said(OfficeClosedEarly(sent_home=3), "1.04"), said(OfficeReopened(), "1.04")
    assert closed is not None
    assert opened is not None
    assert (closed["type"], closed["closed_early"], opened["closed_early"]) == ("closing", True, False)
    screen = apply(Screen(), 1, OfficeClosedEarly(sent_home=3))
    assert screen.closed_early
    assert apply(screen, 2, call("A001", "1")).closed_early
    assert not apply(screen, 2, OfficeReopened()).closed_early


def test_where_nobody_can_speak_the_display_is_told_so_unless_nobody_wants_it() -> None:
    silent, wanted = DisplayChoices(languages=("de",), speech=False), DisplayChoices(languages=("de",))
    for choices, speaks, speech, speechless in (
        (wanted, True, ["de"], False),
        (wanted, False, [], True),
        (silent, False, [], False),
    ):
        told = json.loads(snapshot(followed(), choices, speaks=speaks))
        assert (told["speech"], told["speechless"]) == (speech, speechless)
        assert told["texts_by_language"]["de"]["speechless"].startswith("Nur Gong")


NUMBERS = st.sampled_from(["A001", "A002", "A003", "B001"])
COUNTERS = st.sampled_from(["1", "2", "3", "4"])
KINDS = st.sampled_from(["call", "recall", "undone", "finished", "missed"])
ROOMS = st.sets(st.sampled_from(["1.04", "2.11", "nirgends"])).map(lambda rooms: tuple(sorted(rooms)))


def event_of(kind: str, number: str, counter: str, moment: dt.datetime) -> Event:
    where: dict[str, Any] = {"visit": number, "number": number, "counter": counter}
    match kind:
        case "call":
            return VisitCalled(**where, at=moment, rule_version="1", **DECIDED)
        case "recall":
            return VisitRecalled(**where, at=moment)
        case "undone":
            return VisitUndone(**where, at=moment, state="called")
        case "finished":
            return VisitFinished(**where, services=())
        case _:
            return VisitMissed(**where, times=1)


@given(
    happened=st.lists(st.tuples(KINDS, NUMBERS, COUNTERS), max_size=25), split=st.integers(0, 25), rooms=ROOMS
)
def test_a_rooms_screen_and_what_it_is_told_are_the_screen_of_those_rooms(
    happened: list[tuple[str, str, str]], split: int, rooms: tuple[str, ...]
) -> None:
    events = [
        event_of(*each, at("09:00") + dt.timedelta(seconds=second)) for second, each in enumerate(happened)
    ]
    screen, shown = Screen(), list[dict[str, Any]]()
    for seq, event in enumerate(events, start=1):
        screen = apply(screen, seq, event)
        if seq == split:  # a display that came in the middle of it
            shown = lines(screen_in(HOUSE, screen, rooms))
        elif seq > split and (told := said(event, *rooms, seq=seq)) is not None:
            shown = after(shown, told)
    assert brief(shown) == brief(lines(screen_in(HOUSE, screen, rooms))) or split > len(events)
    whole = reduce(after, [told for event in events if (told := said(event, *rooms))], list[dict[str, Any]]())
    assert brief(whole) == brief(lines(screen_in(HOUSE, screen, rooms)))


def lines(screen: Screen) -> list[dict[str, Any]]:
    return [
        {"number": each.number, "counter": each.counter, "at": each.at.astimezone(HOUSE.zone).isoformat()}
        for each in screen.calls
    ]


def brief(shown: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(each["number"], each["counter"]) for each in shown]


def test_a_call_to_a_terminal_says_so_as_it_happens_and_afterwards() -> None:
    places = (Counter(id="1"), Counter(id="T1", kind=CounterKind.TERMINAL))
    feed = followed()
    feed.office = office(counters=places)
    kinds = {}
    for seq, place in enumerate(places, start=1):
        event = call(f"A00{seq}", place.id)
        feed.screen = apply(feed.screen, seq, event)
        live = message(feed, Stored(seq=seq, at=event.at, event=event))
        kinds[place.id] = json.loads(live or "").get("kind")
    assert kinds == {"1": None, "T1": "terminal"}
    told = json.loads(snapshot(feed, DisplayChoices(languages=("de", "en"))))
    assert {each["counter"]: each.get("kind") for each in told["calls"]} == kinds
    words = [told["texts_by_language"][each]["to_terminal"] for each in ("de", "en")]
    assert words == ["zu Terminal", "to terminal"]
