# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why an office could give no appointment, however empty its calendar were."""

import datetime as dt
from typing import Any

import pytest

from aufruf.domain.catalogue import Counter, CounterKind, Resource, Shift, StaffMember
from aufruf.domain.obstacles import obstacle
from aufruf.domain.opening import Closure, OpeningHours
from tests.builders import BERLIN, EIGHT, EIGHTEEN, MONDAY, office, service

WEEK = [MONDAY + dt.timedelta(days=index) for index in range(7)]
ANNA_PASS = (StaffMember(id="anna", skills=frozenset({"pass"})),)
SATURDAY_ALONE = (Shift(staff="anna", weekday=5, local_from=EIGHT, local_to=EIGHTEEN),)
AT_TERMINAL = {"ausweis": service(resource=Resource.TERMINAL)}
TERMINAL = (Counter(id="t", kind=CounterKind.TERMINAL),)


@pytest.mark.parametrize(
    ("changes", "services", "found"),
    [
        ({}, ["ausweis"], None),
        ({"shifts": ()}, ["ausweis"], "nobody_there"),
        ({"shifts": SATURDAY_ALONE}, ["ausweis"], "nobody_there"),
        ({"staff": ANNA_PASS}, ["ausweis"], "nobody_able"),
        ({"staff": ANNA_PASS}, ["pass"], None),
        ({"staff": ANNA_PASS}, ["pass", "ausweis"], "nobody_able"),
        ({"opening": OpeningHours(zone=BERLIN, rules=())}, ["ausweis"], "closed"),
        ({"staff": (), "counters": TERMINAL}, ["ausweis"], "nobody_there"),
        ({"services": AT_TERMINAL, "shifts": ()}, ["ausweis"], "no_terminal"),
        ({"services": AT_TERMINAL, "shifts": (), "counters": TERMINAL}, ["ausweis"], None),
    ],
)
def test_it_says_what_is_missing(changes: dict[str, Any], services: list[str], found: str | None) -> None:
    assert obstacle(office(**changes), services, WEEK) == found


def test_one_day_on_which_it_works_is_enough() -> None:
    opening = office().opening
    closed = Closure(first=WEEK[0], last=WEEK[3])
    here = office(opening=OpeningHours(zone=BERLIN, rules=opening.rules, closures=(closed,)))
    assert obstacle(here, ["ausweis"], WEEK[:4]) == "closed"
    assert obstacle(here, ["ausweis"], WEEK[:5]) is None
