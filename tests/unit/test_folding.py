# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""What one day's events teach: each thing that may happen to a visit, and what must not be counted."""

import datetime as dt

import msgspec
import pytest

from aufruf.domain import events as e
from aufruf.planning.learning.observed import DayFacts, Promised, Several, Told, Unserved
from aufruf.planning.learning.pits import levels_from
from tests.builders import at
from tests.unit.day_log import DayLog

SUNDAY_SPRING, SUNDAY_AUTUMN = dt.date(2026, 3, 29), dt.date(2026, 10, 25)


@pytest.fixture
def log() -> DayLog:
    return DayLog()


def test_a_service_takes_from_the_first_call_to_the_farewell_however_often_it_was_recalled(
    log: DayLog,
) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.say("09:12", e.VisitRecalled(visit="a", number="", counter="1", at=log.moment("09:12")))
    log.serve("09:13", "a")
    log.finish("09:25", "a")
    assert log.facts().durations == {"ausweis": (15.0,)}
    assert log.facts().calls == 1


def test_what_was_done_counts_and_not_what_was_wanted(log: DayLog) -> None:
    log.arrive("09:00", "a", "ausweis")
    log.served("09:10", "09:30", "a", "pass")
    assert log.facts().durations == {"pass": (20.0,)}
    assert log.facts().mix == {"ausweis": 1.0}


def test_several_services_are_kept_as_their_set(log: DayLog) -> None:
    log.arrive("09:00", "a", "ausweis", "pass")
    log.served("09:10", "09:40", "a", "ausweis", "pass")
    log.arrive("09:00", "b")
    log.call("10:00", "b")
    log.serve("10:00", "b")
    log.say("10:50", e.VisitFinished(visit="b", number="", counter="1", services=(("pass", 2),)))
    facts = log.facts()
    assert facts.durations == {}
    assert facts.several == (Several((("ausweis", 1), ("pass", 1)), 30.0), Several((("pass", 2),), 50.0))
    assert facts.mix == {"ausweis": 1.5, "pass": 0.5}


def test_a_missed_call_is_no_service_and_the_next_call_begins_anew(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.miss("09:14", "a")
    log.say("09:19", e.VisitReturned(visit="a", number=""))
    log.served("09:30", "09:40", "a")
    facts = log.facts()
    assert facts.durations == {"ausweis": (10.0,)}
    assert (facts.calls, facts.unanswered) == (2, 1)


def test_a_miss_that_was_taken_back_was_none_and_the_call_goes_on(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.miss("09:14", "a")
    log.undo("09:14", "a", "called")
    log.serve("09:15", "a")
    log.finish("09:20", "a")
    facts = log.facts()
    assert facts.unanswered == 0
    assert facts.durations == {"ausweis": (10.0,)}


def test_a_finish_that_was_taken_back_does_not_end_the_service(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.served("09:10", "09:20", "a")
    log.undo("09:20", "a", "serving")
    log.finish("09:35", "a", "pass")
    assert log.facts().durations == {"pass": (25.0,)}


def test_time_aside_is_no_service_but_both_halves_are(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.serve("09:10", "a")
    log.say("09:15", e.VisitParked(visit="a", number=""))
    log.say("10:00", e.VisitResumed(visit="a", number=""))
    log.served("10:10", "10:17", "a")
    assert log.facts().durations == {"ausweis": (12.0,)}


def test_whoever_is_set_aside_before_they_came_was_not_served_yet(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.say("09:15", e.VisitParked(visit="a", number=""))
    log.say("10:00", e.VisitResumed(visit="a", number=""))
    log.served("10:10", "10:17", "a")
    assert log.facts().durations == {"ausweis": (7.0,)}


@pytest.mark.parametrize(("onward", "minutes"), [("ausweis", 17.0), ("pass", 10.0)])
def test_after_a_transfer_the_same_service_goes_on_and_another_begins(
    log: DayLog, onward: str, minutes: float
) -> None:
    log.arrive("09:00", "a")
    log.call("09:10", "a")
    log.serve("09:10", "a")
    log.say("09:17", e.VisitTransferred(visit="a", number="", services=((onward, 1),), for_counter="2"))
    log.served("09:30", "09:40", "a", onward, counter="2")
    assert log.facts().durations == {onward: (minutes,)}


def test_whoever_is_sent_to_another_office_is_neither_served_nor_a_leaver_here(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.say("09:30", e.VisitTransferred(visit="a", number="", services=(("ausweis", 1),), to_office="nord"))
    facts = log.facts()
    assert (facts.durations, facts.left, facts.waited) == ({}, (), 30.0)


def test_whoever_comes_from_another_office_comes_when_they_are_here(log: DayLog) -> None:
    log.arrive(
        "10:20", "a", arrived_at=at("08:00"), booked_at=at("08:05"), from_office="nord", told=(0, 5, 20)
    )
    log.served("10:30", "10:40", "a")
    facts = log.facts()
    assert facts.arrivals[41] == facts.walk_ins == 1
    assert facts.lateness == ()
    assert facts.told == (Told(0, 5, 20, 10.0, None),)


def test_the_end_of_the_day_teaches_nothing_of_those_it_found_at_the_counters(log: DayLog) -> None:
    log.open("08:00")
    for visit in ("a", "b", "c", "d"):
        log.arrive("09:00", visit, told=(1, 2, 3))
    log.call("17:00", "a")
    log.serve("17:00", "a")
    log.call("17:05", "b", "2")
    log.finish("21:00", "a")
    log.miss("21:00", "b", "2")
    log.say("21:00", e.VisitLeft(visit="b", number="", by="closing"))
    log.say("21:00", e.VisitCancelled(visit="c", number=""))
    log.say("21:00", e.VisitCancelled(visit="d", number=""))
    log.say("21:00", e.DayClosed(sent_home=2))
    facts = log.facts()
    assert (facts.durations, facts.several, facts.unanswered, facts.left) == ({}, (), 0, ())
    assert facts.unserved == (Unserved(1, 2, 3, left=False),) * 2
    assert facts.waited == 480 + 485 + 720 + 720


def test_who_went_unserved_is_known_with_the_time_after_which(log: DayLog) -> None:
    log.arrive("09:00", "a", told=(10, 20, 30))
    log.arrive("09:00", "b", booked_at=at("09:10"))
    log.arrive("09:00", "c")
    log.say("09:40", e.VisitLeft(visit="a", number="", by="citizen"))
    log.say("09:50", e.VisitLeft(visit="b", number="", by="staff"))
    log.call("09:55", "c")
    log.miss("09:58", "c")
    log.say("10:20", e.VisitLeft(visit="c", number="", by="staff"))
    facts = log.facts()
    assert facts.left == (40.0,)
    assert facts.waited == 40.0 + 55.0
    assert facts.unserved == (Unserved(10, 20, 30, left=True),)


def test_a_visit_that_a_kiosk_never_heard_of_is_nobody_who_gave_up(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.say("09:40", e.VisitLeft(visit="a", number="", by="kiosk"))
    assert log.facts().left == ()


def test_what_was_told_is_compared_with_the_wait_until_the_first_call(log: DayLog) -> None:
    log.arrive("09:00", "a", told=(5, 10, 20), simulated=(2, 4, 6, 8, 9, 10, 12, 14, 16, 18, 20))
    log.call("09:12", "a")
    log.miss("09:14", "a")
    log.served("09:40", "09:50", "a")
    log.arrive("09:00", "b", told=(5, 10, 20))
    log.say("09:05", e.VisitDelayed(visit="b", number="", not_before=log.moment("09:30")))
    log.served("10:00", "10:10", "b")
    assert log.facts().told == (Told(5, 10, 20, 12.0, 0.6),)


def test_where_nobody_waits_and_none_was_foreseen_the_levels_stay_where_they_are(log: DayLog) -> None:
    for minute in range(10, 50):
        log.arrive(f"09:{minute}", f"v{minute}", told=(0, 0, 0), simulated=(0,) * 11)
        log.served(f"09:{minute}", f"09:{minute}", f"v{minute}")
    pits = [each.pit for each in log.facts().told if each.pit is not None]
    assert len(pits) == 40
    assert levels_from(pits * 50) == pytest.approx((0.1, 0.5, 0.9), abs=0.03)


def test_quantiles_of_another_kind_are_no_reason_to_fail(log: DayLog) -> None:
    log.arrive("09:00", "a", told=(5, 10, 20), simulated=(5, 10, 20))
    log.served("09:12", "09:20", "a")
    assert log.facts().told[0].pit is None


def test_a_ticket_of_an_offline_kiosk_came_when_it_was_drawn_and_was_told_when_it_was_known(
    log: DayLog,
) -> None:
    log.arrive("09:40", "late", arrived_at=at("09:05"), told=(0, 5, 10))
    log.served("09:50", "10:00", "late")
    facts = log.facts()
    assert facts.arrivals[36] == facts.walk_ins == 1
    assert facts.waited == 45.0
    assert facts.told[0].actual == 10.0


def test_of_a_visit_that_never_came_nothing_is_learned(log: DayLog) -> None:
    log.served("09:10", "09:20", "ghost")
    assert log.facts().durations == {}
    assert log.facts().calls == 0


def test_a_visit_alone_on_its_day_is_a_day(log: DayLog) -> None:
    log.arrive("09:00", "a", priority=True)
    log.served("09:00", "09:07", "a")
    facts = log.facts()
    assert facts.worked
    assert (facts.walk_ins, facts.priority, facts.seq) == (1, 1, 4)


def test_a_day_on_which_only_something_was_booked_is_none(log: DayLog) -> None:
    log.say(
        at("09:00", date=dt.date(2026, 11, 2)),
        e.AppointmentHeld(
            appointment="x", start=at("09:00"), minutes=15, services=(("ausweis", 1),), channel="public"
        ),
    )
    log.say("09:00", e.AppointmentChanged(appointment="x", state="cancelled_by_office"))
    assert not log.facts().worked
    assert log.facts().appointments == ()
    assert not DayLog().facts().worked


def test_appointments_tell_whether_their_people_came(log: DayLog) -> None:
    booked = at("12:00", date=dt.date(2026, 11, 20))
    ends = {"a": "checked_in", "b": "missed", "c": "cancelled_by_citizen", "d": "lapsed", "e": "confirmed"}
    for name in ends:
        log.say(
            booked,
            e.AppointmentHeld(
                appointment=name, start=at("09:00"), minutes=15, services=(("pass", 2),), channel="phone"
            ),
        )
    for name, state in ends.items():
        log.say("10:30", e.AppointmentChanged(appointment=name, state=state))
    assert log.facts().appointments == (
        Promised(("pass",), 3, "phone", came=True),
        Promised(("pass",), 3, "phone", came=False),
    )


def test_a_moved_appointment_counts_on_the_day_it_went_to_from_the_move_on(log: DayLog) -> None:
    yesterday, here, gone = at("12:00", date=dt.date(2026, 11, 22)), ("here", at("09:00")), ("gone", None)
    for name, start in (here, gone):
        log.say(
            yesterday,
            e.AppointmentMoved(appointment=name, start=start, minutes=15, services=(("pass", 1),)),
        )
        log.say("10:30", e.AppointmentChanged(appointment=name, state="missed"))
    assert log.facts().appointments == (Promised(("pass",), 1, "", came=False),)


def test_lateness_is_arrival_minus_booked_time(log: DayLog) -> None:
    log.arrive("08:52", "a", booked_at=at("09:00"))
    log.arrive("09:04", "b", booked_at=at("09:00"))
    facts = log.facts()
    assert facts.lateness == (-8.0, 4.0)
    assert facts.walk_ins == 0


def test_between_two_people_counts_only_where_somebody_could_have_been_called(log: DayLog) -> None:
    log.open("08:00", "1", "ausweis")
    log.open("08:00", "2")
    for visit, service in (("a", "ausweis"), ("b", "pass"), ("c", "ausweis"), ("d", "ausweis")):
        log.arrive("09:00", visit, service)
    log.served("09:00", "09:10", "a")
    log.served("09:12", "09:20", "c")  # two minutes after a's farewell, while c and d waited
    log.served("09:21", "09:30", "d")  # one minute; then only b waits, whom counter 1 cannot serve
    log.arrive("09:40", "e", "ausweis")
    log.served("09:45", "09:50", "e")
    log.served("09:50", "09:55", "b", "pass", counter="2")
    assert log.facts().between == (2.0, 1.0)


def test_whoever_pauses_or_takes_a_finish_back_does_not_dawdle(log: DayLog) -> None:
    log.open("08:00")
    for visit in ("a", "b", "c"):
        log.arrive("09:00", visit)
    log.served("09:00", "09:10", "a")
    log.say("09:10", e.CounterPaused(counter="1"))
    log.open("09:40")
    log.served("09:41", "09:50", "b")
    log.undo("09:50", "b", "serving")
    log.finish("10:00", "b")
    log.served("10:03", "10:10", "c")
    assert log.facts().between == (3.0,)


def test_counters_are_open_without_their_pauses_until_somebody_closes_them_or_the_day(log: DayLog) -> None:
    log.open("08:00", "1")
    log.open("08:00", "2")
    log.say("10:00", e.CounterPaused(counter="1"))
    log.open("10:30", "1")
    log.say("12:00", e.CounterClosed(counter="2"))
    log.say("18:00", e.DayClosed(sent_home=0))
    assert log.facts().open_minutes == 120 + 450 + 240


def test_a_day_that_goes_on_after_it_was_closed_is_folded_to_its_end(log: DayLog) -> None:
    log.arrive("09:00", "a")
    log.served("09:00", "09:10", "a")
    log.say("18:00", e.DayClosed(sent_home=0))
    before = log.facts()
    log.open("18:30")
    log.arrive("18:31", "b")
    log.served("18:32", "18:44", "b")
    log.say("19:00", e.DayClosed(sent_home=0))
    after = log.facts()
    assert before.durations == {"ausweis": (10.0,)}
    assert after.durations == {"ausweis": (10.0, 12.0)}
    assert (after.open_minutes, after.seq) == (30.0, 11)


@pytest.mark.parametrize(
    ("date", "minutes", "quarters"),
    [(SUNDAY_SPRING, 150.0, {4, 16}), (SUNDAY_AUTUMN, 270.0, {4, 16})],
)
def test_minutes_are_real_and_quarter_hours_are_the_walls_when_the_clock_changes(
    date: dt.date, minutes: float, quarters: set[int]
) -> None:
    log = DayLog(date)
    log.open("01:00")
    log.arrive("01:00", "a")
    log.served("01:00", "04:30", "a")
    log.arrive("04:00", "b")
    facts = log.facts()
    assert facts.durations == {"ausweis": (minutes,)}
    assert {quarter for quarter, count in enumerate(facts.arrivals) if count} == quarters


def test_facts_survive_json_and_hold_no_id(log: DayLog) -> None:
    log.open("08:00")
    log.arrive("09:00", "visit-1", told=(1, 2, 3), simulated=tuple(range(11)))
    log.arrive("09:00", "visit-2", "pass", "ausweis")
    log.served("09:04", "09:10", "visit-1")
    log.served("09:12", "09:40", "visit-2", "pass", "ausweis")
    facts = log.facts()
    text = msgspec.json.encode(facts)
    assert msgspec.json.decode(text, type=DayFacts) == facts
    assert b"visit-" not in text
    assert b"A00" not in text
