# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How many appointments must fail on a day, found by trying everything: slow, and plainly right.

It knows nothing of witnesses, of bits or of the office: people, skills, minutes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with what they can do (None: all) and when they are there, in minutes of the day."""

    skills: frozenset[str] | None
    hours: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, order=True)
class Job:
    """An appointment: from which minute to which, and what for."""

    begin: int
    end: int
    services: frozenset[str]


def fewest_unserved(people: Sequence[Person], jobs: Sequence[Job]) -> int:
    """How many of these jobs nobody can do, if everybody does as many as possible, one at a time."""
    in_order = sorted(jobs, key=lambda job: (job.begin, job.end))

    @cache
    def rest(index: int, busy_until: tuple[int, ...]) -> int:
        if index == len(in_order):
            return 0
        job = in_order[index]
        fewest = 1 + rest(index + 1, busy_until)
        for who, person in enumerate(people):
            if _can(person, job) and busy_until[who] <= job.begin:
                then = (*busy_until[:who], job.end, *busy_until[who + 1 :])
                fewest = min(fewest, rest(index + 1, then))
        return fewest

    return rest(0, (0,) * len(people))


def _can(person: Person, job: Job) -> bool:
    skilled = person.skills is None or job.services <= person.skills
    return skilled and any(begin <= job.begin and job.end <= end for begin, end in person.hours)
