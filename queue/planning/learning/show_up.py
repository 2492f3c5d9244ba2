# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who comes for their appointment: a logistic regression on service, time since booking and channel.

Penalised (ridge): an effect of which little was seen stays near none. In plain Python, one coefficient after
the other: the log-likelihood is concave, so that they settle whatever the order.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aufruf.planning.learning.learned import LEADS, ShowUp
from aufruf.planning.learning.observed import Promised

PRIOR = ShowUp()
BASE_SD = 1.0  # how far, in log-odds, an office may be from what is true of offices elsewhere
EFFECT_SD = 0.5  # how far a service, a lead time or a channel may be from the office's own
ROUNDS = 60
SETTLED = 1e-6
LONGEST_STEP = 1.0

Name = tuple[str, str]  # of a coefficient: its kind and what it is about
BASE: Name = ("base", "")


@dataclass(slots=True)
class _Cell:
    """Appointments of which nothing tells them apart."""

    names: tuple[Name, ...]
    count: int = 0
    came: int = 0
    odds: float = 0.0


def show_up_of(appointments: Iterable[Promised]) -> ShowUp:
    """How likely people come, from whether they did. Of several services the first counts."""
    cells: dict[tuple[Name, ...], _Cell] = {}
    for each in appointments:
        names = _names(each)
        cell = cells.setdefault(names, _Cell(names))
        cell.count += 1
        cell.came += each.came
    found = _fitted([cells[names] for names in sorted(cells)])
    return ShowUp(
        base=found.get(BASE, PRIOR.base),
        by_service={what: found[kind, what] for kind, what in sorted(found) if kind == "service"},
        by_lead=tuple(found.get(("lead", str(index)), 0.0) for index in range(len(LEADS))),
        by_channel={what: found[kind, what] for kind, what in sorted(found) if kind == "channel"},
    )


def _names(each: Promised) -> tuple[Name, ...]:
    lead = sum(each.lead_days >= first for first in LEADS[1:])
    names = [BASE, ("lead", str(lead))]
    names += [("service", service) for service in each.services[:1]]
    names += [("channel", each.channel)] if each.channel else []
    return tuple(names)


def _fitted(cells: Sequence[_Cell]) -> dict[Name, float]:
    about: dict[Name, list[_Cell]] = defaultdict(list)
    for cell in cells:
        cell.odds = PRIOR.base
        for name in cell.names:
            about[name].append(cell)
    found = {name: PRIOR.base if name == BASE else 0.0 for name in about}
    for _ in range(ROUNDS):
        longest = 0.0
        for name, concerned in about.items():
            step = _step(name, found[name], concerned)
            found[name] += step
            for cell in concerned:
                cell.odds += step
            longest = max(longest, abs(step))
        if longest < SETTLED:
            break
    return found


def _step(name: Name, value: float, concerned: Sequence[_Cell]) -> float:
    """Newton's step for one coefficient, never a long one."""
    expected, weight = (PRIOR.base, BASE_SD**-2) if name == BASE else (0.0, EFFECT_SD**-2)
    slope, curve = weight * (expected - value), weight
    for cell in concerned:
        likely = 1 / (1 + math.exp(-cell.odds))
        slope += cell.came - cell.count * likely
        curve += cell.count * likely * (1 - likely)
    return max(-LONGEST_STEP, min(LONGEST_STEP, slope / curve))
