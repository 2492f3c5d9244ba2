# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""One whole day of which everything is given: who comes when, how long each takes, who gives up.

The same clockwork as in the forecasts, so what is proven of the one holds for the other; for comparing two
ways to run a day with the same people, and for tests and benchmarks.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aufruf.planning.waits.clockwork import play
from aufruf.planning.waits.empty_floor import empty_floor
from aufruf.planning.waits.floor import ENTERING, FOREVER, NOBODY, Flags, Numbers, Rows, Whole
from aufruf.planning.waits.scene import Rule, Server, Type

Order = Whole | slice  # where each row's person stands among those given; all of a slice: in the same place


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Who comes, in any order; one number for each in every column. FOREVER: never, none."""

    arrived: Numbers
    type: Whole
    kind: Whole  # see scene.Kind
    booked: Numbers
    leaves: Numbers  # gives up then, without telling anybody
    minutes: Numbers  # of service
    deaf: Whole  # so many calls they do not hear, though they are there


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedDay:
    """What became of everybody, in the order of `People`. FOREVER: it never came to that."""

    called: Numbers  # for the first time
    began: Numbers
    ended: Numbers
    server: Whole  # who served them; NOBODY
    calls: Whole
    called_at: Numbers  # [person, call]
    called_by: Whole
    break_began: Numbers  # [server, break]; FOREVER: not taken

    @property
    def served(self) -> Flags:
        """Who was served."""
        return np.asarray(self.began < FOREVER)


def play_day(
    people: People,
    *,
    rule: Rule,
    ends: float,
    servers: Sequence[Server],
    pace: Sequence[float] | None = None,
    between: float = 0.0,
    in_vain: float = 1.5,
) -> PlayedDay:
    """The day as it goes. `pace`: what each server needs, as a multiple of the given minutes."""
    if not servers or not len(people.arrived):
        return _nothing(len(people.arrived), servers)
    types = [Type(log_mean=0.0, log_sd=0.0)] * len(servers[0].can)
    if people.type.min() < 0 or people.type.max() >= len(types):
        raise ValueError("somebody has a type that no server knows")
    count = len(people.arrived)
    order: Order = slice(None)
    if (np.diff(people.arrived) < 0).any():
        order = np.argsort(people.arrived, kind="stable")
    floor = empty_floor(rule=rule, ends=ends, types=types, servers=servers, room=count)
    state, mine = floor.states[0], floor.tickets
    state["between"], state["in_vain"] = between, in_vain
    state["until"], state["left"], state["tickets"] = -FOREVER, 1, count
    if pace is not None:
        floor.servers["pace"] = pace
    for name in ("arrived", "type", "booked", "leaves", "minutes", "deaf"):
        mine[name] = getattr(people, name)[order]
    mine["not_before"] = mine["enters"] = mine["arrived"]
    mine["sent"] = NOBODY
    mine["vanishes"] = FOREVER
    mine["began"] = mine["ended"] = mine["called_at"] = FOREVER
    floor.lists[ENTERING, :count] = np.arange(count)
    state["to"][ENTERING] = count
    play(floor, float(people.arrived.min()), people.kind[order])
    return _result(mine, order, floor.breaks)


def _result(mine: Rows, order: Order, breaks: Rows) -> PlayedDay:
    """The rows in the order in which the people were given."""
    back = order if isinstance(order, slice) else np.argsort(order, kind="stable")
    return PlayedDay(
        called=mine["called"][back],
        began=mine["began"][back],
        ended=mine["ended"][back],
        server=mine["server"][back],
        calls=mine["calls"][back],
        called_at=mine["called_at"][back],
        called_by=mine["called_by"][back],
        break_began=breaks["began"],
    )


def _nothing(count: int, servers: Sequence[Server]) -> PlayedDay:
    never = np.full(count, FOREVER)
    return PlayedDay(
        called=never,
        began=never,
        ended=never,
        server=np.full(count, NOBODY),
        calls=np.zeros(count, np.int64),
        called_at=np.full((count, 3), FOREVER),
        called_by=np.full((count, 3), NOBODY),
        break_began=np.full((len(servers), max((len(each.breaks) for each in servers), default=0)), FOREVER),
    )
