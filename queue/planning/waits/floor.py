# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an office looks like to the simulator: arrays, one row for each ticket, server, question.

Tickets that differ in nothing but their age wait in one lane, the oldest first: so whom somebody calls next
is found by looking at the heads of a few lanes, however many wait. A lane is a double chain of entries;
entry 2·j is ticket j's own, entry 2·j + 1 its appointment's (people with priority can have both).
"""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

NOBODY = -1
FOREVER = 1e18
#: Lanes of a class of types, by kind; in the last one wait appointments that are not due yet.
LANES, EARLY_LANE = 4, 3
#: A call that nobody answers is repeated after so many minutes, so many times (docs/call-order.md).
RETURNS_AFTER, RETURNS = 5.0, 2
#: Lists of tickets: not here yet; coming back; questions not asked yet; questions not answered yet.
ENTERING, RETURNING, ASKED, ASKING = 0, 1, 2, 3

#: All is eight bytes wide: so each compiled function exists once.
TICKET = np.dtype(
    [
        ("arrived", "f8"),
        ("not_before", "f8"),  # may be called from then on
        ("enters", "f8"),  # when that is next: later, once a call was missed
        ("due", "f8"),  # of an appointment that keeps its credit; else FOREVER
        ("since", "f8"),  # its appointment's score counts from then on
        ("booked", "f8"),
        ("leaves", "f8"),  # gives up, without telling anybody
        ("vanishes", "f8"),  # gives up, and tells
        ("minutes", "f8"),  # of service; negative: drawn when it begins
        ("called", "f8"),  # for the first time; FOREVER: never
        ("began", "f8"),
        ("ended", "f8"),
        ("type", "i8"),
        ("own", "i8"),  # the kind of its own entry; NOBODY: it has its appointment's alone
        ("sent", "i8"),  # to this server
        ("calls", "i8"),
        ("deaf", "i8"),  # calls not answered though there; negative: drawn at each call
        ("server", "i8"),
        ("called_at", "f8", (1 + RETURNS,)),  # each call
        ("called_by", "i8", (1 + RETURNS,)),
    ],
    align=True,
)
ENTRY = np.dtype([("key", "f8"), ("lane", "i8"), ("before", "i8"), ("behind", "i8")], align=True)
LANE = np.dtype(
    [("first", "i8"), ("last", "i8"), ("waiting", "i8")], align=True
)  # waiting: in the class, at its first
SERVER = np.dtype(
    [
        ("ends", "f8"),
        ("idle_since", "f8"),
        ("pace", "f8"),  # time needed, as a multiple of the usual
        ("idle", "i8"),
        ("range", "i8"),  # how many types they may serve
        ("breaks_had", "i8"),
    ],
    align=True,
)
BREAK = np.dtype([("due", "f8"), ("minutes", "f8"), ("began", "f8")], align=True)
TYPE = np.dtype([("log_mean", "f8"), ("log_sd", "f8"), ("class_", "i8"), ("summed", "f8")], align=True)
STATE = np.dtype(
    [
        ("credit", "f8", (3,)),
        ("rate", "f8", (3,)),
        ("early", "f8"),
        ("grace", "f8"),
        ("ends", "f8"),
        ("no_answer", "f8"),
        ("in_vain", "f8"),  # minutes that a call takes which nobody answers
        ("between", "f8"),
        ("patience", "f8"),
        ("tells", "f8"),  # share of those who give up
        ("late_mean", "f8"),
        ("late_sd", "f8"),
        ("priority_share", "f8"),
        ("until", "f8"),
        ("pace_sd", "f8"),  # of ln(what one server needs, as a multiple of what all do)
        ("speed", "f8"),  # ln of how much longer everything takes in this future
        ("demand", "f8"),  # how many more come in this future
        ("by_chance", "f8"),  # when the next one comes without an appointment
        ("classes", "i8"),
        ("watched", "i8"),  # the first so many tickets: the play ends when they and all questions are called
        ("idle", "i8"),  # so many servers are
        ("left", "i8"),  # how many of them are not
        ("tickets", "i8"),  # so many rows are in use
        ("room", "i8"),  # so many may be
        ("at", "i8", (4,)),  # where each list begins
        ("to", "i8", (4,)),  # and ends
    ],
    align=True,
)

Rows = npt.NDArray[np.void]
Row = Any  # one of them: NumPy has no type for its fields
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Floor(NamedTuple):
    """All that is on the move, and the rules by which it moves."""

    states: Rows  # one row
    types: Rows
    can: Flags  # [server, class]
    servers: Rows
    wakes: Numbers  # when each server is free, back, or due for a break
    breaks: Rows  # [server, break]
    tickets: Rows  # questions come last
    entries: Rows
    lanes: Rows  # LANES for each class, then one for each server: those who were sent there
    lists: Whole
    quarters: Numbers  # walk-ins a minute, by quarter hour of the day
