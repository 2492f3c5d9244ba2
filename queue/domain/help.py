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


class HelpLevel(StrEnum):
    """Who is asked: first this office, then a shared pool, then the phone service; then nobody is left."""

    OFFICE = "office"
    POOL = "pool"
    PHONE = "phone"
    NOBODY = "nobody"  # who was asked before still sees it; the citizen is told, and offered something else


class HelpReason(StrEnum):
    """How it ended, as the helper says."""

    SOLVED = "solved"
    TICKET = "ticket"  # with the concern chosen and a note for the clerk
    APPOINTMENT = "appointment"  # the terminal goes on where times are chosen
    ELSEWHERE = "elsewhere"  # another office or authority
    NOT_POSSIBLE = "not_possible"
    NOBODY_THERE = "nobody_there"


class HelpNeed(StrEnum):
    """What somebody has chosen at the device, and who helps should know. Nothing of who they are."""

    READ_ALOUD = "read_aloud"
    CONTRAST = "contrast"
    LARGER_TEXT = "larger_text"
    LOW_REACH = "low_reach"
    COME = "come"  # "please come here"


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a citizen has agreed to, each by itself. It ends with the help, and can be taken back before."""

    view: bool = False  # their screen is seen, without anything they have typed
    point: bool = False  # it is pointed at, and led to the next step
    talk: bool = False  # sound and picture


class HelpMode(StrEnum):
    """How somebody helps: they go there, or they do it from where they are."""

    COME = "come"
    REMOTE = "remote"


S = HelpState
MOVES: Mapping[HelpState, AbstractSet[HelpState]] = {
    S.OPEN: {S.ACCEPTED, S.WITHDRAWN},
    S.ACCEPTED: {S.CLOSED, S.WITHDRAWN, S.OPEN},
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
    needs: tuple[HelpNeed, ...] = ()
    level: HelpLevel = HelpLevel.OFFICE
    level_since: dt.datetime | None = None  # None: since it was asked
    consent: Consent = Consent()
    instance: str = ""  # the page at the device that agreed: another one must ask anew
    context: str = ""  # what a helper who handed it over has written for the next
    reason: HelpReason | None = None
    visit: str | None = None  # the ticket in which it ended
    then: tuple[tuple[str, int], ...] = ()  # what is to be booked at the device
    device_seen_at: dt.datetime | None = None  # real time, as the next
    helper_seen_at: dt.datetime | None = None

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
    return _over(request, S.WITHDRAWN, now=now)


def close(
    request: HelpRequest,
    *,
    now: dt.datetime,
    reason: HelpReason | None = None,
    visit: str | None = None,
    then: tuple[tuple[str, int], ...] = (),
) -> HelpRequest:
    """The citizen was helped: with a ticket, or with what they now book by themselves, if that is said."""
    return _over(request, S.CLOSED, now=now, reason=reason, visit=visit, then=then)


def hand_back(request: HelpRequest, *, level: HelpLevel, context: str, now: dt.datetime) -> HelpRequest:
    """It waits for a helper again. What the citizen had agreed to was agreed with whoever has gone."""
    return _move(
        request,
        S.OPEN,
        level=level,
        level_since=now,
        context=context,
        consent=Consent(),
        accepted_at=None,
        accepted_by=None,
        mode=None,
    )


def agree(request: HelpRequest, *, consent: Consent, instance: str | None) -> HelpRequest:
    """What the citizen agrees to from now on, on this page of the device; the old page's answer is forgotten.

    Where no page is named it is the one that is known. Raises WrongState unless somebody helps from afar.
    """
    if request.state is not S.ACCEPTED or request.mode is not HelpMode.REMOTE:
        raise WrongState(state=request.state)
    return replace(request, consent=consent, instance=request.instance if instance is None else instance)


def has_agreed(before: HelpRequest, after: HelpRequest) -> bool:
    """Whether that is news: another answer, or somebody at another page has agreed anew."""
    is_another_page = before.instance != after.instance
    return before.consent != after.consent or (is_another_page and after.consent != Consent())


def at_page(request: HelpRequest, instance: str) -> HelpRequest:
    """The device shows another page now: nobody there has agreed to anything."""
    return request if instance == request.instance else replace(request, instance=instance, consent=Consent())


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


def _over(request: HelpRequest, to: HelpState, *, now: dt.datetime, **changes: Any) -> HelpRequest:
    """Nothing that was agreed to or handed on outlives the help."""
    return _move(request, to, ended_at=now, consent=Consent(), context="", **changes)


def _move(request: HelpRequest, to: HelpState, **changes: Any) -> HelpRequest:
    """Bring a request into another state, or raise WrongState and change nothing."""
    if to not in MOVES[request.state]:
        raise WrongState(state=request.state)
    return replace(request, state=to, **changes)
