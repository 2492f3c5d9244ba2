# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a display is told: numbers and counters, in the order in which it happened. Never a name."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any

import msgspec

from aufruf.db.outbox import Stored
from aufruf.display.words import expected_text, fixed_words
from aufruf.domain.catalogue import Office
from aufruf.domain.devices import DisplayChoices
from aufruf.domain.events import (
    OfficeClosedEarly,
    OfficeReopened,
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTransferred,
    VisitUndone,
)
from aufruf.domain.goals import Way, goal_of
from aufruf.domain.screen import Screen, at_counters
from aufruf.live.feed import Feed
from aufruf.web.wire import local

Rooms = Sequence[str]  # none: all


def counters_in(office: Office, rooms: Rooms) -> Collection[str]:
    """The counters in these rooms. One that has no room belongs to all."""
    return frozenset(each.id for each in office.counters if not each.room or each.room in rooms)


def screen_in(office: Office, screen: Screen, rooms: Rooms) -> Screen:
    """The screen that hangs in these rooms."""
    return at_counters(screen, counters_in(office, rooms)) if rooms else screen


def room_of(office: Office, counter: str) -> str:
    """The room to go to; nothing where an office has one at most, which everybody sees.

    Whoever is served by somebody elsewhere has to find the booth: its room is always said.
    """
    goal = goal_of(office, counter)
    if goal.way is Way.BOOTH:
        return goal.name
    rooms = {each.id: each.room for each in office.counters}
    return rooms.get(counter, "") if len({room for room in rooms.values() if room}) > 1 else ""


def kind_of(office: Office, counter: str) -> str:
    """`terminal` where a call leads to a machine: people look for something else than a counter there."""
    return "terminal" if goal_of(office, counter).way is Way.TERMINAL else ""


def line(office: Office, *, number: str, counter: str, at: dt.datetime) -> dict[str, Any]:
    """A call, with the room where there are several, and said to be to a terminal if it is."""
    said = {"number": number, "counter": counter, "at": local(at, office.zone)}
    more = {"room": room_of(office, counter), "kind": kind_of(office, counter)}
    return said | {name: each for name, each in more.items() if each}


def snapshot(feed: Feed, choices: DisplayChoices, *, speaks: bool = False) -> str:
    """Everything that a display shows now, and all that was chosen for it."""
    screen = screen_in(feed.office, feed.screen, choices.rooms)
    calls = [line(feed.office, number=each.number, counter=each.counter, at=each.at) for each in screen.calls]
    return encode(
        feed,
        "snapshot",
        calls=calls,
        texts=texts_of(feed, choices.languages[0]),
        texts_by_language={each: {**fixed_words(each), **texts_of(feed, each)} for each in choices.languages},
        lines=choices.lines,
        gong=choices.gong,
        speech=choices.speech_languages if choices.speech and speaks else (),
        speechless=choices.speech and not speaks,
        closed_early=screen.closed_early,
        now=local(feed.now, feed.office.zone),
    )


def texts_anew(feed: Feed, languages: Sequence[str]) -> str:
    """The texts, when one of them has changed though nothing happened."""
    by_language = {each: texts_of(feed, each) for each in languages}
    return encode(feed, "texts", texts=by_language[languages[0]], texts_by_language=by_language)


def texts_of(feed: Feed, language: str) -> dict[str, str]:
    """What stands beside the calls: whose they are, and how long it takes whoever comes now."""
    texts = {"office": feed.office.name, "wait": fixed_words(language)["wait"]}
    return texts | {"expected": expected_text(feed.expected, language)}


def message(feed: Feed, stored: Stored, rooms: Rooms = ()) -> str | None:
    """An event as a display hears it that hangs in these rooms; None if it changes nothing there."""
    match stored.event:
        case (
            VisitCalled(number=number, counter=counter, at=at)
            | VisitUndone(number=number, counter=counter, at=at)
            | VisitRecalled(number=number, counter=counter, at=at)
        ):
            if rooms and counter not in counters_in(feed.office, rooms):
                # Elsewhere; if it stood here as well it does no longer.
                return encode(feed, "cleared", stored.seq, number=number)
            kind = "recall" if isinstance(stored.event, VisitRecalled) else "call"
            return encode(feed, kind, stored.seq, **line(feed.office, number=number, counter=counter, at=at))
        case (
            VisitFinished(number=number)
            | VisitMissed(number=number)
            | VisitParked(number=number)
            | VisitTransferred(number=number)
        ):
            return encode(feed, "cleared", stored.seq, number=number)
        case OfficeClosedEarly() | OfficeReopened() as closing:
            return encode(feed, "closing", stored.seq, closed_early=isinstance(closing, OfficeClosedEarly))
        case _:
            return None


def encode(feed: Feed, kind: str, seq: int | None = None, /, **facts: Any) -> str:
    """A message of a display's socket."""
    said = {"type": kind, "epoch": str(feed.epoch), "seq": feed.screen.seq if seq is None else seq}
    return msgspec.json.encode(said | facts).decode()
