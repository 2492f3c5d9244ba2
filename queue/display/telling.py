# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one display has yet to be told. Whoever hears of a call first has it spoken, for all in the office."""

import datetime as dt
from collections.abc import Awaitable, Callable

from aufruf.db.outbox import Stored
from aufruf.display.messages import counters_in, encode, kind_of, message, room_of, snapshot, texts_anew
from aufruf.display.screens import Shown
from aufruf.display.speech import Speech
from aufruf.display.spoken import sentence
from aufruf.domain.events import DeviceChanged, VisitCalled, VisitRecalled
from aufruf.live.feed import Entry, Feed
from aufruf.live.position import Position
from aufruf.planning.waits.forecast import Range
from aufruf.web.wire import local

SPOKEN_FOR = dt.timedelta(seconds=20)  # after a call; later it is shown and not spoken
Look = Callable[[], Awaitable[Shown]]


class DisplayWire:
    """The messages that followed, or everything as it is now."""

    __slots__ = (
        "_audience",
        "_expected",
        "_feed",
        "_is_back",
        "_look",
        "_position",
        "_shown",
        "_speech",
        "_version",
    )
    audience = "display"
    pause = 0.0

    def __init__(
        self, feed: Feed, *, since: Position | None, shown: Shown, look: Look, speech: Speech
    ) -> None:
        self._feed = feed
        self._look = look
        self._speech = speech
        self._expected: Range | None = None
        self._is_back = since is not None
        # What was chosen while it was away is in no event of a day that it knows: it is told everything.
        self._position = since if shown.choices.rooms == shown.choices.lines == () else None
        self._shown, self._audience, self._version = _noted(shown)

    async def take(self) -> list[str]:
        """What followed, or everything as it is now, as it is chosen now."""
        missing = self._feed.after(self._position)
        if not self._was_changed(missing):
            return self._told(missing)
        self._shown, self._audience, self._version = _noted(await self._look())
        return self._told(None)

    def take_now(self) -> list[str] | None:
        """The same, unless somebody has chosen something else for this display: that must be looked up."""
        missing = self._feed.after(self._position)
        return None if self._was_changed(missing) else self._told(missing)

    def beat(self) -> str:
        """All is well, and nothing was missed."""
        feed = self._feed
        return feed.once("beat", lambda: encode(feed, "beat", now=local(feed.now, feed.office.zone)))

    def _told(self, missing: list[Entry] | None) -> list[str]:
        feed, choices = self._feed, self._shown.choices
        self._position = feed.position
        if missing is None or self._version != feed.office.version:
            self._version, self._expected = feed.office.version, feed.expected
            self._is_back = False
            return [snapshot(feed, choices, speaks=self._speech.works)]
        if choices.speech and choices.speech_languages and self._speech.works:
            self._have_spoken(missing)
        said = (
            entry.once(self._audience, lambda stored: message(feed, stored, choices.rooms))
            for entry in missing
        )
        new = [each for each in said if each is not None]
        if self._is_back:
            self._is_back = False
            new.insert(0, self.beat())  # what time it is: whether what was missed is old hangs on it
        if self._expected is not feed.expected:
            self._expected = feed.expected
            languages = choices.languages
            new.append(feed.once(f"texts {' '.join(languages)}", lambda: texts_anew(feed, languages)))
        return new

    def _have_spoken(self, missing: list[Entry]) -> None:
        audience = f"speech {' '.join(self._shown.choices.speech_languages)} {self._audience}"
        for entry in missing:
            entry.once(audience, self._begin_to_speak)

    def _begin_to_speak(self, stored: Stored) -> None:
        """Have a call made into sound, before the first display asks for it."""
        feed, choices = self._feed, self._shown.choices
        match stored.event:
            case (
                VisitCalled(number=number, counter=counter, at=at)
                | VisitRecalled(number=number, counter=counter, at=at)
            ) if feed.now - at < SPOKEN_FOR:
                if choices.rooms and counter not in counters_in(feed.office, choices.rooms):
                    return
                room, kind = room_of(feed.office, counter), kind_of(feed.office, counter)
                for language in choices.speech_languages:
                    said = sentence(language, number=number, counter=counter, room=room, kind=kind)
                    if said is not None:
                        self._speech.begin(said, language)

    def _was_changed(self, missing: list[Entry] | None) -> bool:
        device = self._shown.device
        return device is not None and any(_is_about(entry, device) for entry in missing or ())


def _noted(shown: Shown) -> tuple[Shown, str, int]:
    """What is looked at, with a name for all who look at the same; and as of which version of the office."""
    rooms = shown.choices.rooms
    return shown, f"display {rooms!r}" if rooms else "display", shown.office.version


def _is_about(entry: Entry, device: str) -> bool:
    event = entry.stored.event
    return isinstance(event, DeviceChanged) and event.device == device
