# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a display is told: numbers and counters, in the order in which it happened. Never a name."""

import datetime as dt
from typing import Any

import msgspec

from aufruf.db.outbox import Stored
from aufruf.domain.events import (
    VisitCalled,
    VisitFinished,
    VisitMissed,
    VisitParked,
    VisitRecalled,
    VisitTransferred,
    VisitUndone,
)
from aufruf.live.feed import Feed
from aufruf.live.position import Position
from aufruf.planning.waits.forecast import Range
from aufruf.web.translation import translate
from aufruf.web.wire import local

WAIT = "Bitte warten Sie, bis Ihre Nummer erscheint."
SOON = "Wer jetzt eine Wartemarke zieht, wartet unter 5 Minuten."
UP_TO = "Wer jetzt eine Wartemarke zieht, wartet bis zu %(high)s Minuten."
SOME = "Wer jetzt eine Wartemarke zieht, wartet etwa %(high)s Minuten."
RANGE = "Wer jetzt eine Wartemarke zieht, wartet etwa %(low)s–%(high)s Minuten."
SHORT, NONE = 5, 2  # minutes: what is less than these


class DisplayWire:
    """What one display has yet to be told."""

    audience = "display"
    pause = 0.0

    def __init__(self, feed: Feed, *, since: Position | None, language: str) -> None:
        self._feed = feed
        self._position = since
        self._language = language
        self._expected: Range | None = None

    async def take(self) -> list[str]:
        """What followed, or everything as it is now."""
        return self.take_now()

    def take_now(self) -> list[str]:
        """The same: all that displays show is known already."""
        feed = self._feed
        missing = feed.after(self._position)
        self._position = feed.position
        if missing is None:
            self._expected = feed.expected
            return [snapshot(feed, self._language)]
        said = (entry.once("display", lambda stored: message(feed, stored)) for entry in missing)
        new = [each for each in said if each is not None]
        if self._expected is not feed.expected:
            self._expected = feed.expected
            new.append(texts_anew(feed, self._language))
        return new

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        feed = self._feed
        return feed.once("beat", lambda: _encode(feed, "beat", now=_second(feed, feed.now)))


def snapshot(feed: Feed, language: str) -> str:
    """Everything that a display shows now."""
    calls = [
        {"number": call.number, "counter": call.counter, "at": _second(feed, call.at)}
        for call in feed.screen.calls
    ]
    return _encode(feed, "snapshot", calls=calls, texts=texts_of(feed, language), now=_second(feed, feed.now))


def texts_anew(feed: Feed, language: str) -> str:
    """The texts, when one of them has changed though nothing happened."""
    return feed.once(f"texts {language}", lambda: _encode(feed, "texts", texts=texts_of(feed, language)))


def texts_of(feed: Feed, language: str) -> dict[str, str]:
    """What stands beside the calls: whose they are, and how long it takes whoever comes now."""
    texts = {"office": feed.office.name, "wait": translate(WAIT, language)}
    return texts | {"expected": expected_text(feed.expected, language)}


def expected_text(minutes: Range | None, language: str) -> str:
    """How long whoever comes now would wait; nothing where it is not known."""
    if minutes is None:
        return ""
    low, high = minutes
    german = SOON if high < SHORT else UP_TO if low < NONE else SOME if low == high else RANGE
    return translate(german, language) % {"low": low, "high": high}


def message(feed: Feed, stored: Stored) -> str | None:
    """An event as a display hears it; None if it changes nothing there."""
    match stored.event:
        case (
            VisitCalled(number=number, counter=counter, at=at)
            | VisitUndone(number=number, counter=counter, at=at)
        ):
            return _encode(feed, "call", stored.seq, number=number, counter=counter, at=_second(feed, at))
        case VisitRecalled(number=number, counter=counter, at=at):
            return _encode(feed, "recall", stored.seq, number=number, counter=counter, at=_second(feed, at))
        case (
            VisitFinished(number=number)
            | VisitMissed(number=number)
            | VisitParked(number=number)
            | VisitTransferred(number=number)
        ):
            return _encode(feed, "cleared", stored.seq, number=number)
        case _:
            return None


def _encode(feed: Feed, kind: str, seq: int | None = None, **facts: Any) -> str:
    said = {"type": kind, "epoch": str(feed.epoch), "seq": feed.screen.seq if seq is None else seq}
    return msgspec.json.encode(said | facts).decode()


def _second(feed: Feed, at: dt.datetime) -> dt.datetime:
    return local(at, feed.office.zone)
