# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office offers, and to whom: the facts that change when somebody edits, not by the minute."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from zoneinfo import ZoneInfo

from aufruf.domain.calling import CallOrder
from aufruf.domain.errors import NotCombinable, NotValid, QuantityTooLarge
from aufruf.domain.help_rules import HelpRules
from aufruf.domain.opening import OpeningHours

CELL_MINUTES = 5  # an appointment occupies its person in cells of this length


class CounterKind(StrEnum):
    """What stands at a numbered place."""

    DESK = "desk"
    TERMINAL = "terminal"
    REMOTE = "remote"


class Resource(StrEnum):
    """What a service occupies: a person of the staff at a counter, or a self-service machine and nobody."""

    COUNTER = "counter"
    TERMINAL = "terminal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a citizen comes for, as this office offers it."""

    id: str
    name: str
    minutes: int
    group: str = "A"  # letters of the ticket series
    max_quantity: int = 1
    combinable: frozenset[str] = frozenset()  # empty: with all
    appointments: bool = True
    walk_ins: bool = True
    leika_keys: tuple[str, ...] = ()
    keywords: str = ""
    documents: str = ""
    online: bool = False
    resource: Resource = Resource.COUNTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A numbered place where people are served."""

    id: str
    kind: CounterKind = CounterKind.DESK
    room: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """Somebody who serves; `skills` are service ids, None means all."""

    id: str
    name: str = ""
    skills: frozenset[str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Who works from when to when: every week on `weekday`, or on `date` alone.

    Shifts of a date replace the weekly ones of that person on that date. A dated shift without
    times says that the person is away.
    """

    staff: str
    weekday: int | None = None
    date: dt.date | None = None
    local_from: dt.time | None = None
    local_to: dt.time | None = None
    breaks: tuple[tuple[dt.time, dt.time], ...] = ()
    counter: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeRules:
    """The numbers an office may set for itself."""

    grid_minutes: int = 5
    hold_minutes: int = 20
    window_days: int = 92
    lead_minutes: int = 0
    check_in_early_minutes: int = 30
    grace_minutes: int = 10
    walk_in_late_minutes: int = 60
    walk_in_guard: bool = True
    walk_in_reserve_percent: int = 0  # of those at work, kept free of appointments that are booked online
    replan_in_day: bool = False  # breaks of a day that has begun are proposed anew every quarter of an hour
    retention_days: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """One building with a waiting room, with all that booking and calling must know of it."""

    id: str
    tenant: str
    name: str
    address: str = ""
    version: int = 0
    opening: OpeningHours
    rules: OfficeRules = field(default_factory=OfficeRules)
    call_order: CallOrder = field(default_factory=CallOrder)
    help: HelpRules = field(default_factory=HelpRules)
    services: Mapping[str, Service] = field(default_factory=dict)
    counters: tuple[Counter, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    shifts: tuple[Shift, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The office's time zone."""
        return self.opening.zone

    def local_date(self, at: dt.datetime) -> dt.date:
        """The date on the office's wall at this instant."""
        return at.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """What one person wants done in one visit: services with quantities, checked against an office."""

    items: tuple[tuple[str, int], ...]
    minutes: int
    group: str

    @property
    def services(self) -> tuple[str, ...]:
        """The ids of the services, each once."""
        return tuple(service for service, _ in self.items)

    @property
    def occupied_minutes(self) -> int:
        """How long it keeps one person busy: whole cells, rounded up."""
        return -(-self.minutes // CELL_MINUTES) * CELL_MINUTES


def concern(
    office: Office, wanted: Iterable[tuple[str, int]], *, walk_in: bool = False, pointer: str = "/services"
) -> Concern:
    """Check what somebody wants against what the office offers.

    Raises NotValid for an unknown or repeated service or a quantity below one, QuantityTooLarge
    and NotCombinable. Σ quantity × minutes is the length.
    """
    items = tuple(wanted)
    if not items:
        raise NotValid((pointer, "at least one service is needed"))
    if len({service for service, _ in items}) < len(items):
        raise NotValid((pointer, "a service is named twice"))
    found = []
    for index, (service_id, quantity) in enumerate(items):
        service = office.services.get(service_id)
        if service is None or not (service.walk_ins if walk_in else service.appointments):
            raise NotValid((f"{pointer}/{index}", "this office does not offer this service here"))
        if quantity < 1:
            raise NotValid((f"{pointer}/{index}", "the quantity must be 1 or more"))
        if quantity > service.max_quantity:
            raise QuantityTooLarge((f"{pointer}/{index}", f"at most {service.max_quantity}"))
        found.append(service)
    if not walk_in and len({service.resource for service in found}) > 1:
        raise NotCombinable((pointer, "what is done at a terminal needs an appointment of its own"))
    if not all(may_combine(one, other) for one, other in combinations(found, 2)):
        raise NotCombinable((pointer, "these services cannot be combined"))
    minutes = sum(service.minutes * quantity for service, (_, quantity) in zip(found, items, strict=True))
    return Concern(items=items, minutes=minutes, group=found[0].group)


def may_combine(one: Service, other: Service) -> bool:
    """Whether two services fit into one appointment: either side names the other, or all."""
    return (
        not one.combinable or not other.combinable or other.id in one.combinable or one.id in other.combinable
    )
