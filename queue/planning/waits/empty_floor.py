# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office for the simulator before anybody is in it."""

from collections.abc import Sequence

import numpy as np

from aufruf.planning.waits import floor as rows
from aufruf.planning.waits.floor import FOREVER, LANES, NOBODY, RETURNS, Floor
from aufruf.planning.waits.scene import Rule, Server, Type

QUARTER = 15


def empty_floor(
    *,
    rule: Rule,
    ends: float,
    types: Sequence[Type],
    servers: Sequence[Server],
    room: int,
    questions: int = 0,
    quarters: Sequence[float] = (),
) -> Floor:
    """An office with room for so many tickets, none of which is there yet."""
    can = np.array([server.can for server in servers], dtype=bool).reshape(len(servers), len(types))
    classes: dict[bytes, int] = {}  # types that the same servers may serve wait in the same lanes
    of_type = [classes.setdefault(can[:, number].tobytes(), len(classes)) for number in range(len(types))]
    one_of = {class_: number for number, class_ in enumerate(of_type)}
    floor = Floor(
        states=np.zeros(1, rows.STATE),
        types=np.zeros(len(types), rows.TYPE),
        can=np.ascontiguousarray(can[:, [one_of[class_] for class_ in range(len(classes))]]),
        servers=np.zeros(len(servers), rows.SERVER),
        wakes=np.array([server.begins for server in servers], dtype=float),
        breaks=np.zeros((len(servers), max((len(each.breaks) for each in servers), default=0)), rows.BREAK),
        tickets=np.zeros(room + questions, rows.TICKET),
        entries=np.zeros(2 * room, rows.ENTRY),
        lanes=np.zeros(LANES * len(classes) + len(servers), rows.LANE),
        lists=np.zeros((4, max(RETURNS * room, questions)), np.int64),
        quarters=np.maximum(0.0, np.array(quarters, dtype=float)) / QUARTER,
    )
    state = floor.states[0]
    state["credit"], state["rate"] = rule.credit, rule.rate
    state["early"], state["grace"], state["ends"] = rule.early, rule.grace, ends
    state["room"], state["classes"] = room, len(classes)
    floor.types["log_mean"] = [each.log_mean for each in types]
    floor.types["log_sd"] = [max(0.0, each.log_sd) for each in types]
    floor.types["class_"] = of_type
    floor.servers["ends"] = [server.ends for server in servers]
    floor.servers["pace"] = 1.0
    floor.servers["range"] = can.sum(axis=1)
    floor.breaks["due"] = floor.breaks["began"] = FOREVER
    for i, server in enumerate(servers):
        for which, (due, minutes) in enumerate(sorted(server.breaks)):
            floor.breaks[i, which] = (due, minutes, FOREVER)
    floor.lanes["first"] = floor.lanes["last"] = floor.entries["lane"] = NOBODY
    return floor
