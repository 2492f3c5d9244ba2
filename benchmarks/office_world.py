# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented office and its days, from seeds: what numerics are measured on.

It knows what nobody knows in earnest: true durations, patience, how busy each day is. Whoever is measured
gets what an office would have seen, no more. Times are minutes since the day's begin.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from benchmarks.day_player import APPOINTMENT, PRIORITY, WALK_IN, play

Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

PERIODS, PERIOD, CLOSES, LIGHTS_OUT = 40, 15, 600, 780
NEVER = 1e9
SHIFTS = ((0, 390), (0, 510), (60, 480), (150, 600), (210, 600))
#: How walk-ins spread over the day: at which minute how many, relatively.
BUSY = ((0, 60, 150, 240, 330, 420, 540, 585, 600), (0.8, 1.3, 1.5, 1.1, 0.8, 1.0, 0.9, 0.3, 0.1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Staffing:
    """Who works from when to when, and their breaks ([person, break]); what begins at NEVER is none."""

    begins: Numbers
    ends: Numbers
    break_at: Numbers
    break_long: Numbers

    @property
    def paid(self) -> float:
        """Minutes of work of all together, without breaks."""
        return float((self.ends - self.begins - self.break_long.sum(axis=1)).sum())


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Who comes on one day, in the order of coming, and how long they take; and what was booked."""

    arrives: Numbers
    service: Whole
    kind: Whole
    booked_at: Numbers  # -1: without appointment
    patience: Numbers  # leaves after waiting so long; NEVER: stays
    duration: Numbers  # at usual pace
    patient: Flags  # walk-ins who do not leave: those whose wait is looked at
    bookings: tuple[Numbers, Whole, Flags]  # of all appointments: when, for what, whether they come


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What became of a day. NaN: it never came to that."""

    start: Numbers
    end: Numbers
    staff: Whole
    break_began: Numbers  # [person, break]

    @property
    def served(self) -> Flags:
        """Who was served."""
        return ~np.isnan(self.start)

    def waited(self, day: Day) -> Numbers:
        """How long each waited: until served, until they left, or until the lights went out."""
        reference = np.where(day.kind == APPOINTMENT, np.maximum(day.arrives, day.booked_at), day.arrives)
        unserved = np.minimum(day.patience, LIGHTS_OUT - day.arrives)
        return np.where(self.served, np.maximum(self.start - reference, 0.0), unserved)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """An invented office: people, services, and how it is staffed by custom, with breaks in two waves."""

    mean: Numbers  # [service] minutes
    spread: Numbers  # [service] standard deviation as a share of the mean
    popular: Numbers  # [service] sums to 1
    class_of: Whole  # [service] the skill it needs
    skills: Flags  # [person, class]
    pace: Numbers  # [person] time needed, as a multiple of the usual
    custom: Staffing
    busy: Numbers  # [period] share of the walk-ins
    visitors: float  # on a usual day
    booked_share: float = 0.5
    no_show: float = 0.12
    mean_patience: float = 120.0
    priority_share: float = 0.05
    patient_share: float = 0.12

    @property
    def log_mean(self) -> Numbers:
        """Of the logarithm of the durations."""
        return np.asarray(np.log(self.mean) - self.log_spread**2 / 2)

    @property
    def log_spread(self) -> Numbers:
        """Of the logarithm of the durations."""
        return np.asarray(np.sqrt(np.log1p(self.spread**2)))

    @property
    def people(self) -> int:
        """How many work here."""
        return len(self.pace)

    def day(self, seed: int) -> Day:
        """The day of this seed: how busy and how slow it is, nobody knows before."""
        chance = np.random.default_rng([seed, 1])
        demand = chance.gamma(1 / 0.15**2, 0.15**2)
        slow = np.exp(chance.normal(0, 0.08))
        capacity = _presence(self.custom).sum(axis=0)[: PERIODS - 2]
        count = round(self.visitors * self.booked_share)
        period = chance.choice(PERIODS - 2, count, p=capacity / capacity.sum())
        booked_at = np.sort(period * PERIOD + chance.choice([0.0, 5.0, 10.0], count))
        for_what = chance.choice(len(self.mean), count, p=self.popular)
        comes = chance.random(count) > self.no_show
        on_time = np.maximum(0, booked_at + chance.normal(-5, 6, count))[comes]
        walking = int(chance.poisson(self.visitors * (1 - self.booked_share) * demand))
        period = chance.choice(PERIODS, walking, p=self.busy)
        by_chance = np.minimum(period * PERIOD + chance.random(walking) * PERIOD, CLOSES - 20)
        wanted = chance.choice(len(self.mean), walking, p=self.popular)
        kind = np.where(chance.random(walking) < self.priority_share, PRIORITY, WALK_IN)
        arrives = np.r_[on_time, by_chance]
        service = np.r_[for_what[comes], wanted]
        kinds = np.r_[np.full(comes.sum(), APPOINTMENT), kind]
        patience = np.r_[np.full(comes.sum(), NEVER), chance.exponential(self.mean_patience, walking)]
        patient = (chance.random(len(arrives)) < self.patient_share) & (kinds == WALK_IN)
        noise = chance.standard_normal(len(arrives))
        duration = np.exp(self.log_mean[service] + self.log_spread[service] * noise) * slow
        order = np.argsort(arrives, kind="stable")
        return Day(
            arrives=arrives[order],
            service=service[order],
            kind=kinds[order],
            booked_at=np.r_[booked_at[comes], np.full(walking, -1.0)][order],
            patience=np.where(patient, NEVER, patience)[order],
            duration=duration[order],
            patient=patient[order],
            bookings=(booked_at, for_what, comes),
        )

    def play(self, day: Day, staffing: Staffing, *, skills: Flags | None = None) -> Played:
        """The day as it goes with this staffing, under the call order that offices have by default."""
        able = self.skills if skills is None else skills
        can = np.ascontiguousarray(able[:, self.class_of])
        count = len(day.arrives)
        start, end = np.full(count, np.nan), np.full(count, np.nan)
        staff = np.full(count, -1, dtype=np.int64)
        began = np.full(staffing.break_at.shape, np.nan)
        play(
            float(LIGHTS_OUT),
            day.arrives, day.service, day.kind, day.booked_at, day.patience, day.duration,
            self.pace, can, staffing.begins, staffing.ends, staffing.break_at, staffing.break_long,
            start, end, staff, began,
        )  # fmt: skip
        return Played(start=start, end=end, staff=staff, break_began=began)


def office_of(
    seed: int, *, people: int = 30, services: int = 20, classes: int = 8, load: float = 1.0
) -> Office:
    """The office of this seed. `load`: expected work as a share of the paid time."""
    chance = np.random.default_rng([seed, 0])
    class_of = np.arange(services) % classes
    mean = chance.choice([6, 8, 10, 12, 15, 18, 20, 25, 30], services).astype(float)
    spread = chance.uniform(0.4, 0.8, services)
    popular = 1.0 / (1 + chance.permutation(services))
    popular /= popular.sum()
    skills = np.zeros((people, classes), dtype=bool)
    for person in range(people):
        breadth = min(int(chance.choice([1, 2, 2, 3, 3, 4, 5])), classes)
        skills[person, chance.choice(classes, breadth, replace=False)] = True
    work = np.bincount(class_of, weights=popular * mean, minlength=classes)
    _fill_up(skills, work.astype(np.float64), chance)
    pace = np.exp(chance.normal(0, 0.12, people))
    picked = [SHIFTS[index] for index in chance.choice(5, people, p=[0.2, 0.25, 0.2, 0.25, 0.1])]
    custom = in_two_waves(np.array(picked, dtype=float))
    busy = np.interp(np.arange(PERIODS) * PERIOD + PERIOD / 2, *BUSY)
    return Office(
        mean=mean,
        spread=spread,
        popular=popular,
        class_of=class_of,
        skills=skills,
        pace=pace,
        custom=custom,
        busy=busy / busy.sum(),
        visitors=load * custom.paid / float(popular @ mean),
    )


def in_two_waves(shifts: Numbers) -> Staffing:
    """Shifts ([person, begin and end]) with breaks by custom: at minute 240, every second person at 270."""
    begins, ends = shifts[:, 0], shifts[:, 1]
    length = ends - begins
    long = np.where(length > 540, 45.0, np.where(length > 360, 30.0, 0.0))
    wave = np.where(np.arange(len(shifts)) % 2 == 0, 240.0, 270.0)
    at = np.where(long > 0, np.clip(wave, begins + 120, np.minimum(begins + 360, ends - 60)), NEVER)
    return Staffing(begins=begins, ends=ends, break_at=at[:, None], break_long=long[:, None])


def with_breaks_at(staffing: Staffing, break_at: Numbers) -> Staffing:
    """The same shifts with breaks at other times."""
    return replace(staffing, break_at=break_at)


def longest_stretch(office: Office, played: Played, staffing: Staffing) -> Numbers:
    """For each person how long they worked without a break, at the most: until the last citizen had left."""
    longest = np.zeros(office.people)
    for person in range(office.people):
        mine = played.end[played.staff == person]
        last = max(staffing.ends[person], float(mine.max()) if len(mine) else 0.0)
        since = staffing.begins[person]
        for began, long in zip(played.break_began[person], staffing.break_long[person], strict=True):
            if not np.isnan(began) and long > 0:
                longest[person] = max(longest[person], began - since)
                since = began + long
        longest[person] = max(longest[person], last - since)
    return longest


def _fill_up(skills: Flags, work: Numbers, chance: np.random.Generator) -> None:
    """More staff where the work is: those with the fewest skills learn what is missing."""
    people = len(skills)
    for k, share in enumerate(work / work.sum()):
        lacking = max(min(3, people), int(np.ceil(share * people * 1.3))) - int(skills[:, k].sum())
        if lacking > 0:
            others = chance.permutation(np.nonzero(~skills[:, k])[0])
            others = others[np.argsort(skills[others].sum(axis=1), kind="stable")][:lacking]
            skills[others, k] = True


def _presence(staffing: Staffing) -> Flags:
    begins = np.arange(PERIODS) * PERIOD
    there = (staffing.begins[:, None] <= begins) & (staffing.ends[:, None] >= begins + PERIOD)
    return np.asarray(there)
