# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How it stands at this kiosk, as its page is told: what the server says, or what is left of it without."""

import datetime as dt
from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

BERLIN = "Europe/Berlin"
State = Mapping[str, Any]


def zone_of(state: State) -> ZoneInfo:
    """The zone of the office's wall."""
    return ZoneInfo(state["office"].get("timezone", BERLIN))


def letter_of(state: State | None) -> str | None:
    """The letter of our own tickets; None if the server has not said it yet."""
    device = (state or {}).get("device") or {}
    letter = device.get("letter")
    return letter if isinstance(letter, str) and letter else None


def gives_tickets(state: State, *, now: dt.datetime) -> bool:
    """Whether tickets are given, as far as that can be known from what the server said last.

    Of another day nothing is known, so the doors are believed to be open: somebody stands there.
    """
    heard = dt.datetime.fromisoformat(state["now"])
    closes, opens = (_instant(state.get(name)) for name in ("closes_at", "opens_at"))
    zone = zone_of(state)
    if state.get("open"):
        return closes is None or now < closes or now.astimezone(zone).date() > closes.astimezone(zone).date()
    if opens is not None:
        return now >= opens
    return now.astimezone(zone).date() > heard.astimezone(zone).date()


def without_server(state: State, *, now: dt.datetime, since: dt.datetime) -> dict[str, Any]:
    """How it stands while nobody can be asked: nothing stale is shown as fresh."""
    zone = zone_of(state)
    services = [dict(service) | {"wait": None, "perhaps_not_today": False} for service in state["services"]]
    return dict(state) | {
        "now": _local(now, zone),
        "open": gives_tickets(state, now=now),
        "waiting": None,
        "services": services,
        "offline_since": _local(since, zone),
    }


def refused_alone(state: State, services: list[str]) -> bool:
    """Whether the office does not offer this, as far as we know."""
    offered = {each["id"] for each in state["services"] if each.get("walk_ins", True)}
    return len(set(services)) < len(services) or not set(services) <= offered


def names_of(state: State | None, services: list[str]) -> tuple[str, ...]:
    """What services are called."""
    known = {each["id"]: each["name"] for each in (state or {}).get("services", ())}
    return tuple(known.get(service, service) for service in services)


def begins_at_terminal(state: State | None, services: list[str]) -> bool:
    """Whether one of these is done at a self-service terminal and another at a counter after it."""
    beside = {each["id"]: each.get("beside", ()) for each in (state or {}).get("services", ())}
    return any(not set(beside.get(service, ())).isdisjoint(services) for service in services)


def _instant(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


def _local(at: dt.datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).replace(microsecond=0).isoformat()
