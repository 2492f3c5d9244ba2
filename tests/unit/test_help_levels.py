# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who is asked for help, and when: for every way in which an office may be staffed, and any rules."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aufruf.domain.access import Person
from aufruf.domain.help import HelpLevel
from aufruf.domain.help_levels import (
    LEVELS,
    ORDER,
    Staffing,
    asked_again,
    asked_now,
    has_reached,
    is_half_over,
    time_at,
)
from aufruf.domain.help_rules import HelpRules, Naming
from aufruf.domain.helpers import THERE_FOR, Helper, fits, may_help, rings, shown_name, staffing_of
from aufruf.domain.roles import Role
from tests.builders import at, office
from tests.unit.stuck import request

SINCE = at("09:30")
OFFICE, POOL, PHONE, NOBODY = HelpLevel
NONE, AWAY, THERE = Staffing
RULES = HelpRules(office_seconds=60, pool_seconds=40, phone_seconds=30)
ALL_THERE: dict[HelpLevel, Staffing] = dict.fromkeys(LEVELS, THERE)
seconds = st.integers(0, 600)
some_rules = st.builds(HelpRules, office_seconds=seconds, pool_seconds=seconds, phone_seconds=seconds)
staffings = st.fixed_dictionaries(dict.fromkeys(LEVELS, st.sampled_from(Staffing)))


def after(passed: float, level: HelpLevel = OFFICE, **staffing: Staffing) -> HelpLevel:
    """Who is asked when a level has been asked for so many seconds; where not said, somebody is there."""
    there = ALL_THERE | {HelpLevel(name): staffed for name, staffed in staffing.items()}
    now = SINCE + dt.timedelta(seconds=passed)
    return asked_now(level, since=SINCE, rules=RULES, staffing=there, now=now)


def test_each_level_has_its_time_and_then_the_next_is_asked() -> None:
    assert [after(0), after(59), after(60), after(9999)] == [OFFICE, OFFICE, POOL, POOL]
    assert [after(39, POOL), after(40, POOL)] == [POOL, PHONE]
    assert [after(29, PHONE), after(30, PHONE), after(9999, NOBODY)] == [PHONE, NOBODY, NOBODY]


def test_nobody_waits_for_a_level_that_has_nobody() -> None:
    assert after(0, office=NONE) is POOL
    assert after(0, office=NONE, pool=NONE) is PHONE
    assert after(60, pool=NONE) is PHONE
    assert after(0, office=NONE, pool=NONE, phone=NONE) is NOBODY


def test_who_is_away_is_waited_for_only_where_nobody_else_is_there() -> None:
    assert after(0, office=AWAY) is POOL
    assert after(0, office=AWAY, pool=AWAY) is PHONE
    assert after(0, office=AWAY, pool=AWAY, phone=AWAY) is OFFICE
    assert after(0, office=AWAY, pool=NONE, phone=NONE) is OFFICE
    assert after(60, office=AWAY, pool=NONE, phone=NONE) is NOBODY


def test_an_office_that_gives_its_own_people_no_time_has_none() -> None:
    rules = HelpRules(office_seconds=0)
    assert asked_now(OFFICE, since=SINCE, rules=rules, staffing=ALL_THERE, now=SINCE) is POOL


@given(st.sampled_from(HelpLevel), some_rules, staffings, st.integers(0, 2000))
def test_it_only_goes_on_and_stops_where_somebody_is_given_time(
    level: HelpLevel, rules: HelpRules, staffing: dict[HelpLevel, Staffing], passed: int
) -> None:
    now = SINCE + dt.timedelta(seconds=passed)
    found = asked_now(level, since=SINCE, rules=rules, staffing=staffing, now=now)
    assert has_reached(found, level)
    if found is not NOBODY:
        assert staffing[found] is not NONE
        assert time_at(found, rules) > dt.timedelta(0)
        later = LEVELS[LEVELS.index(found) + 1 :]
        assert staffing[found] is THERE or all(staffing[each] is not THERE for each in later)
    if found is not level:  # whoever is asked now gets their whole time
        assert asked_now(found, since=now, rules=rules, staffing=staffing, now=now) is found
        skipped = ORDER[ORDER.index(level) + 1 : ORDER.index(found)]
        assert not any(staffing[each] is THERE and time_at(each, rules) for each in skipped)


@given(some_rules, staffings)
def test_in_the_end_the_citizen_is_told(rules: HelpRules, staffing: dict[HelpLevel, Staffing]) -> None:
    level, now = OFFICE, SINCE
    while level is not NOBODY:
        asked = asked_now(level, since=now, rules=rules, staffing=staffing, now=now)
        later = now + time_at(asked, rules)
        level = asked_now(asked, since=now, rules=rules, staffing=staffing, now=later)
        now = later
    assert now - SINCE <= sum((time_at(each, rules) for each in LEVELS), dt.timedelta(0))


def test_who_was_given_up_is_asked_where_they_were_or_everybody_anew() -> None:
    assert [asked_again(level) for level in ORDER] == [OFFICE, POOL, PHONE, OFFICE]


def helper(user: str = "hanna", **changes: Any) -> Helper:
    defaults: dict[str, Any] = {"user": user, "office": "mitte", "seen_at": SINCE}
    return Helper(**(defaults | changes))


@pytest.mark.parametrize(
    ("speaks", "wanted", "suits"),
    [
        ((), "de", True),
        ((), "de-simple", True),
        ((), "en", False),
        (("en",), "en", True),
        (("tr",), "en", False),
        (("en",), "de", True),
    ],
)
def test_who_speaks_the_language_suits(speaks: tuple[str, ...], wanted: str, suits: bool) -> None:  # noqa: FBT001 (from a table)
    assert fits(helper(languages=frozenset(speaks)), request(language=wanted)) is suits


def test_who_knows_the_service_suits() -> None:
    knows = helper(services=frozenset({"pass"}))
    topics = [None, "pass", "ausweis"]
    assert [fits(knows, request(topic=topic)) for topic in topics] == [True, True, False]
    assert fits(helper(), request(topic="ausweis"))


def ring(me: Helper, *others: Helper, passed: float = 0, **changes: Any) -> bool:
    now = SINCE + dt.timedelta(seconds=passed)
    asked = request(language="tr", **changes)
    return rings(me, asked, helpers=[me, *others], rules=RULES, now=now, real_now=SINCE)


def test_it_rings_where_it_suits_and_elsewhere_only_when_it_must() -> None:
    german, turkish = helper("hanna"), helper("tarik", languages=frozenset({"tr"}))
    assert ring(turkish, german)
    assert not ring(german, turkish)
    assert ring(german)  # nobody speaks it
    gone = helper("tarik", languages=frozenset({"tr"}), seen_at=SINCE - THERE_FOR - dt.timedelta(seconds=1))
    assert ring(german, gone)
    asked_later = helper("tarik", languages=frozenset({"tr"}), level=POOL)
    assert ring(german, asked_later)
    assert not ring(german, asked_later, level=POOL, level_since=SINCE)
    assert [ring(german, turkish, passed=passed) for passed in (29, 30)] == [False, True]
    assert is_half_over(NOBODY, since=SINCE, rules=RULES, now=SINCE)


def test_a_level_is_there_if_one_of_its_people_is() -> None:
    gone = helper("heiko", seen_at=SINCE - dt.timedelta(minutes=5))
    chief = helper("admin", named=False, seen_at=None)

    def staffed(*helpers: Helper) -> Staffing:
        return staffing_of(helpers, office="mitte", real_now=SINCE)[OFFICE]

    assert staffed() is NONE
    assert staffed(chief) is NONE
    assert staffed(helper(office="nord")) is NONE
    assert [staffed(gone), staffed(helper(seen_at=None)), staffed(gone, chief)] == [AWAY] * 3
    assert [staffed(gone, helper()), staffed(helper("admin", named=False))] == [THERE] * 2


@given(st.sampled_from(HelpLevel), st.frozensets(st.sampled_from([POOL, PHONE])), st.sampled_from(Role))
def test_a_pool_helps_from_its_level_on_and_nobody_else_from_elsewhere(
    level: HelpLevel, pools: frozenset[HelpLevel], role: Role
) -> None:
    stranger = Person(user="s", tenant="nachbar", role=role, offices=frozenset({"drueben"}))
    may = may_help(stranger, office(), request(level=level), pools=pools)
    assert may == any(has_reached(level, each) for each in pools)


def test_a_citizen_is_told_who_helps_as_the_office_wants_it() -> None:
    who, taken = helper(shown_as="Frau K."), request(accepted_by="hanna")
    names = office(help=HelpRules(naming=Naming.PERSON, service_name="Hilfe der Stadt"))
    assert shown_name(request(), names, who) is None
    assert shown_name(taken, names, who) == "Frau K."
    assert shown_name(taken, names, helper()) == "Hilfe der Stadt"
    assert shown_name(taken, names, None) == "Hilfe der Stadt"
    assert shown_name(taken, office(), who) == "Bürgerbüro Mitte"
