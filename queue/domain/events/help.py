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


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAccepted:
    """Somebody helps: they come, or they do it from where they are."""

    kind: ClassVar[str] = "help.accepted"
    request: str
    mode: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpWithdrawn:
    """No help is needed any longer; `by` says who told: citizen or closing."""

    kind: ClassVar[str] = "help.withdrawn"
    request: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpClosed:
    """The citizen was helped, with these services; `by` says who told: helper or closing."""

    kind: ClassVar[str] = "help.closed"
    request: str
    services: Items
    by: str
