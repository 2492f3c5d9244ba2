# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Help requests: somebody at a kiosk or terminal asks for a person. Help is a queue, too."""

import datetime as dt
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, NamedTuple

from aufruf.domain.errors import AlreadyAccepted, WrongState
from aufruf.domain.roles import DeviceKind


class HelpState(StrEnum):
    """What has become of a help request."""

    OPEN = "open"
    ACCEPTED = "accepted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


class HelpMode(StrEnum):
    """How somebody helps: they go there, or they do it from where they are."""

    COME = "come"
    REMOTE = "remote"


S = HelpState
MOVES: Mapping[HelpState, AbstractSet[HelpState]] = {
    S.OPEN: {S.ACCEPTED, S.WITHDRAWN},
    S.ACCEPTED: {S.CLOSED, S.WITHDRAWN},
    S.WITHDRAWN: set(),
    S.CLOSED: set(),
}


class HelpKey(NamedTuple):
    """Where a help request is found: by its office-day, which never changes."""

    office: str
    date: dt.date
    request: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequest:
    """Where somebody is stuck, and who comes. Nothing of who they are."""

    id: str
    office: str
    date: dt.date
    state: HelpState = HelpState.OPEN
    device: str
    device_kind: DeviceKind
    place: str = ""  # what people call the device
    step: str  # of the kiosk's or terminal's page
    topic: str | None = None  # the service that it is about
    language: str = "de"
    asked_at: dt.datetime
    accepted_at: dt.datetime | None = None
    accepted_by: str | None = None  # a user's id
    mode: HelpMode | None = None
    ended_at: dt.datetime | None = None

    @property
    def key(self) -> HelpKey:
        """Where it is found."""
        return HelpKey(self.office, self.date, self.id)


def accept(request: HelpRequest, *, user: str, mode: HelpMode, now: dt.datetime) -> HelpRequest:
    """Somebody helps. Raises AlreadyAccepted if somebody does already, WrongState when it is over."""
    if request.state is S.ACCEPTED:
        raise AlreadyAccepted
    return _move(request, S.ACCEPTED, accepted_at=now, accepted_by=user, mode=mode)


def withdraw(request: HelpRequest, *, now: dt.datetime) -> HelpRequest:
    """The citizen needs no help any longer, even if somebody is on their way."""
    return _move(request, S.WITHDRAWN, ended_at=now)


def close(request: HelpRequest, *, now: dt.datetime) -> HelpRequest:
    """The citizen was helped."""
    return _move(request, S.CLOSED, ended_at=now)


def end(request: HelpRequest, *, now: dt.datetime) -> HelpRequest:
    """The day is over: whoever was being helped has been, nobody comes to the others."""
    return close(request, now=now) if request.state is S.ACCEPTED else withdraw(request, now=now)


def people_ahead(request: HelpRequest, others: Iterable[HelpRequest]) -> int:
    """How many in the same office asked before and wait for a helper; nobody once one has accepted."""
    if request.state is not S.OPEN:
        return 0
    return sum(
        other.state is S.OPEN and other.office == request.office and _turn(other) < _turn(request)
        for other in others
    )


def oldest_first(requests: Iterable[HelpRequest]) -> list[HelpRequest]:
    """Help requests in the order in which they were asked."""
    return sorted(requests, key=_turn)


def _turn(request: HelpRequest) -> tuple[dt.datetime, str]:
    return (request.asked_at, request.id)


def _move(request: HelpRequest, to: HelpState, **changes: Any) -> HelpRequest:
    """Bring a request into another state, or raise WrongState and change nothing."""
    if to not in MOVES[request.state]:
        raise WrongState(state=request.state)
    return replace(request, state=to, **changes)
