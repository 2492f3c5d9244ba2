# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a device says of itself every half minute, and how it can be seen that two devices have one token."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

MOST_INSTANCES = 8  # that are remembered of one device
A_MOMENT = dt.timedelta(seconds=5)  # what the page before a reload sent may come that much later


class PrinterState(StrEnum):
    """What a kiosk says of its printer."""

    READY = "ready"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    GONE = "gone"
    NONE = "none"  # there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """When one instance of a device was first and last heard of."""

    first: dt.datetime
    last: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """What a device last said of itself."""

    version: str = ""
    printer: PrinterState | None = None  # a kiosk's, as the kiosk says
    own: PrinterState | None = None  # of a printer: how it is itself
    printer_name: str = ""
    offline_entries: int = 0  # tickets and check-ins that a kiosk has still to hand over
    offline_since: dt.datetime | None = None  # as the kiosk says itself
    sound: str | None = None  # on, blocked, off
    speech: bool | None = None
    instances: Mapping[str, Heard] = field(default_factory=dict)

    def said_by(
        self, before: "Health", instance: str, now: dt.datetime, *, patience: dt.timedelta
    ) -> "Health":
        """This, as said by an instance of the device of which `before` was known."""
        kept = {
            id_: heard
            for id_, heard in before.instances.items()
            if abs(now - heard.last) <= memory(patience) and id_ != instance
        }
        newest = sorted(kept.items(), key=lambda each: each[1].last)[1 - MOST_INSTANCES :]
        first = before.instances[instance].first if instance in before.instances else now
        return replace(self, instances=dict(newest) | {instance: Heard(first=first, last=now)})


def memory(patience: dt.timedelta) -> dt.timedelta:
    """How long an instance is remembered: two minutes."""
    return patience * 4 / 3


def is_used_twice(instances: Mapping[str, Heard], now: dt.datetime, *, patience: dt.timedelta) -> bool:
    """Whether two say that they are this device: the older one still speaks though a newer one has begun.

    A page that was loaded anew, or a program that was started anew, is another instance too; but then the
    one before it is silent.
    """
    lately = sorted(
        (heard for heard in instances.values() if now - heard.last <= memory(patience)),
        key=lambda heard: heard.first,
    )
    if not lately:
        return False
    return any(heard.last - lately[-1].first > A_MOMENT for heard in lately[:-1])


def read_health(said: Mapping[str, Any]) -> Health:
    """What is stored of it, whichever version stored it."""
    since, entries = said.get("offline_since"), said.get("offline_entries")
    sound, speech, instances = said.get("sound"), said.get("speech"), said.get("instances")
    return Health(
        version=str(said.get("version", "")),
        printer=_printer(said.get("printer")),
        own=_printer(said.get("own")),
        printer_name=str(said.get("printer_name", "")),
        offline_entries=entries if isinstance(entries, int) else 0,
        offline_since=None if since is None else dt.datetime.fromisoformat(since),
        sound=sound if isinstance(sound, str) else None,
        speech=speech if isinstance(speech, bool) else None,
        instances={
            id_: Heard(first=dt.datetime.fromisoformat(first), last=dt.datetime.fromisoformat(last))
            for id_, (first, last) in (instances if isinstance(instances, dict) else {}).items()
        },
    )


def health_json(health: Health) -> dict[str, Any]:
    """What is stored of it."""
    since = health.offline_since
    said = {
        "version": health.version,
        "printer": health.printer,
        "own": health.own,
        "printer_name": health.printer_name,
        "offline_entries": health.offline_entries,
        "offline_since": None if since is None else since.isoformat(),
        "sound": health.sound,
        "speech": health.speech,
        "instances": {
            id_: [heard.first.isoformat(), heard.last.isoformat()] for id_, heard in health.instances.items()
        },
    }
    return {name: value for name, value in said.items() if value not in (None, "", 0, {})} | (
        {"speech": False} if health.speech is False else {}
    )


def _printer(text: object) -> PrinterState | None:
    return PrinterState(text) if isinstance(text, str) and text in set(PrinterState) else None
