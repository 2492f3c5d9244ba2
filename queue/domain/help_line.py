# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The line between a device and the helper who has accepted: what may be said on it, by whom, and why not.

docs/help.md, "On the wire", lists every message. What is not in the table here is said by nobody.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from aufruf.domain.help import Consent, HelpMode, HelpRequest, HelpState
from aufruf.domain.roles import DeviceKind


class Side(StrEnum):
    """Who stands at an end of the line."""

    DEVICE = "device"
    HELPER = "helper"

    @property
    def other(self) -> "Side":
        """Whom this side speaks to."""
        return Side.HELPER if self is Side.DEVICE else Side.DEVICE


class Need(StrEnum):
    """What must hold for a message to be passed on. Each of the last three is a consent of its own."""

    REMOTE = "remote"  # somebody has accepted, and helps from afar
    VIEW = "view"
    POINT = "point"
    TALK = "talk"


class Refused(StrEnum):
    """Why a message was not passed on, as its sender is told."""

    NO_CONSENT = "no_consent"
    NOT_LISTED = "not_listed"
    NOT_VALID = "not_valid"
    NOBODY_THERE = "nobody_there"
    TOO_LARGE = "too_large"
    TOO_FAST = "too_fast"


class Over(StrEnum):
    """Why an end of the line is closed, as whoever stood there is told."""

    ENDED = "ended"
    ANOTHER_PAGE = "another_page"
    NOT_ALLOWED = "not_allowed"
    RETURNED = "returned"
    TOO_LARGE = "too_large"
    TOO_FAST = "too_fast"
    NOT_READ = "not_read"


NEEDS: Mapping[tuple[Side, str], Need] = MappingProxyType(
    {
        (Side.DEVICE, "screen"): Need.REMOTE,
        (Side.DEVICE, "mirror"): Need.VIEW,
        (Side.DEVICE, "done"): Need.REMOTE,
        (Side.DEVICE, "chat"): Need.REMOTE,
        (Side.DEVICE, "signal"): Need.TALK,
        (Side.HELPER, "ask"): Need.REMOTE,
        (Side.HELPER, "again"): Need.VIEW,
        (Side.HELPER, "command"): Need.POINT,
        (Side.HELPER, "chat"): Need.REMOTE,
        (Side.HELPER, "signal"): Need.TALK,
    }
)
STEPS: Mapping[DeviceKind, tuple[str, ...]] = MappingProxyType(
    {DeviceKind.KIOSK: ("start", "concern", "wait_or_slot", "slots", "check_in", "languages")}
)
NOTHING_AGREED = Consent()


def steps_of(kind: DeviceKind) -> tuple[str, ...]:
    """Where a helper may lead a device of this kind."""
    return STEPS.get(kind, ())


def consent_for(request: HelpRequest, page: str | None) -> Consent:
    """What the citizen has agreed to at this page of the device; another page than that one has no consent.

    Nobody knows of any page: the device is cut off for a moment, and what was agreed still stands.
    """
    if request.state is not HelpState.ACCEPTED or page not in (None, request.instance):
        return NOTHING_AGREED
    return request.consent


def may_pass(request: HelpRequest, *, side: Side, kind: str, page: str) -> bool:
    """Whether this side may have said such a message; `page` is the device's page that says or hears it."""
    need = NEEDS.get((side, kind))
    is_remote = request.state is HelpState.ACCEPTED and request.mode is HelpMode.REMOTE
    if need is None or not is_remote:
        return False
    if need is Need.REMOTE:
        return True
    return page != "" and bool(getattr(consent_for(request, page), need))


def over_for(request: HelpRequest, *, side: Side, user: str | None = None) -> Over | None:
    """Why this side's end is over, now that it stands so; None while the line goes on."""
    if request.state in (HelpState.WITHDRAWN, HelpState.CLOSED):
        return Over.ENDED
    if side is Side.HELPER and (request.state is HelpState.OPEN or request.accepted_by != user):
        return Over.RETURNED
    return None
