# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What chance decides in the demo town, and when it wakes up."""

import datetime as dt
from collections import Counter
from importlib.resources import files
from itertools import combinations
from statistics import mean

import pytest

from aufruf.actions.importing import read_catalogue
from aufruf.demo.dice import (
    STEPS,
    Fate,
    die,
    items,
    manner,
    next_stuck,
    outcome,
    serving_time,
    stuck,
    way_to_counter,
    wish,
)
from aufruf.demo.mornings import are_closed, first_morning, next_waking, opening_before
from aufruf.domain.catalogue import Resource, concern
from aufruf.domain.help import HelpReason
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.domain.roles import DeviceKind
from tests.builders import BERLIN, SERVICES, at, office, service

MANY = range(2000)
CHRISTMAS = dt.date(2026, 12, 25)


def open_at_eight(*, holidays: frozenset[dt.date] = frozenset()) -> OpeningHours:
    rules = tuple(OpeningRule(weekday=d, local_from=dt.time(8), local_to=dt.time(16)) for d in range(5))
    return OpeningHours(zone=BERLIN, rules=rules, holidays=holidays)


def test_the_same_seed_draws_the_same_town() -> None:
    def town(seed: int) -> list[object]:
        return [wish(die(seed, "walk-in", n), office(), walk_in=True) for n in range(50)]

    assert town(1) == town(1)
    assert town(1) != town(2)


@pytest.mark.parametrize("walk_in", [True, False])
def test_nobody_wants_what_the_office_would_refuse(*, walk_in: bool) -> None:
    apart = {
        one.id: service(id=one.id, minutes=one.minutes, max_quantity=2, combinable=frozenset({one.id}))
        for one in SERVICES
    }
    closed = service(id="zu", walk_ins=not walk_in, appointments=walk_in)
    for there in (office(), office(services=apart), office(services={**apart, "zu": closed})):
        for n in MANY:
            concern(there, items(die(1, n), there, walk_in=walk_in), walk_in=walk_in)  # raises if refused


def test_most_people_come_and_some_do_not() -> None:
    fates = Counter(manner(die(1, n)).fate for n in MANY)
    assert set(fates) == set(Fate)
    assert 0.7 < fates[Fate.COMES] / len(MANY) < 0.85
    ways = [way_to_counter(die(1, n)) for n in MANY]
    assert 0.02 < ways.count(None) / len(MANY) < 0.09


def test_somebody_is_stuck_at_any_step_of_a_kiosk_or_terminal_with_a_service_that_is_offered() -> None:
    there = office()
    some = [stuck(die(1, n), there) for n in MANY]
    assert {(each.device, each.step) for each in some} == {
        (kind, one) for kind in STEPS for one in STEPS[kind]
    }
    assert set(STEPS) == {DeviceKind.KIOSK, DeviceKind.TERMINAL}
    assert {each.topic for each in some} == {None, *there.services}
    assert 0.05 < mean(each.answered_after is None for each in some) < 0.1  # nobody has time
    assert {outcome(die(1, n)) for n in MANY} == set(HelpReason)
    assert 12 < mean(next_stuck(die(1, n)).total_seconds() / 60 for n in MANY) < 18  # four an hour


def test_serving_takes_about_as_long_as_planned_and_never_for_ever() -> None:
    lengths = [serving_time(die(1, n), office(), (("ausweis", 2),)).total_seconds() / 60 for n in MANY]
    assert 25 < mean(lengths) < 32  # planned: 30
    assert max(lengths) <= 90
    assert len(set(lengths)) > len(MANY) / 2


@pytest.mark.parametrize(
    ("today", "morning"),
    [
        (at("03:00"), at("09:00")),
        (at("23:30"), at("09:00")),  # what matters is the weekday, not the hour
        (at("12:00", date=dt.date(2026, 11, 28)), at("09:00", date=dt.date(2026, 11, 30))),  # a Saturday
        (at("12:00", date=CHRISTMAS), at("09:00", date=dt.date(2026, 12, 28))),
    ],
)
def test_the_first_morning_is_a_weekday_at_nine(today: dt.datetime, morning: dt.datetime) -> None:
    there = office(opening=open_at_eight(holidays=frozenset({CHRISTMAS})))
    assert first_morning(there, after=today) == morning
    assert opening_before(there, morning) == morning - dt.timedelta(hours=1)


def test_an_office_that_never_opens_is_said_and_not_waited_for() -> None:
    there = office(opening=OpeningHours(zone=BERLIN, rules=()))
    with pytest.raises(LookupError, match="never open"):
        first_morning(there, after=at("09:00"))
    with pytest.raises(LookupError, match="never opens again"):
        next_waking([there], now=at("09:00"))


def test_the_town_sleeps_when_all_offices_have_closed_and_wakes_before_the_first_opens() -> None:
    until_four, until_six = office(opening=open_at_eight()), office()
    both = [until_four, until_six]
    assert not are_closed(both, now=at("06:00"))  # they are still to open
    assert not are_closed(both, now=at("17:00"))
    assert are_closed(both, now=at("18:00"))
    assert next_waking(both, now=at("18:00")) == at("07:55", date=dt.date(2026, 11, 24))
    friday = dt.date(2026, 11, 27)
    assert next_waking(both, now=at("18:30", date=friday)) == at("07:55", date=dt.date(2026, 11, 30))


def test_the_files_of_musterstadt_are_what_an_import_takes_without_a_word() -> None:
    folder = files("aufruf.demo") / "musterstadt"
    town = read_catalogue({file.name: file.read_bytes() for file in folder.iterdir()})
    assert town.warnings == ()
    assert len(town.offices) == 2
    assert 18 <= len(town.services) <= 25
    at_terminals = {entry.service_id for entry in town.offers if entry.resource is Resource.TERMINAL}
    assert at_terminals == {"passfoto-terminal"}  # which is no service of the administration
    assert all(entry.leika_keys for entry in town.services if entry.id not in at_terminals)
    assert {entry.kind.value for entry in town.counters or ()} == {"desk", "remote", "terminal"}


def test_in_musterstadt_two_people_can_do_each_service_with_what_goes_with_it() -> None:
    folder = files("aufruf.demo") / "musterstadt"
    town = read_catalogue({file.name: file.read_bytes() for file in folder.iterdir()})
    for place in town.offices:
        here = [entry for entry in town.offers if entry.office_id == place.id]
        offered = {entry.service_id for entry in here if entry.resource is Resource.COUNTER}
        skills = [entry.skills for entry in town.staff or () if entry.office_id == place.id]
        together = {
            (one.id, other.id)
            for one, other in combinations(town.services, 2)
            if {one.id, other.id} <= offered and other.id in one.combinable
        }
        for wanted in ({(one,) for one in offered}, together):
            for some in wanted:
                able = [can for can in skills if can is None or set(some) <= set(can)]
                assert len(able) >= 2, (place.id, some)  # one of them may be on a break
