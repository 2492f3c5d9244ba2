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

TICKET = np.dtype(
    [
        ("arrived", "f8"),
        ("enters", "f8"),  # may be called from then on
        ("due", "f8"),  # of an appointment that keeps its credit; else FOREVER
        ("since", "f8"),  # its appointment's score counts from then on
        ("booked", "f8"),
        ("leaves", "f8"),  # gives up, without telling anybody
        ("minutes", "f8"),  # of service; negative: drawn when it begins
        ("called", "f8"),  # for the first time; FOREVER: never
        ("began", "f8"),
        ("ended", "f8"),
        ("type", "i4"),
        ("own", "i4"),  # the kind of its own entry; NOBODY: it has its appointment's alone
        ("sent", "i4"),  # to this server
        ("calls", "i4"),
        ("deaf", "i4"),  # calls not answered though there; negative: drawn at each call
        ("server", "i4"),
    ]
)
ENTRY = np.dtype([("key", "f8"), ("lane", "i4"), ("before", "i4"), ("behind", "i4")])
LANE = np.dtype([("first", "i4"), ("last", "i4")])
SERVER = np.dtype(
    [
        ("ends", "f8"),
        ("wakes", "f8"),  # free, back, or due for a break
        ("idle_since", "f8"),
        ("pace", "f8"),  # time needed, as a multiple of the usual
        ("idle", "?"),
        ("range", "i4"),  # how many types they may serve
        ("breaks_had", "i4"),
    ]
)
TYPE = np.dtype([("log_mean", "f8"), ("log_sd", "f8"), ("class_", "i4")])
COUNTS = np.dtype(
    [
        ("tickets", "i8"),
        ("watched", "i8"),  # tickets and questions not called yet; the play ends with the last
        ("returning_from", "i8"),
        ("returning_to", "i8"),
        ("asking", "i8"),
    ]
)
RETURNING = np.dtype([("at", "f8"), ("ticket", "i4")])
RULE = np.dtype(
    [("credit", "f8", (3,)), ("rate", "f8", (3,)), ("early", "f8"), ("grace", "f8"), ("ends", "f8")]
)
CHANCE = np.dtype(
    [
        ("no_answer", "f8"),
        ("in_vain", "f8"),  # minutes that a call takes which nobody answers
        ("between", "f8"),
        ("speed", "f8"),  # ln of how much longer everything takes in this future
        ("demand", "f8"),  # how many more come in this future
        ("patience", "f8"),
        ("priority_share", "f8"),
        ("until", "f8"),
        ("late_mean", "f8"),
        ("late_sd", "f8"),
    ]
)

Rows = npt.NDArray[np.void]
Row = Any  # one of them: NumPy has no type for its fields
Numbers = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


class Floor(NamedTuple):
    """All that is on the move, and the rules by which it moves."""

    rule: Rows  # one row
    chance: Rows  # one row
    counts: Rows  # one row
    types: Rows
    can: Flags  # [server, class]
    servers: Rows
    break_from: Numbers  # [server, break]; FOREVER: none
    break_minutes: Numbers
    break_began: Numbers
    tickets: Rows
    entries: Rows
    lanes: Rows  # LANES for each class, then one for each server: those who were sent there
    in_class: Whole  # how many wait, by class
    returning: Rows
    questions: Rows  # tickets, too
    asking: Whole  # the questions that wait for their answer
    quarters: Numbers  # walk-ins a minute, by quarter hour of the day
    mix: Numbers  # by type, summed up; empty: nobody comes
