# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asked for help, and for how long: first this office, then the shared pool, then the phone service.

Published, so that an office can see why nobody came: a level is asked for as long as the office's rules say.
Nobody waits for a level that has nobody, nor for one whose people are all away while somebody of a later one
is there. After the last level the citizen is told; whoever was asked may still come.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from aufruf.domain.help import HelpLevel
from aufruf.domain.help_rules import HelpRules

ORDER = tuple(HelpLevel)  # as they are asked
LEVELS: tuple[HelpLevel, ...] = tuple(level for level in ORDER if level is not HelpLevel.NOBODY)
HALF = 2


class Staffing(StrEnum):
    """Whether there is somebody at a level."""

    NONE = "none"  # nobody was ever named
    AWAY = "away"  # nobody looks just now
    THERE = "there"


def asked_now(
    level: HelpLevel,
    *,
    since: dt.datetime,
    rules: HelpRules,
    staffing: Mapping[HelpLevel, Staffing],
    now: dt.datetime,
) -> HelpLevel:
    """The level that is to be asked now, where this one was asked since then. It is never an earlier one.

    Whoever is asked next gets their whole time, so by time it is one level at each look.
    """
    while level is not HelpLevel.NOBODY and _is_over(level, since, rules, staffing, now):
        level, since = following(level), now
    return level


def _is_over(
    level: HelpLevel,
    since: dt.datetime,
    rules: HelpRules,
    staffing: Mapping[HelpLevel, Staffing],
    now: dt.datetime,
) -> bool:
    staffed = staffing.get(level, Staffing.NONE)
    if staffed is Staffing.NONE:
        return True
    if staffed is Staffing.AWAY and any(staffing.get(each) is Staffing.THERE for each in _later(level)):
        return True
    return now - since >= time_at(level, rules)


def following(level: HelpLevel) -> HelpLevel:
    """The level after this one; after the last there is nobody."""
    return ORDER[min(ORDER.index(level) + 1, len(ORDER) - 1)]


def has_reached(level: HelpLevel, wanted: HelpLevel) -> bool:
    """Whether those of a level have been asked by now."""
    return ORDER.index(level) >= ORDER.index(wanted)


def asked_again(level: HelpLevel) -> HelpLevel:
    """Who is asked when a helper has gone: the same as before, and after the last everybody anew."""
    return HelpLevel.OFFICE if level is HelpLevel.NOBODY else level


def time_at(level: HelpLevel, rules: HelpRules) -> dt.timedelta:
    """How long a level is asked before the next one is."""
    seconds = {
        HelpLevel.OFFICE: rules.office_seconds,
        HelpLevel.POOL: rules.pool_seconds,
        HelpLevel.PHONE: rules.phone_seconds,
        HelpLevel.NOBODY: 0,
    }
    return dt.timedelta(seconds=seconds[level])


def is_half_over(level: HelpLevel, *, since: dt.datetime, rules: HelpRules, now: dt.datetime) -> bool:
    """Whether half of a level's time has gone by: from then on everybody's page rings."""
    return now - since >= time_at(level, rules) / HALF


def _later(level: HelpLevel) -> tuple[HelpLevel, ...]:
    return LEVELS[LEVELS.index(level) + 1 :]
