# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Facts, in the past tense. They leave the process only through the outbox.

Events outlive the deletion of personal data, so they hold none: no names, no needs, no staff.
Together they are the truth for statistics, for replay and for what a display shows.
"""

from collections.abc import Mapping
from typing import get_args

from aufruf.domain.events.appointments import (
    AppointmentChanged,
    AppointmentHeld,
    AppointmentMoved,
)
from aufruf.domain.events.help import (
    CallBackAsked,
    CallBackDone,
    HelpAccepted,
    HelpClosed,
    HelpConsented,
    HelpEscalated,
    HelpRequested,
    HelpReturned,
    HelpWithdrawn,
)
from aufruf.domain.events.house import (
    AlarmAcknowledged,
    AlarmEnded,
    AlarmRaised,
    CounterClosed,
    CounterOpened,
    CounterPaused,
    DayClosed,
    DeviceChanged,
    OfficeClosedEarly,
    OfficeReopened,
)
from aufruf.domain.events.items import Items
from aufruf.domain.events.visits import (
    VisitArrived,
    VisitCalled,
    VisitCancelled,
    VisitDelayed,
    VisitFinished,
    VisitFollowedUp,
    VisitLeft,
    VisitMissed,
    VisitNoted,
    VisitParked,
    VisitPrioritised,
    VisitRecalled,
    VisitResumed,
    VisitReturned,
    VisitServing,
    VisitTransferred,
    VisitUndone,
)

__all__ = [
    "KINDS",
    "AlarmAcknowledged",
    "AlarmEnded",
    "AlarmRaised",
    "AppointmentChanged",
    "AppointmentHeld",
    "AppointmentMoved",
    "CallBackAsked",
    "CallBackDone",
    "CounterClosed",
    "CounterOpened",
    "CounterPaused",
    "DayClosed",
    "DeviceChanged",
    "Event",
    "HelpAccepted",
    "HelpClosed",
    "HelpConsented",
    "HelpEscalated",
    "HelpRequested",
    "HelpReturned",
    "HelpWithdrawn",
    "Items",
    "OfficeClosedEarly",
    "OfficeReopened",
    "VisitArrived",
    "VisitCalled",
    "VisitCancelled",
    "VisitDelayed",
    "VisitFinished",
    "VisitFollowedUp",
    "VisitLeft",
    "VisitMissed",
    "VisitNoted",
    "VisitParked",
    "VisitPrioritised",
    "VisitRecalled",
    "VisitResumed",
    "VisitReturned",
    "VisitServing",
    "VisitTransferred",
    "VisitUndone",
]

Event = (
    VisitArrived
    | VisitCalled
    | VisitRecalled
    | VisitServing
    | VisitFinished
    | VisitMissed
    | VisitReturned
    | VisitParked
    | VisitResumed
    | VisitDelayed
    | VisitTransferred
    | VisitPrioritised
    | VisitLeft
    | VisitNoted
    | VisitCancelled
    | VisitFollowedUp
    | VisitUndone
    | CounterOpened
    | CounterPaused
    | CounterClosed
    | AppointmentHeld
    | AppointmentChanged
    | AppointmentMoved
    | HelpRequested
    | HelpAccepted
    | HelpWithdrawn
    | HelpClosed
    | HelpEscalated
    | HelpReturned
    | HelpConsented
    | CallBackAsked
    | CallBackDone
    | AlarmRaised
    | AlarmAcknowledged
    | AlarmEnded
    | DeviceChanged
    | OfficeClosedEarly
    | OfficeReopened
    | DayClosed
)

KINDS: Mapping[str, type[Event]] = {event.kind: event for event in get_args(Event)}
