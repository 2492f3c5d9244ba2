# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""AUFRUF-WAIT-1: what people are told about their wait, against what happened.

python -m benchmarks.measure_waits [--seeds 201 202 203 204 211 212 213] [--days 40] [--side-days 15]
                                   [--load 1.0]

Each seed is an office: of 30 staff, 211 to 213 of 4 to 6. It learns from 20 days with the product's own
learner, recalibrates on 60, and is measured on the next, all day long. Nobody's patience or presence is
known: who gives up is called in vain, who is logged in is there. Beside it, the joint quantile regression on
all naive features, fitted on the same days. Intervals are by days (bootstrap): a day's errors go together.
What is looked at beside the bars is recalibrated on 30 days; without a goal, on every third office.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from aufruf.planning.learning.demand import learn
from aufruf.planning.waits.scene import Scene
from aufruf.planning.waits.simulate import outlook
from benchmarks import held_seeds, results
from benchmarks.results import LEAST, MOST, Result, judged
from benchmarks.wait_days import Twist, live
from benchmarks.wait_rows import Days, Measured, measure, office_for
from benchmarks.wait_sight import catalogue_of, date_of, facts_of, sight

BAR = "AUFRUF-WAIT-1"
LARGE = 30
TWISTS = {
    "gamma durations": Twist(gamma=True),
    "walk-ins in bursts": Twist(bursts=True),
    "20 % of skills wrong": Twist(skills_wrong=True),
    "breaks 20 min late": Twist(breaks_late=True),
}
Of = Callable[[Measured], np.ndarray]


def error(which: str) -> Of:
    """The absolute errors of one way to foresee."""
    return lambda office: np.abs(getattr(office, which)[:, 1] - office.actual)


def covered(which: str) -> Of:
    """Whether each wait was within what was told."""
    return lambda office: (
        (office.actual >= getattr(office, which)[:, 0]) & (office.actual <= getattr(office, which)[:, 2])
    ).astype(float)


def width(which: str) -> Of:
    """How wide what was told is."""
    return lambda office: getattr(office, which)[:, 2] - getattr(office, which)[:, 0]


def by_days(offices: Sequence[Measured], *of: Of) -> np.ndarray:
    """For each office-day the sums of these, and how many there were."""
    rows = [
        [*(float(values[office.day == day].sum()) for values in table), float((office.day == day).sum())]
        for office in offices
        for table in [[each(office) for each in of]]
        for day in np.unique(office.day)
    ]
    return np.array(rows)


def interval(rows: np.ndarray, ratio: Callable[[np.ndarray], float]) -> tuple[float, float]:
    """The middle 95 % of the ratio of sums when office-days are drawn anew."""
    chance = np.random.default_rng(1)
    drawn = [ratio(rows[chance.integers(0, len(rows), len(rows))].sum(axis=0)) for _ in range(1000)]
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


def mean(offices: Sequence[Measured], of: Of) -> float:
    """Over all forecasts of these offices."""
    return float(np.concatenate([of(office) for office in offices]).mean())


def describe(name: str, offices: Sequence[Measured]) -> None:
    """Print each office on a line."""
    print(f"\n{name}  [{results.machine()}]")
    print(
        "  office staff     n  wait   MAE  raw naive ratio   bias cover  raw naive width naive"
        " unserved Brier base"
    )
    for office in offices:
        one = [office]
        naive = mean(one, error("naive")) if len(office.naive) else float("nan")
        told = mean(one, error("told"))
        print(
            f"  {office.office:6} {office.people:5} {len(office.actual):5} {office.actual.mean():5.1f}"
            f" {told:5.2f}"
            f" {mean(one, error('raw')):4.1f} {naive:5.1f} {told / naive:5.2f}"
            f" {float((office.told[:, 1] - office.actual).mean()):6.2f} {mean(one, covered('told')):5.3f}"
            f" {mean(one, covered('raw')):.2f}"
            f" {mean(one, covered('naive')) if len(office.naive) else float('nan'):5.2f}"
            f" {mean(one, width('told')):5.1f}"
            f" {mean(one, width('naive')) if len(office.naive) else float('nan'):5.1f}"
            f" {office.unserved.mean():8.3f} {brier(one):5.3f} {brier(one, base=True):5.3f}",
            flush=True,
        )


def brier(offices: Sequence[Measured], *, base: bool = False) -> float:
    """The mean square of what was said about not being called today, less what happened."""
    terms = [
        ((office.base_rate if base else office.not_today) - office.unserved) ** 2 for office in offices
    ]  # fmt: skip
    return float(np.concatenate(terms).mean())


def judge_errors(offices: Sequence[Measured], name: str, goal: float) -> list[Result]:
    """The error against the yardstick."""
    if not offices:
        return []
    rows = by_days(offices, error("told"), error("naive"))
    low, high = interval(rows, lambda sums: float(sums[0] / sums[1]))
    value = mean(offices, error("told")) / mean(offices, error("naive"))
    print(f"  {name}: error / yardstick {value:.3f}, 95 % of {low:.3f} to {high:.3f}")
    return [judged(BAR, f"MAE / joint quantile regression, {name}", value=value, goal=(MOST, goal))]


def judge_cover(
    offices: Sequence[Measured], name: str, *, each: tuple[float, float] | None, pooled: tuple[float, float]
) -> list[Result]:
    """How often what was told held."""
    rows = by_days(offices, covered("told"))
    low, high = interval(rows, lambda sums: float(sums[0] / sums[1]))
    value = mean(offices, covered("told"))
    print(f"  {name}: covered {value:.3f}, 95 % of {low:.3f} to {high:.3f}")
    found = [
        judged(
            BAR, f"coverage of the 80 % range, {name}, pooled (low)", value=value, goal=(LEAST, pooled[0])
        ),
        judged(
            BAR, f"coverage of the 80 % range, {name}, pooled (high)", value=value, goal=(MOST, pooled[1])
        ),
    ]
    if each is not None:
        of_each = [mean([office], covered("told")) for office in offices]
        found += [
            judged(BAR, f"coverage, {name}, lowest office", value=min(of_each), goal=(LEAST, each[0])),
            judged(BAR, f"coverage, {name}, highest office", value=max(of_each), goal=(MOST, each[1])),
        ]
    return found


def crowded_scene(load: float) -> Scene:
    """An office of 30 staff with exactly 100 who wait, on an invented day that is not measured."""
    office = office_for(7, LARGE, load=load)
    learned = learn([facts_of(live(office, 1, Twist()), date_of(0))], catalogue_of(office))
    scene = sight(live(office, 2, Twist()), 150.0, learned, date_of(1), seed=1).scene
    waiting = (scene.waiting * 100)[:100]
    assert len(scene.servers) == LARGE
    return replace(scene, waiting=waiting, futures=200)


def judge_speed(load: float) -> list[Result]:
    """CPU time of one forecast."""
    scene = crowded_scene(load)
    outlook(scene)
    spent = []
    for _ in range(25):
        began = time.process_time()
        outlook(scene)
        spent.append(1000 * (time.process_time() - began))
    results.table("one forecast: 100 tickets, 30 staff, 200 futures", [("CPU", spent, "ms")])
    return [judged(BAR, "CPU of one forecast, ms", value=statistics.median(spent), goal=(MOST, 50))]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    every = [*held_seeds.WAIT_LARGE, *held_seeds.WAIT_SMALL]
    options.add_argument("--seeds", type=int, nargs="+", default=every)
    options.add_argument("--days", type=int, default=40)
    options.add_argument("--side-days", type=int, default=15)
    options.add_argument("--load", type=float, default=1.0)
    given = options.parse_args()
    days = Days(
        training=held_seeds.WAIT_TRAINING,
        calibration=held_seeds.WAIT_CALIBRATION,
        test=held_seeds.WAIT_TEST[: given.days],
    )
    aside = replace(days, calibration=days.calibration[:30], test=days.test[: given.side_days])
    alone = replace(aside, training=days.training[:1], calibration=())

    def measured(title: str, days: Days, twist: Twist, *, every: int = 1) -> list[Measured]:
        found = [
            measure(seed, held_seeds.WAIT_SMALL.get(seed, LARGE), days, twist, load=given.load)
            for seed in given.seeds[::every]
        ]
        describe(title, found)
        return found

    rows = judge_speed(given.load)
    plain = measured("as it is believed to be", days, Twist())
    rows += judge_errors([each for each in plain if each.people == LARGE], "30 staff", 0.85)
    rows += judge_errors([each for each in plain if each.people < LARGE], "4 to 6 staff", 0.80)
    rows += judge_cover(plain, "all offices", each=(0.76, 0.84), pooled=(0.78, 0.82))
    value = brier(plain) / brier(plain, base=True)
    rows.append(judged(BAR, "Brier of P(not today) / base rate", value=value, goal=(MOST, 1)))
    results.keep(rows)
    absent = measured("7 % absent, known from log-ins", aside, Twist(absences=True))
    results.keep(judge_cover(absent, "7 % absent", each=None, pooled=(0.74, 0.86)))
    first = measured("after one day of history", alone, Twist())
    cover = mean(first, covered("told"))
    results.keep([judged(BAR, "coverage after one day of history", value=cover, goal=(LEAST, 0.70))])
    for name, twist in TWISTS.items():  # without a goal
        measured(name, aside, twist, every=3)


if __name__ == "__main__":
    main()
