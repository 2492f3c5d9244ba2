# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""The day, played forward: from an office at one moment to how long everybody waits.

Needs NumPy and Numba, and seconds when it is used for the first time: only the worker process, commands,
tests and benchmarks import it.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from aufruf.planning.waits.empty_floor import QUARTER, empty_floor
from aufruf.planning.waits.floor import FOREVER, NOBODY, Floor, Rows
from aufruf.planning.waits.futures import BUSY, EXPECTED, Seen, play_futures
from aufruf.planning.waits.scene import LEVELS, Outlook, Scene, Spread, Ticket

#: Tickets times futures are not more than this: with very many people there are fewer futures, never fewer
#: than the least.
LARGEST, LEAST_FUTURES = 200_000, 40
MOST_COMING = 20_000


def outlook(scene: Scene) -> Outlook:
    """How long everybody waits who waits, and how long whoever is asked about would.

    The same scene gives the same answer. ValueError: something speaks of what the scene does not have.
    """
    _check(scene)
    if not scene.servers:
        nothing = Spread(quantiles=None, not_today=1.0)
        return Outlook(waiting=(nothing,) * len(scene.waiting), questions=(nothing,) * len(scene.questions))
    if not scene.waiting and not scene.questions:
        return Outlook(waiting=(), questions=())
    floor = _floor_of(scene)
    seen = _seen_in(scene, floor)
    people = len(scene.waiting) + len(scene.expected)
    futures = max(1, min(scene.futures, max(LEAST_FUTURES, LARGEST // max(1, people))))
    called = np.empty((futures, len(scene.waiting)))
    answered = np.empty((futures, len(scene.questions)))
    play_futures(floor, seen, scene.now, scene.seed, called, answered)
    arrived = np.array([max(scene.now, ticket.arrived) for ticket in scene.questions])
    return Outlook(waiting=_spreads(called - scene.now), questions=_spreads(answered - arrived))


def _check(scene: Scene) -> None:
    """Compiled code does not look whether a number is within its bounds."""
    for server in scene.servers:
        if len(server.can) != len(scene.types) or not _within(server.serves, scene.types):
            raise ValueError("a server serves types that the scene does not have")
    for ticket in (*scene.waiting, *scene.questions):
        if not _within(ticket.type, scene.types) or (ticket.server is not None and ticket.server < 0):
            raise ValueError("a ticket has a type or server that the scene does not have")
    if not all(_within(each.type, scene.types) for each in scene.expected):
        raise ValueError("an appointment has a type that the scene does not have")
    if len(scene.coming.mix) not in {0, len(scene.types)}:
        raise ValueError("the mix has other types than the scene")


def _within(index: int | None, there: Sequence[object]) -> bool:
    return index is None or 0 <= index < len(there)


def _floor_of(scene: Scene) -> Floor:
    coming = scene.coming
    expected = sum(max(0.0, each) for each in coming.quarters[max(0, int(scene.now // QUARTER)) :])
    room = len(scene.waiting) + len(scene.expected) + min(MOST_COMING, 100 + int(4 * expected))
    floor = empty_floor(
        rule=scene.rule, ends=scene.ends, types=scene.types, servers=scene.servers,
        room=room, questions=len(scene.questions), quarters=coming.quarters,
    )  # fmt: skip
    state = floor.states[0]
    for name in ("no_answer", "in_vain", "between", "late_mean", "late_sd"):
        state[name] = getattr(scene, name)
    state["watched"] = len(scene.waiting)
    state["patience"] = FOREVER if scene.patience is None else max(scene.patience, 1e-3)
    # Durations were measured over all servers, so their spread holds how these differ.
    state["pace_sd"] = pace_sd = max(0.0, scene.pace_sd)
    floor.types["log_sd"] = np.sqrt(np.maximum(floor.types["log_sd"] ** 2 - pace_sd**2, 0.0))
    state["tells"] = min(1.0, max(0.0, scene.leavers_tell))
    state["priority_share"] = coming.priority_share
    summed = np.cumsum(np.maximum(0.0, np.array(coming.mix, dtype=float)))
    if len(summed) and summed[-1] > 0:
        floor.types["summed"] = summed / summed[-1]
        state["until"] = coming.until
    else:
        state["until"] = -FOREVER
    _write(floor.tickets[: len(scene.waiting)], scene.waiting, servers=len(scene.servers))
    _write(floor.tickets[room:], scene.questions, servers=len(scene.servers))
    floor.tickets["vanishes"] = FOREVER
    floor.tickets["enters"] = np.maximum(floor.tickets["not_before"], scene.now)
    return floor


def _write(mine: Rows, tickets: Sequence[Ticket], *, servers: int) -> None:
    """Tickets as rows. Whoever was sent to a server that is not there waits for nobody."""
    mine["type"] = [ticket.type for ticket in tickets]
    mine["arrived"] = [ticket.arrived for ticket in tickets]
    mine["booked"] = [FOREVER if ticket.booked is None else ticket.booked for ticket in tickets]
    mine["not_before"] = [
        FOREVER
        if ticket.server is not None and ticket.server >= servers
        else max(ticket.arrived, ticket.not_before or ticket.arrived)
        for ticket in tickets
    ]
    mine["sent"] = [NOBODY if ticket.server is None else ticket.server for ticket in tickets]
    mine["minutes"] = mine["deaf"] = -1


def _seen_in(scene: Scene, floor: Floor) -> Seen:
    here = floor.tickets[: len(scene.waiting)]
    asked = floor.tickets[floor.states[0]["room"] :]
    due = np.where(here["booked"] < FOREVER, here["booked"] - scene.rule.early, -FOREVER)
    counts_from = np.maximum(here["arrived"], due)
    late = here["not_before"] > scene.now
    busy = np.zeros(len(scene.servers), BUSY)
    for i, server in enumerate(scene.servers):
        serves = NOBODY if server.serves is None else server.serves
        busy[i] = (max(server.begins, scene.now), max(0.0, scene.now - server.since), serves)
    expected = np.zeros(len(scene.expected), EXPECTED)
    for row, each in enumerate(sorted(scene.expected, key=lambda each: each.booked)):
        expected[row] = (each.booked, min(1.0, max(0.0, each.shows)), 0.0, 0.0, each.type)
    return Seen(
        kinds=np.array([int(each.kind) for each in (*scene.waiting, *scene.questions)], dtype=np.int64),
        order=np.lexsort((here["arrived"], np.where(late, here["not_before"], counts_from))).astype(np.int64),
        asked=floor.states[0]["room"] + np.argsort(asked["enters"], kind="stable").astype(np.int64),
        expected=expected,
        busy=busy,
        speed=np.array(speed_today(scene)),
        demand=np.array(demand_today(scene)),
    )


def speed_today(scene: Scene) -> tuple[float, float]:
    """How much longer all takes today: mean and standard deviation of the logarithm (normal posterior)."""
    today = scene.today
    before, one = max(0.0, today.speed_sd) ** 2, max(1e-3, today.residual_sd) ** 2
    variance = before * one / (one + today.served * before)
    return variance * today.slower / one, float(np.sqrt(variance))


def demand_today(scene: Scene) -> tuple[float, float]:
    """How many more come today: shape and rate of a gamma posterior; (0, 1): as many as expected."""
    today = scene.today
    if today.demand_sd <= 0:
        return 0.0, 1.0
    before = 1 / today.demand_sd**2
    return before + today.came, before + max(0.0, today.came_expected)


def _spreads(waits: npt.NDArray[np.float64]) -> tuple[Spread, ...]:
    """What the futures ([future, ticket]) say; those in which somebody is not called today say only that."""
    futures, tickets = waits.shape
    ordered = np.sort(np.maximum(waits, 0.0), axis=0)
    served = (ordered < FOREVER / 2).sum(axis=0)
    # Level p lies at place p·(n + 1): then what really happens is one more draw among n.
    places = np.clip(np.outer(LEVELS, served + 1.0) - 1, 0, np.maximum(served - 1, 0))
    below = np.floor(places).astype(int)
    above = np.minimum(below + 1, np.maximum(served - 1, 0))
    column = np.arange(tickets)
    low, high = ordered[below, column], ordered[above, column]
    quantiles = low + (high - low) * (places - below)
    return tuple(
        Spread(
            quantiles=tuple(quantiles[:, j].tolist()) if served[j] else None,
            not_today=float(1 - served[j] / futures),
        )
        for j in range(tickets)
    )
