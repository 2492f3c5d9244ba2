# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented office of 30 people, 8 skills and 20 services, and people who ask it for times, from seeds."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from aufruf.planning.slots.capacity import Booking, DayCapacity, Placement, Worker, minutes_between

PEOPLE, SKILLS, SERVICES = 30, 8, 20
OPENS, CELL, CELLS = 480, 5, 120  # from 08:00 to 18:00, in cells of five minutes
LENGTHS = (10, 10, 15, 15, 20, 20, 25, 30, 35, 40)
SHIFTS = ((0, 78), (0, 102), (12, 96), (30, 120), (42, 120))  # in cells
AWAY = 0.12
SIX_HOURS, BREAK = 72, 6  # in cells
AN_HOUR = 12
GRID = range(OPENS, OPENS + CELL * CELLS, CELL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What is asked for: its skill, as a bit, and how long it takes."""

    need: int
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotOffice:
    """Services, and who is there on each day."""

    services: tuple[Service, ...]
    days: tuple[tuple[Worker, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Somebody wants a service at one of these starts; the first that is offered is taken."""

    service: Service
    starts: tuple[int, ...]


def slot_office(seed: int, *, days: int) -> SlotOffice:
    """An office from a seed: everybody has one to five skills, each skill three people at least."""
    chance = random.Random(seed)
    services = tuple(
        Service(need=1 << number % SKILLS, minutes=chance.choice(LENGTHS)) for number in range(SERVICES)
    )
    skills = [set(chance.sample(range(SKILLS), chance.choice((1, 2, 2, 3, 3, 4, 5)))) for _ in range(PEOPLE)]
    for skill in range(SKILLS):
        without = [each for each in skills if skill not in each]
        for each in chance.sample(without, max(0, 3 - (PEOPLE - len(without)))):
            each.add(skill)
    masks = [sum(1 << skill for skill in each) for each in skills]
    return SlotOffice(
        services=services,
        days=tuple(tuple(Worker(mask, _presence(chance)) for mask in masks) for _ in range(days)),
    )


def _presence(chance: random.Random) -> int:
    """A shift with its break, or nothing at all for a day away."""
    if chance.random() < AWAY:
        return 0
    begin, end = chance.choice(SHIFTS)
    present = cells(begin, end)
    if end - begin > SIX_HOURS:
        pause = chance.randrange(begin + 36, min(begin + 66, end - 12))
        present &= ~cells(pause, pause + BREAK)
    return present


def cells(begin: int, end: int) -> int:
    return minutes_between(OPENS + CELL * begin, OPENS + CELL * end)


def wishes(office: SlotOffice, seed: int, *, count: int) -> Iterator[Wish]:
    """People who ask one after the other: few services are in great demand, an hour off is accepted."""
    chance = random.Random(seed * 7 + 1)
    weights = [1 / (1 + number % 10) for number in range(SERVICES)]
    for _ in range(count):
        [service] = chance.choices(office.services, weights)
        around, last = chance.randrange(CELLS), CELLS - service.minutes // CELL
        starts = list(range(max(0, around - AN_HOUR), min(last, around + AN_HOUR) + 1))
        chance.shuffle(starts)
        yield Wish(service=service, starts=tuple(OPENS + CELL * start for start in starts))


def one_skill_each(office: SlotOffice, day: int) -> tuple[Worker, ...]:
    """The same people, each with one skill only: those with few skills choose first, the rarest of theirs."""
    taken, found = [0] * SKILLS, list(office.days[day])
    by_skills = sorted(range(PEOPLE), key=lambda who: (found[who].skills or 0).bit_count())
    for who in by_skills:
        skills = found[who].skills or 0
        mine = min((skill for skill in range(SKILLS) if skills >> skill & 1), key=taken.__getitem__)
        taken[mine] += 1
        found[who] = replace(found[who], skills=1 << mine)
    return tuple(found)


def booked(bookings: Sequence[Booking], placed: Placement, wish: Service, first: int) -> list[Booking]:
    """The bookings as they are stored after a placement."""
    after = list(bookings)
    for index, witness in placed.moved:
        after[index] = replace(after[index], witness=witness)
    return [*after, Booking(wish.need, first, wish.minutes, placed.worker)]


def broken_promises(workers: Sequence[Worker], bookings: Sequence[Booking]) -> int:
    """How many bookings have nobody who could keep them: counted minute by minute, without the engine."""
    broken = 0
    for kind in set(workers):
        size = sum(worker == kind for worker in workers)
        busy: dict[int, int] = {}
        for each in bookings:
            if each.witness is None or workers[each.witness] != kind:
                continue
            minutes = range(each.first, each.first + each.minutes)
            fits = kind.skills is None or each.need & kind.skills == each.need
            if fits and all(kind.present >> m & 1 and busy.get(m, 0) < size for m in minutes):
                for minute in minutes:
                    busy[minute] = busy.get(minute, 0) + 1
            else:
                broken += 1
    return broken + sum(each.witness is None for each in bookings)


def capacities(office: SlotOffice, bookings: Sequence[Sequence[Booking]]) -> list[DayCapacity]:
    """The capacity of all days, as a process keeps it."""
    return [DayCapacity(*each) for each in zip(office.days, bookings, strict=True)]
