# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""How large the safety and the margin before six hours should be, tried on offices that are not measured.

python -m benchmarks.tune_plans [--seeds 21 22] [--days 12]

It must not see the held seeds (tests/unit/test_held_seeds.py). About 3 s for each day and line.
"""

import argparse
from dataclasses import dataclass

import numpy as np

from aufruf.planning.plans.balance import BreakRules, Freedom, Proposal
from aufruf.planning.plans.pooled_plan import propose
from aufruf.planning.plans.staffing_rules import LONGEST_STRETCH
from benchmarks.office_plans import learn, problem_of, staffing_of
from benchmarks.office_world import longest_stretch, office_of

TRAINING, TRIED = range(2001, 2041), range(2101, 2141)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What is tried: `rare` is the quantile of the durations that is the margin; None: `margin` minutes."""

    safety: float = 0.8
    rare: float | None = 0.999
    margin: int = 60
    delay: bool = True


SETTINGS = {
    "as it is": Setting(),
    "less safety": Setting(safety=0.4),
    "more safety": Setting(safety=1.2),
    "breaks begin on time, it is believed": Setting(delay=False),
    "margin of an hour": Setting(rare=None),
    "margin of an hour and a half": Setting(rare=None, margin=90),
    "margin of a rarer service": Setting(rare=0.9995),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seeds", type=int, nargs="+", default=[21, 22])
    options.add_argument("--days", type=int, default=12)
    given = options.parse_args()
    apart: dict[str, list[float]] = {name: [] for name in SETTINGS}
    beyond = dict.fromkeys(SETTINGS, 0)
    before = []
    for seed in given.seeds:
        office = office_of(seed)
        learned = learn(office, TRAINING)
        for each in TRIED[: given.days]:
            day = office.day(each)
            by_custom = float(office.play(day, office.custom).waited(day).mean())
            before.append(by_custom)
            for name, setting in SETTINGS.items():
                breaks = BreakRules(
                    long_service=setting.margin,
                    expected_delay=round(learned.break_delay) if setting.delay else 0,
                )
                answer = propose(
                    problem_of(
                        office,
                        learned,
                        day,
                        freedom=Freedom.BREAKS,
                        breaks=breaks,
                        safety=setting.safety,
                        rare=setting.rare,
                    )
                )
                assert isinstance(answer, Proposal), answer
                staffing = staffing_of(answer.duties)
                played = office.play(day, staffing)
                apart[name].append(float(played.waited(day).mean()) - by_custom)
                beyond[name] += int((longest_stretch(office, played, staffing) > LONGEST_STRETCH).sum())
    for name, differences in apart.items():
        half = 1.96 * np.std(differences, ddof=1) / np.sqrt(len(differences))
        share = np.mean(differences) / np.mean(before)
        print(f"  {name:40} {share:+.1%}  {np.mean(differences):+.2f} ± {half:.2f} min", end="")
        print(f", {beyond[name]} beyond 6 h")


if __name__ == "__main__":
    main()
