# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What chance decides in the town: who comes for what, when, and how long it takes. No state, no clock.

Every question has a die of its own, named by the seed and what is asked about: the same town draws
the same answers however fast it runs, and whatever a visitor does in between.
"""

import datetime as dt
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random
from typing import TypeVar

from aufruf.domain.catalogue import Office, Resource, Service, may_combine
from aufruf.domain.help import HelpNeed, HelpReason
from aufruf.domain.roles import DeviceKind

Items = tuple[tuple[str, int], ...]
T = TypeVar("T")

# How often a service is asked for; one that is not named here counts 2.
POPULAR = {
    "personalausweis": 14,
    "reisepass": 12,
    "wohnsitz-anmelden": 16,
    "fuehrungszeugnis": 7,
    "meldebescheinigung": 6,
    "beglaubigung-dokumente": 5,
    "fahrzeug-abmelden": 5,
    "fahrzeug-anmelden": 5,
    "bewohnerparkausweis": 4,
    "gewerbe-anmelden": 3,
}
OTHERWISE = 2
# Walk-ins by the hour of the day, as a share of the busiest hour.
RUSH = {7: 0.3, 8: 1.0, 9: 0.9, 10: 0.9, 11: 0.7, 12: 0.5, 13: 0.6, 14: 0.6, 15: 0.6, 16: 0.7, 17: 0.5}
WEEKDAYS = (1.15, 0.95, 1.0, 1.1, 0.95, 1.0, 1.0)  # walk-ins, from Monday on
WALK_INS_PER_STAFF_HOUR = 2.6  # at the busiest hour
BOOKINGS_PER_HOUR = 14.0
STUCK_PER_HOUR = 4.0  # at the devices of one office
# At which steps of a device's page people are stuck, and how often. One stands out: its page could be better.
STEPS: Mapping[DeviceKind, Mapping[str, int]] = {
    DeviceKind.KIOSK: {"start": 3, "concern": 8, "check_in": 4, "wait_or_slot": 2, "slots": 2},
    DeviceKind.TERMINAL: {"free": 2, "calling": 3, "serving": 4},
}
WITH_TOPIC = {"wait_or_slot", "slots"}  # where a service has been chosen
SPEAKING = {"de": 80, "en": 5, "tr": 5, "ar": 5, "uk": 5}  # languages chosen at a device, and how often
NEEDING: Mapping[tuple[HelpNeed, ...], int] = {(): 85, (HelpNeed.LARGER_TEXT,): 8, (HelpNeed.COME,): 7}
ANSWERED = {(15, 110): 80, (130, 420): 13, None: 7}  # after so many seconds; None: nobody has time
OUTCOMES = {
    HelpReason.SOLVED: 62,
    HelpReason.TICKET: 12,
    HelpReason.APPOINTMENT: 8,
    HelpReason.ELSEWHERE: 8,
    HelpReason.NOT_POSSIBLE: 6,
    HelpReason.NOBODY_THERE: 4,
}
SPREAD = 0.45  # of the logarithm of a service's length
# What takes longer or shorter in this town than its catalogue says: something to be learned.
TRULY = {"wohnsitz-anmelden": 1.4, "bewohnerparkausweis": 0.6}

FIRST_NAMES = ("Ada", "Bela", "Cem", "Dana", "Elif", "Finn", "Greta", "Hanno", "Ida", "Jaro", "Mina", "Noah")
LAST_NAMES = ("Abendroth", "Beispiel", "Cordes", "Demir", "Ebeling", "Immergut", "Linde", "Muster")


class Fate(StrEnum):
    """What becomes of an appointment, as its owner decides."""

    COMES = "comes"
    LAPSES = "lapses"  # never confirmed
    CANCELS = "cancels"
    MOVES = "moves"
    FORGETS = "forgets"  # stays away without a word


FATES = {Fate.COMES: 80, Fate.LAPSES: 6, Fate.CANCELS: 5, Fate.MOVES: 4, Fate.FORGETS: 4}
FORGOTTEN_PER_DAY = 1.0  # added for each day between booking and appointment

LATENESS = {(-28, -2): 75, (-2, 9): 18, (11, 40): 7}  # minutes against the booked time, and how often


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a citizen wants, and how they are."""

    name: str
    items: Items
    days_ahead: int
    patience: dt.timedelta
    priority: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How somebody treats their appointment."""

    fate: Fate
    late: dt.timedelta  # against the booked time; negative: early
    thinks: dt.timedelta  # before they confirm
    when: float  # from 0, at once, to 1, at the last moment: they cancel or move it


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """Where somebody does not know how to go on, and how long they wait for a helper."""

    device: DeviceKind
    step: str
    topic: str | None
    language: str
    needs: tuple[HelpNeed, ...]
    patience: dt.timedelta
    just_leaves: bool  # without a word, once that is over
    answered_after: dt.timedelta | None  # None: nobody has time


def die(seed: int, *about: object) -> Random:
    """The die for one question."""
    return Random("/".join(map(str, (seed, *about))))  # noqa: S311 (a play, no secret)


def wish(rolled: Random, office: Office, *, walk_in: bool) -> Wish:
    """Somebody comes to be."""
    return Wish(
        name=f"{rolled.choice(FIRST_NAMES)} {rolled.choice(LAST_NAMES)}",
        items=items(rolled, office, walk_in=walk_in),
        days_ahead=min(int(rolled.expovariate(1 / 2.5)), 14),
        patience=dt.timedelta(minutes=max(25.0, rolled.lognormvariate(math.log(75), 0.5))),
        priority=rolled.random() < 0.05,  # noqa: PLR2004 (one in twenty)
    )


def manner(rolled: Random, *, lead_days: int = 0) -> Manner:
    """Somebody's manner with their appointment: the longer ago they booked it, the more forget it."""
    earliest, latest = rolled.choices(list(LATENESS), list(LATENESS.values()))[0]
    fates = FATES | {Fate.FORGETS: FATES[Fate.FORGETS] + FORGOTTEN_PER_DAY * lead_days}
    return Manner(
        fate=rolled.choices(list(fates), list(fates.values()))[0],
        late=dt.timedelta(minutes=rolled.uniform(earliest, latest)),
        thinks=dt.timedelta(minutes=rolled.uniform(0.5, 5)),
        when=rolled.random(),
    )


def items(rolled: Random, office: Office, *, walk_in: bool) -> Items:
    """One service, or two that go together; for a family more than once."""
    for_people = (s for s in office.services.values() if s.resource is Resource.COUNTER)
    offered = [s for s in for_people if (s.walk_ins if walk_in else s.appointments)]
    first = _popular(rolled, offered)
    chosen = [first]
    others = [s for s in offered if s.id != first.id and may_combine(first, s)]
    if others and rolled.random() < 0.12:  # noqa: PLR2004 (one in eight has a second matter)
        chosen.append(_popular(rolled, others))
    return tuple((s.id, min(s.max_quantity, rolled.choices((1, 2, 3), (90, 8, 2))[0])) for s in chosen)


def _popular(rolled: Random, offered: Sequence[Service]) -> Service:
    return rolled.choices(offered, [POPULAR.get(s.id, OTHERWISE) for s in offered])[0]


def serving_time(rolled: Random, office: Office, wanted: Items) -> dt.timedelta:
    """How long it really takes: mostly less than planned, sometimes much longer."""
    planned = sum(
        office.services[service].minutes * quantity * TRULY.get(service, 1.0) for service, quantity in wanted
    )
    return dt.timedelta(
        minutes=min(3 * planned, max(1.0, planned * rolled.lognormvariate(math.log(0.85), SPREAD)))
    )


def way_to_counter(rolled: Random) -> dt.timedelta | None:
    """How long somebody who is called needs to the counter; None: they do not come."""
    return None if rolled.random() < 0.05 else dt.timedelta(seconds=rolled.uniform(8, 50))  # noqa: PLR2004


def next_walk_in(rolled: Random, *, local: dt.datetime, staff: int) -> dt.timedelta:
    """When the next person walks in, as things are at this time of day."""
    busy = RUSH.get(local.hour, 0.3) * WEEKDAYS[local.weekday()]
    per_hour = max(0.5, WALK_INS_PER_STAFF_HOUR * staff * busy)
    return dt.timedelta(hours=rolled.expovariate(per_hour))


def next_booking(rolled: Random) -> dt.timedelta:
    """When somebody in the town next sits down to book."""
    return dt.timedelta(hours=rolled.expovariate(BOOKINGS_PER_HOUR))


def next_stuck(rolled: Random) -> dt.timedelta:
    """When somebody in an office next needs a person to go on."""
    return dt.timedelta(hours=rolled.expovariate(STUCK_PER_HOUR))


def stuck(rolled: Random, office: Office) -> Stuck:
    """Somebody is stuck: most at the kiosk, and most are helped before they lose patience."""
    [device] = rolled.choices((DeviceKind.KIOSK, DeviceKind.TERMINAL), (3, 1))
    step = _often(rolled, STEPS[device])
    answered = _often(rolled, ANSWERED)
    return Stuck(
        device=device,
        step=step,
        topic=rolled.choice(sorted(office.services)) if step in WITH_TOPIC else None,
        language=_often(rolled, SPEAKING),
        needs=_often(rolled, NEEDING),
        patience=dt.timedelta(minutes=rolled.uniform(0.7, 14)),
        just_leaves=rolled.random() < 0.4,  # noqa: PLR2004 (two in five)
        answered_after=None if answered is None else dt.timedelta(seconds=rolled.uniform(*answered)),
    )


def outcome(rolled: Random) -> HelpReason:
    """How help ends, once somebody has helped."""
    return _often(rolled, OUTCOMES)


def _often(rolled: Random, weights: Mapping[T, int]) -> T:
    [drawn] = rolled.choices(list(weights), list(weights.values()))
    return drawn
