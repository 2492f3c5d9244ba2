# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""AUFRUF-PLAN-1: planned breaks and shifts against breaks in two waves at noon, by the mean wait.

python -m benchmarks.measure_plans [--seeds 101 102 103] [--days 40] [--shift-days 40] [--wrong-days 40]
                                   [--replan-days 6] [--patience 1]

Each seed is an office of 30 people, 20 services, 8 classes of work. It learns durations, paces, arrivals and
show-up from 40 days worked by custom, then plans each measured day from its bookings. Compared day by day.
On a machine that others use as well, `--patience 4` gives each search four times its seconds; what it took is
counted in seconds of the processor.

A day takes 1 s of CPU for breaks, 11 to 15 s for shifts, 1 s with wrong skills, half a minute planned anew
each quarter hour: the whole of it about three quarters of an hour on two quiet cores.
"""

import argparse
import time
from dataclasses import dataclass, field

import numpy as np

from aufruf.planning.plans.balance import Freedom, Proposal, Span
from aufruf.planning.plans.pooled_plan import SECONDS_FOR_BREAKS, SECONDS_FOR_SHIFTS, propose
from aufruf.planning.plans.staffing_rules import LONGEST_STRETCH, breaches
from benchmarks import held_seeds, results
from benchmarks.office_plans import (
    Learned,
    late_by,
    learn,
    mistaken,
    problem_of,
    staffing_of,
)
from benchmarks.office_today import steer
from benchmarks.office_world import Day, Flags, Office, Staffing, longest_stretch, office_of
from benchmarks.results import MOST, judged

BAR = "AUFRUF-PLAN-1"
CUSTOM, BREAKS, SHIFTS = "two waves", "breaks", "shifts and breaks"
LATE_CUSTOM, LATE = "two waves, all 20 min late", "breaks, all 20 min late"
WRONG = "breaks, 20 % of skills wrong"
STEERED = "breaks, planned anew each quarter hour"
MOVING_COST = 60.0


@dataclass(slots=True)
class Ledger:
    """What was measured: mean waits by plan, office and day; and what else is asked of a plan."""

    waits: dict[str, dict[tuple[int, int], float]] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    gaps: dict[str, list[float]] = field(default_factory=dict)
    too_long: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    unlawful: int = 0
    paid: list[float] = field(default_factory=list)
    moves: list[int] = field(default_factory=list)
    out_of_time: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, office: Office, day: Day, staffing: Staffing, key: tuple[int, int]) -> None:
        """Play the day with this staffing, and keep what it was like."""
        played = office.play(day, staffing)
        self.waits.setdefault(name, {})[key] = float(played.waited(day).mean())
        longest = longest_stretch(office, played, staffing)
        self.too_long[name] = self.too_long.get(name, 0) + int((longest > LONGEST_STRETCH).sum())
        self.people[name] = self.people.get(name, 0) + office.people

    def compared(self, name: str, base: str) -> tuple[float, float, float, int]:
        """The change of the mean wait as a share and in minutes, half of its 95 % interval, how many days."""
        keys = sorted(self.waits.get(name, {}))
        if not keys:
            return 0.0, 0.0, 0.0, 0
        before = np.array([self.waits[base][key] for key in keys])
        apart = np.array([self.waits[name][key] for key in keys]) - before
        offices = np.array([key[0] for key in keys])
        # Days are drawn for each office on its own, so they are independent; offices keep their own level.
        variance = 0.0
        for office in np.unique(offices):
            own = apart[offices == office]
            variance += float(own.var(ddof=1)) * len(own) if len(own) > 1 else np.inf
        half = 1.96 * float(np.sqrt(variance)) / len(keys)
        return float(apart.mean() / before.mean()), float(apart.mean()), half, len(keys)


def plan(
    ledger: Ledger,
    name: str,
    office: Office,
    learned: Learned,
    day: Day,
    *,
    freedom: Freedom,
    patience: float,
    skills: Flags | None = None,
) -> tuple[Proposal, Staffing] | None:
    """The proposal for a day as it is played."""
    limit = SECONDS_FOR_SHIFTS if freedom is Freedom.SHIFT else SECONDS_FOR_BREAKS
    question = problem_of(office, learned, day, freedom=freedom, skills=skills)
    began = time.process_time()
    answer = propose(question, seconds=limit * patience)
    ledger.seconds.setdefault(name, []).append(time.process_time() - began)
    if not isinstance(answer, Proposal):
        print(f"  no plan: {answer}")
        return None
    ledger.gaps.setdefault(name, []).append(answer.gap)
    ledger.out_of_time[name] = ledger.out_of_time.get(name, 0) + answer.out_of_time
    for duty in answer.duties:
        if duty is not None and breaches(Span(duty.begin, duty.end), duty.breaks):
            ledger.unlawful += 1
    return answer, staffing_of(answer.duties)


def measure_day(
    ledger: Ledger,
    office: Office,
    learned: Learned,
    key: tuple[int, int],
    number: int,
    given: argparse.Namespace,
) -> None:
    """One day under every plan that is asked for it."""
    # Each office has days of its own: the same seed would make all of them busy at once.
    day = office.day(key[1] + 1000 * key[0])
    ledger.note(CUSTOM, office, day, office.custom, key)
    if number < given.days:
        measure_breaks(ledger, office, learned, day, key, number, given)
    if number < given.wrong_days:
        skills = mistaken(office.skills, share=0.2, seed=key[0])
        wrong = plan(
            ledger,
            WRONG,
            office,
            learned,
            day,
            freedom=Freedom.BREAKS,
            patience=given.patience,
            skills=skills,
        )
        ledger.note(WRONG, office, day, office.custom if wrong is None else wrong[1], key)
    if number < given.shift_days:
        shifts = plan(ledger, SHIFTS, office, learned, day, freedom=Freedom.SHIFT, patience=given.patience)
        worked = office.custom if shifts is None else shifts[1]
        ledger.note(SHIFTS, office, day, worked, key)
        ledger.paid.append(worked.paid / office.custom.paid)


def measure_breaks(
    ledger: Ledger,
    office: Office,
    learned: Learned,
    day: Day,
    key: tuple[int, int],
    number: int,
    given: argparse.Namespace,
) -> None:
    """Planned breaks, the same all late, and the day planned anew each quarter hour."""
    ledger.note(LATE_CUSTOM, office, day, late_by(office.custom, 20), key)
    found = plan(ledger, BREAKS, office, learned, day, freedom=Freedom.BREAKS, patience=given.patience)
    staffing = office.custom if found is None else found[1]
    ledger.note(BREAKS, office, day, staffing, key)
    ledger.note(LATE, office, day, late_by(staffing, 20), key)
    if number < given.replan_days:
        question = problem_of(office, learned, day, freedom=Freedom.BREAKS)
        steered = steer(office, learned, day, question, staffing, moving_cost=MOVING_COST)
        ledger.note(STEERED, office, day, steered.staffing, key)
        ledger.moves.append(steered.moves)
        ledger.seconds.setdefault(STEERED, []).append(steered.slowest)


def report(ledger: Ledger) -> None:
    """Say everything; keep what has a bar."""
    print(f"\n{BAR}  [{results.machine()}]")
    pairs = [(BREAKS, CUSTOM), (SHIFTS, CUSTOM), (LATE, LATE_CUSTOM), (WRONG, CUSTOM), (STEERED, BREAKS)]
    for name, base in pairs:
        share, apart, half, days = ledger.compared(name, base)
        if not days:
            continue
        print(f"  {name:40} {share:+7.1%}  {apart:+.2f} ± {half:.2f} min against {base}, {days} days")
    for office in sorted({key[0] for key in ledger.waits[CUSTOM]}):
        for name in (BREAKS, SHIFTS):
            own = Ledger(
                waits={
                    each: {key: wait for key, wait in waits.items() if key[0] == office}
                    for each, waits in ledger.waits.items()
                }
            )
            share, apart, half, days = own.compared(name, CUSTOM)
            if not days:
                continue
            print(f"    office {office}, {name:24} {share:+7.1%}  {apart:+.2f} ± {half:.2f} min, {days} days")
    for name, seconds in ledger.seconds.items():
        print(
            f"  {name:40} {np.mean(seconds):.1f} s of CPU in the mean, {np.max(seconds):.1f} at most", end=""
        )
        gap = ledger.gaps.get(name)
        print(f"; gap {np.mean(gap):.1%}, out of time {ledger.out_of_time[name]}" if gap else "")
    for name, count in ledger.too_long.items():
        print(f"  {name:40} {count} of {ledger.people[name]} days of a person beyond 6 h without a break")
    if ledger.moves:
        print(f"  announced breaks moved: {np.mean(ledger.moves):.1f} a day")
    results.keep(rows(ledger))


def rows(ledger: Ledger) -> list[results.Result]:
    """Each bar and whether it is reached."""
    kept = []
    if ledger.waits.get(BREAKS):
        share, apart, half, _ = ledger.compared(BREAKS, CUSTOM)
        beyond = ledger.too_long[BREAKS]
        kept += [
            judged(BAR, "breaks: mean wait against two waves, %", value=100 * share, goal=(MOST, -5)),
            judged(BAR, "breaks: upper end of the 95 % interval, min", value=apart + half, goal=(MOST, 0)),
            judged(BAR, "breaks: slowest day, s of CPU", value=max(ledger.seconds[BREAKS]), goal=(MOST, 10)),
            judged(BAR, "breaks: people beyond 6 h, as planned", value=ledger.unlawful, goal=(MOST, 0)),
            judged(BAR, "breaks: people beyond 6 h, as played", value=beyond, goal=(MOST, 0)),
        ]
    if ledger.paid:
        share, *_ = ledger.compared(SHIFTS, CUSTOM)
        kept += [
            judged(
                BAR, "shifts and breaks: mean wait against two waves, %", value=100 * share, goal=(MOST, -10)
            ),
            judged(BAR, "shifts and breaks: paid time, of two waves", value=max(ledger.paid), goal=(MOST, 1)),
        ]
    return kept


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=list(held_seeds.PLAN_OFFICES))
    options.add_argument("--days", type=int, default=40)
    options.add_argument("--shift-days", type=int, default=40)
    options.add_argument("--wrong-days", type=int, default=40)
    options.add_argument("--replan-days", type=int, default=6)
    options.add_argument("--patience", type=float, default=1.0)
    given = options.parse_args()
    longest = max(given.days, given.shift_days, given.wrong_days)
    ledger = Ledger()
    for seed in given.seeds:
        office = office_of(seed)
        learned = learn(office, [each + 1000 * seed for each in held_seeds.PLAN_TRAINING_DAYS])
        for number, day in enumerate(held_seeds.PLAN_DAYS[:longest]):
            measure_day(ledger, office, learned, (seed, day), number, given)
        for name in (BREAKS, SHIFTS):
            share, apart, half, days = ledger.compared(name, CUSTOM)
            print(
                f"  up to office {seed}: {name} {share:+.1%} ({apart:+.2f} ± {half:.2f}), {days}", flush=True
            )
    report(ledger)


if __name__ == "__main__":
    main()
