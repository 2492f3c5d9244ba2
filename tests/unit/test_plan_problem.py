# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day as the question that a plan answers, and the answer in wall times again."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from aufruf.domain.catalogue import Counter, CounterKind, Office, Shift, StaffMember
from aufruf.domain.day_plan import DayPlan, Kept, Movable
from aufruf.domain.opening import OpeningHours, OpeningKind, OpeningRule
from aufruf.planning.learning.learned import QUARTERS, Duration, Learned, ShowUp
from aufruf.planning.plans.balance import (
    Clash,
    Duty,
    Effect,
    Freedom,
    Impossible,
    Person,
    Proposal,
    Rule,
    Span,
)
from aufruf.planning.plans.balancing import Question, Reply, reply_of
from aufruf.reads.plan_answer import longest_stretch, plan_of
from aufruf.reads.plan_problem import DayProblem, problem_of
from aufruf.reads.plans import staffed
from aufruf.web.plan_words import KEPT, OBSTACLES, obstacle_words
from tests.builders import BERLIN, EIGHT, EIGHTEEN, MONDAY, appointment, at, office
from tests.planned import day_plan

SPRING, AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)
SUNDAY = 6


def shift(staff: str, begin: str, end: str, *breaks: tuple[str, str], day: int = 0) -> Shift:
    time = dt.time.fromisoformat
    return Shift(
        staff=staff,
        weekday=day,
        local_from=time(begin),
        local_to=time(end),
        breaks=tuple((time(a), time(b)) for a, b in breaks),
    )


def asked(of: Office, date: dt.date = MONDAY, **changes: Any) -> DayProblem:
    return problem_of(of, date, **({"booked": (), "learned": None} | changes))


def people(day: DayProblem) -> dict[str, Person]:
    return {person.id: person for person in day.problem.people}


def test_a_day_has_a_quarter_hour_for_each_that_passes() -> None:
    sunday = office(shifts=(shift("anna", "08:00", "16:00", day=SUNDAY),))
    assert [asked(sunday, date).problem.periods for date in (SPRING, MONDAY, AUTUMN)] == [92, 96, 100]


@pytest.mark.parametrize(("date", "begin"), [(SPRING, 420), (AUTUMN, 540)])
def test_a_shift_in_the_morning_of_a_clock_change_is_as_long_as_ever(date: dt.date, begin: int) -> None:
    day = asked(office(shifts=(shift("anna", "08:00", "16:00", ("12:00", "12:30"), day=SUNDAY),)), date)
    anna = people(day)["anna"]
    assert anna.duty == Duty(begin, begin + 480, (Span(begin + 240, begin + 270),))
    assert day.rows[0].kept is None
    assert [day.local_time(anna.duty.begin), day.local_time(anna.duty.end)] == [dt.time(8), dt.time(16)]


@pytest.mark.parametrize("date", [SPRING, AUTUMN])
def test_a_shift_while_the_clock_changes_stays_as_it_is(date: dt.date) -> None:
    day = asked(office(shifts=(shift("anna", "02:30", "10:00", day=SUNDAY),)), date)
    assert day.rows[0].kept is Kept.CLOCK_CHANGE
    assert people(day)["anna"].freedom is Freedom.NOTHING


def test_a_shift_over_midnight_stays_and_counts_on_both_dates() -> None:
    night = office(shifts=(shift("anna", "20:00", "04:00", ("00:30", "01:00")),))
    monday, tuesday = asked(night), asked(night, MONDAY + dt.timedelta(days=1))
    assert people(monday)["anna"].duty == Duty(1200, 1440)
    assert people(tuesday)["anna"].duty == Duty(0, 240, (Span(30, 60),))
    assert {row.kept for row in (*monday.rows, *tuesday.rows)} == {Kept.OVER_MIDNIGHT}
    assert people(monday)["anna"].freedom is Freedom.NOTHING


def test_several_shifts_of_one_person_stay_and_whoever_is_away_is_told() -> None:
    day = asked(office(shifts=(shift("anna", "08:00", "12:00"), shift("anna", "13:00", "17:00"))))
    plan = plan_of(day, Reply(impossible=Impossible(clashes=())))
    assert {person.staff: person.kept for person in plan.people} == {
        "anna": Kept.SEVERAL_SHIFTS,
        "bela": Kept.AWAY,
    }


def test_paid_time_is_that_of_the_plan_until_now_and_shifts_keep_their_length() -> None:
    shifts = (shift("anna", "08:00", "16:30", ("12:00", "12:30")), shift("bela", "07:50", "12:00"))
    day = asked(office(shifts=shifts))
    assert day.problem.paid_at_most == 480 + 250
    assert people(day)["bela"].available == Span(470, 990)
    assert people(day)["bela"].shift_minutes == 250
    assert Span(470, 720) in day.problem.shifts.allowed
    assert people(asked(office(shifts=shifts), movable=Movable.BREAKS))["anna"].freedom is Freedom.BREAKS


def test_work_is_of_a_class_with_all_that_the_same_people_may_serve() -> None:
    staff = (StaffMember(id="anna"), StaffMember(id="bela", skills=frozenset({"pass", "abholung"})))
    day = asked(office(staff=staff))
    assert day.classes == (("ausweis",), ("abholung", "pass"))
    assert {person.id: set(person.serves) for person in day.problem.people} == {
        "anna": {0, 1},
        "bela": {1},
    }


def test_several_services_of_one_appointment_want_somebody_who_may_serve_all() -> None:
    staff = (StaffMember(id="anna"), StaffMember(id="bela", skills=frozenset({"pass"})))
    booked = appointment(services=(("ausweis", 1), ("pass", 2)), minutes=55)
    day = asked(office(staff=staff), booked=[booked])
    [of_both] = [k for k, row in enumerate(day.problem.booked) if any(row)]
    assert people(day)["bela"].serves.isdisjoint({of_both})


def test_a_booked_appointment_is_work_as_likely_as_somebody_comes_where_it_lies() -> None:
    day = asked(office(), booked=[appointment(start=at("09:40"), services=(("pass", 1),), minutes=20)])
    [row] = [row for row in day.problem.booked if any(row)]
    come = ShowUp().probability(service="pass", lead_days=0, channel="public")
    assert {period: minutes for period, minutes in enumerate(row) if minutes} == {
        38: pytest.approx(5 * come),
        39: pytest.approx(15 * come),
    }


def test_expected_walk_ins_are_work_while_tickets_are_given() -> None:
    arrivals = tuple(2.0 if 32 <= quarter < 72 else 0.0 for quarter in range(QUARTERS))
    learned = Learned(
        days=20,
        arrivals=(arrivals,) * 7,
        mix={"ausweis": 0.5, "pass": 0.4, "gibt-es-nicht-mehr": 0.1},
        durations={"ausweis": Duration(log_mean=2.0, log_sd=0.0)},
    )
    rules = (OpeningRule(weekday=0, local_from=EIGHT, local_to=dt.time(12)),)
    hours = OpeningHours(zone=BERLIN, rules=rules)
    day = asked(office(opening=hours), learned=learned)
    [row] = day.problem.walk_ins
    each = 2.0 * (0.5 * learned.durations["ausweis"].mean + 0.4 * 20)
    assert row[32:48] == pytest.approx((each,) * 16)
    assert not any(row[:32] + row[48:])
    assert day.history_days == 20


def test_without_history_only_what_is_booked_is_expected() -> None:
    for learned in (None, Learned(arrivals=((9.0,) * QUARTERS,) * 7, mix={"pass": 1.0})):
        day = asked(office(), learned=learned, booked=[appointment()])
        assert not any(any(row) for row in day.problem.walk_ins)
        assert day.history_days == 0


def test_a_terminal_is_no_counter_that_somebody_sits_at() -> None:
    counters = (
        Counter(id="1"),
        Counter(id="2", kind=CounterKind.REMOTE),
        Counter(id="3", kind=CounterKind.TERMINAL),
    )
    assert asked(office(counters=counters)).problem.counters == (2,) * 96
    assert asked(office(counters=())).problem.counters is None


def test_whoever_had_more_late_shifts_pays_for_the_next_with_more() -> None:
    early, late = ("08:00", "14:00"), ("12:00", "18:00")
    shifts = [shift("anna", *late, day=day) for day in range(5)] + [
        shift("bela", *(late if day == 0 else early), day=day) for day in range(5)
    ]
    day = asked(office(shifts=tuple(shifts)))
    costs = {person.id: person.late_cost for person in day.problem.people}
    assert costs["anna"] > costs["bela"] == 0


def test_the_rest_of_a_day_begins_with_what_waits() -> None:
    day = asked(office(), now=at("10:07"), waiting=[(("ausweis", 1),), (("pass", 2),)])
    assert day.moment is not None
    assert (day.moment.now, day.moment.backlog) == (607, (55.0,))


def test_a_question_and_its_answer_survive_the_way_to_another_process() -> None:
    day = asked(office(), booked=[appointment()], now=at("10:00"))
    question = Question(problem=day.problem, moment=day.moment)
    assert msgspec.json.decode(msgspec.json.encode(question), type=Question) == question
    reply = reply_of(Impossible(clashes=(Clash(rule=Rule.COUNTERS, facts={"wanted": 3, "there": 2}),)))
    assert msgspec.json.decode(msgspec.json.encode(reply), type=Reply) == reply
    plan = plan_of(day, reply)
    assert (
        msgspec.convert(msgspec.json.decode(msgspec.json.encode(msgspec.to_builtins(plan))), DayPlan) == plan
    )


def test_an_answer_is_told_in_wall_times_and_leaves_the_counter_as_it_was() -> None:
    of = office(shifts=(Shift(staff="anna", weekday=0, local_from=EIGHT, local_to=EIGHTEEN, counter="2"),))
    day = asked(of)
    effect = Effect(backlog=0, uncovered=0, paid=0, cost=0)
    duties = (Duty(540, 1080, (Span(720, 765),)),)
    proposal = Proposal(duties=duties, effect=effect, before=effect, gap=0, out_of_time=False, seconds=0)
    [anna] = plan_of(day, Reply(proposal=proposal)).changes
    [told] = anna.after
    assert (told.local_from, told.local_to, told.counter) == (dt.time(9), EIGHTEEN, "2")
    assert told.breaks == ((dt.time(12), dt.time(12, 45)),)


def test_a_short_pause_is_no_break() -> None:
    assert longest_stretch(Duty(480, 1080, (Span(600, 610), Span(780, 810)))) == 300


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_rule_that_clashes_has_its_words(language: str) -> None:
    day = asked(office())
    for rule in Rule:
        clash = Clash(rule=rule, span=Span(600, 1440), of_class=0, person=0, facts={"wanted": 3, "there": 2})
        [obstacle] = plan_of(day, Reply(impossible=Impossible(clashes=(clash,)))).obstacles
        words = obstacle_words(obstacle, day.office, language)
        assert "None" not in words
        assert "{" not in words
    assert {rule.value for rule in Rule} <= OBSTACLES.keys()
    assert KEPT.keys() == set(Kept)


def test_who_is_there_in_each_quarter_hour_today_and_as_proposed() -> None:
    of = office()
    seen = staffed(of, MONDAY, day_plan(of, date=MONDAY))
    assert seen.proposed is not None
    assert (len(seen.begins), sum(seen.today), sum(seen.proposed)) == (96, 80.0, 74.0)
    assert [seen.proposed[48], seen.today[48]] == [1.0, 2.0]
    assert staffed(of, MONDAY, None).proposed is None


def test_hours_for_appointments_alone_bring_no_walk_ins() -> None:
    rules = (OpeningRule(weekday=0, local_from=EIGHT, local_to=EIGHTEEN, kind=OpeningKind.APPOINTMENTS),)
    learned = Learned(days=5, arrivals=((1.0,) * QUARTERS,) * 7, mix={"pass": 1.0})
    day = asked(office(opening=OpeningHours(zone=BERLIN, rules=rules)), learned=learned)
    assert not any(any(row) for row in day.problem.walk_ins)
