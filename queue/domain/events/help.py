# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happens where somebody is stuck at a device."""

from dataclasses import dataclass
from typing import ClassVar

from aufruf.domain.events.items import Items


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRequested:
    """Somebody at a device asks for a person: where, at which step of the page, about which service."""

    kind: ClassVar[str] = "help.requested"
    request: str
    device: str
    device_kind: str
    step: str
    topic: str | None = None
    language: str = "de"
    promise: int | None = None  # seconds within which somebody was to answer, as it held then


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAccepted:
    """Somebody helps: they come, or they do it from where they are."""

    kind: ClassVar[str] = "help.accepted"
    request: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWithdrawn:
    """No help is needed any longer; `by` says who told: citizen, closing, or device (they have gone)."""

    kind: ClassVar[str] = "help.withdrawn"
    request: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpClosed:
    """The citizen was helped, with these services; `by` says who told: helper or closing, `reason` how."""

    kind: ClassVar[str] = "help.closed"
    request: str
    services: Items
    by: str
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpEscalated:
    """Nobody has answered: from now on those of this level are asked too; "nobody" is left after the last."""

    kind: ClassVar[str] = "help.escalated"
    request: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpReturned:
    """It waits for a helper again, at this level; `why`: vanished, not_come or handed_over."""

    kind: ClassVar[str] = "help.returned"
    request: str
    why: str
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpConsented:
    """What the citizen agrees to from now on. That they did has to be shown later (GDPR, Article 7)."""

    kind: ClassVar[str] = "help.consented"
    request: str
    view: bool
    point: bool
    talk: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackAsked:
    """Somebody whom nobody could help wants to be called back. The number is no part of it."""

    kind: ClassVar[str] = "help.call_back_asked"
    request: str
    call_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallBackDone:
    """They were called back, or could not be reached; the number is gone."""

    kind: ClassVar[str] = "help.call_back_done"
    call_back: str
