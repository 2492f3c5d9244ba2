# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""An office's day as numbers: who serves, who waits, who comes, from what is stored of it."""

import datetime as dt
import math
import random
import statistics
from typing import Any

import pytest

from aufruf.db.progress import DayAt, Promised, Served
from aufruf.domain.catalogue import Counter, Shift, StaffMember
from aufruf.domain.counters import Seat
from aufruf.domain.opening import OpeningHours, OpeningRule
from aufruf.domain.visit import VisitState
from aufruf.planning.learning.learned import QUARTERS, WEEK, Duration
from aufruf.planning.waits.scene import Kind, Scene
from aufruf.reads.lengths import Types
from aufruf.reads.minutes import Minutes
from aufruf.reads.scene import DayRows, Wish, stage
from tests.builders import BERLIN, MONDAY, at, office, visit
from tests.foreseen import learned

ANNA, BELA = (StaffMember(id=id_) for id_ in ("anna", "bela"))
CLEO = StaffMember(id="cleo", skills=frozenset({"abholung"}))


def rows(now: str = "09:00", **changes: Any) -> DayRows:
    defaults: dict[str, Any] = {
        "office": office(),
        "date": MONDAY,
        "at": DayAt(),
        "minute": at(now),
        "learned": learned(),
        "present": [],
        "seats": {"1": Seat(counter="1", user="anna", staff="anna")},
        "promised": [],
        "served": [],
        "came": 0,
    }
    return DayRows(**(defaults | changes))


def scene(now: str = "09:00", **changes: Any) -> Scene:
    staged = stage(rows(now, **changes))
    assert staged is not None
    return staged.scene


def shift(staff: str, begin: str, end: str, *breaks: tuple[str, str]) -> Shift:
    times = tuple((dt.time.fromisoformat(a), dt.time.fromisoformat(b)) for a, b in breaks)
    first, last = dt.time.fromisoformat(begin), dt.time.fromisoformat(end)
    return Shift(staff=staff, weekday=0, local_from=first, local_to=last, breaks=times)


def servers(now: str, *shifts: Shift, paused: bool = False, **changes: Any) -> list[tuple[float, float]]:
    staff = (ANNA, BELA, CLEO)
    seats = {"1": Seat(counter="1", user="anna", staff="anna", paused=paused)}
    found = scene(now, office=office(staff=staff, shifts=shifts), **({"seats": seats} | changes))
    return [(server.begins / 60, server.ends / 60) for server in found.servers]


def test_whoever_is_logged_in_serves_and_whoever_should_be_here_and_is_not_does_not() -> None:
    plan = (shift("anna", "08:00", "16:00"), shift("bela", "08:00", "16:00"))
    assert servers("09:00", *plan) == [(9, 16)]


def test_whoever_comes_later_counts_from_then_on_and_not_long_after() -> None:
    plan = (shift("anna", "08:00", "16:00"), shift("bela", "10:00", "18:00"))
    assert servers("09:00", *plan) == [(9, 16), (10, 18)]
    assert servers("10:05", *plan) == [(10 + 5 / 60, 16), (10 + 5 / 60, 18)]
    assert servers("10:06", *plan) == [(10.1, 16)]


def test_nobody_more_serves_than_there_are_counters() -> None:
    plan = [shift(who, "10:00", "16:00") for who in ("bela", "cleo")]
    early = shift("anna", "08:00", "16:00")
    assert servers("09:00", early, *plan) == [(9, 16), (10, 16)]
    goes = shift("anna", "08:00", "10:00")
    assert servers("09:00", goes, *plan) == [(9, 10), (10, 16), (10, 16)]


def test_whoever_stays_beyond_their_shift_or_has_none_stays() -> None:
    assert servers("17:00", shift("anna", "08:00", "16:00")) == [(17, 18)]
    assert servers("09:00", shift("anna", "08:00", "20:00")) == [(9, 20)]  # and so the day ends later
    stranger = {"1": Seat(counter="1", user="jemand")}
    assert servers("09:00", seats=stranger) == [(9, 18)]


def test_a_break_to_come_is_kept_and_one_that_is_due_is_had_after_the_citizen() -> None:
    plan = office(shifts=(shift("anna", "08:00", "16:00", ("12:00", "12:30")),))
    assert scene("11:00", office=plan).servers[0].breaks == ((720.0, 30.0),)
    here = [visit(state=VisitState.SERVING, counter="1", called_at=at("11:55"))]
    busy = scene("12:10", office=plan, present=here).servers[0]
    assert (busy.serves, busy.since, busy.breaks) == (0, 715.0, ((730.0, 30.0),))
    assert scene("12:10", office=plan).servers[0].breaks == ()  # who works on has none now


def test_a_paused_counter_comes_back_when_the_break_is_over() -> None:
    plan = shift("anna", "08:00", "16:00", ("12:00", "12:30"))
    assert servers("12:10", plan, paused=True) == [(12.5, 16)]
    assert servers("09:00", plan, paused=True) == [(9.25, 16)]


def test_an_office_without_staff_has_generalists_at_its_counters() -> None:
    plain = office(staff=(), shifts=())
    seats = {"1": Seat(counter="1", user="wer")}
    before = scene("07:30", office=plain, seats=seats)
    assert [(each.begins, each.ends) for each in before.servers] == [(450.0, 1080.0), (480.0, 1080.0)]
    assert len(scene("09:00", office=plain, seats=seats).servers) == 1
    assert all(all(each.can) for each in before.servers)


def test_skills_decide_who_may_serve_what() -> None:
    staff = (ANNA, CLEO)
    seats = {id_: Seat(counter=id_, user=id_, staff=who) for id_, who in (("1", "anna"), ("2", "cleo"))}
    present = [visit(services=(("ausweis", 1), ("abholung", 1)))]
    found = scene(office=office(staff=staff, shifts=()), seats=seats, present=present)
    both = found.waiting[0].type
    assert [server.can[both] for server in found.servers] == [True, False]
    only = next(n for n, q in enumerate(found.questions) if found.servers[1].can[q.type])
    assert sum(found.servers[1].can[q.type] for q in found.questions) == 1
    assert found.questions[only].kind is Kind.WALK_IN


def test_nothing_is_known_where_nobody_serves_and_after_the_end() -> None:
    assert stage(rows("07:50", seats={})) is not None  # they will come at eight
    assert stage(rows("09:00", seats={})) is None  # they should have
    assert stage(rows("18:00")) is None
    closed = office(opening=OpeningHours(zone=BERLIN, rules=()))
    assert stage(rows(office=closed)) is None


def test_everybody_who_may_be_called_waits() -> None:
    missed = {"state": VisitState.MISSED, "ended_at": at("08:58")}
    present = [
        visit(id="walk-in"),
        visit(id="due", booked_at=at("09:10"), arrived_at=at("08:50")),
        visit(id="first", priority=True, arrived_at=at("08:40")),
        visit(id="back", times_missed=1, arrived_at=at("08:30"), **missed),
        visit(id="gone", times_missed=3, **missed),
        visit(id="form", state=VisitState.PARKED),
        visit(id="here", for_counter="1", arrived_at=at("08:59")),
    ]
    staged = stage(rows(present=present))
    assert staged is not None
    found = dict(zip(staged.visits, staged.scene.waiting, strict=True))
    assert set(found) == {"walk-in", "due", "first", "back", "here"}
    assert found["due"].booked == 550.0
    assert [found[id_].kind for id_ in ("walk-in", "due", "first")] == [0, 1, 2]
    assert found["back"].not_before == 543.0
    assert (found["here"].server, found["walk-in"].server) == (0, None)


def test_whoever_checks_in_is_not_expected_beside_themselves() -> None:
    items, start = (("ausweis", 1),), at("09:30")
    promised = [
        Promised(id=id_, services=items, start=start, booked_on=at("08:00"), channel="public")
        for id_ in ("one", "other")
    ]
    wish = Wish(items=items, booked_at=start, appointment="one")
    staged = stage(rows(promised=promised), wishes=[wish])
    assert staged is not None
    assert len(staged.scene.expected) == 1
    assert 0.8 < staged.scene.expected[0].shows < 0.95
    assert [(each.kind, each.booked) for each in staged.scene.questions] == [(Kind.APPOINTMENT, 570.0)]


def test_today_is_compared_with_what_was_expected() -> None:
    served = [Served(services=(("ausweis", 1),), minutes=24.0), Served(services=(("pass", 1),), minutes=0.0)]
    found = scene("09:00", served=served, came=9).today
    usual = learned().durations["ausweis"]
    assert found.served == 1
    assert found.slower == pytest.approx(math.log(24) - usual.log_mean)
    assert (found.came, found.came_expected) == (9, 2.0)  # half a person in each of four quarters


@pytest.mark.parametrize(
    ("date", "hours"), [(dt.date(2026, 3, 29), 23), (dt.date(2026, 10, 25), 25), (MONDAY, 24)]
)
def test_a_day_has_as_many_quarters_as_it_has(date: dt.date, hours: int) -> None:
    rules = (OpeningRule(weekday=date.weekday(), local_from=dt.time(8), local_to=dt.time(18)),)
    everywhere = (tuple(float(quarter) for quarter in range(QUARTERS)),) * WEEK
    moment = at("09:00", date=date)
    found = stage(
        rows(
            office=office(opening=OpeningHours(zone=BERLIN, rules=rules), shifts=()),
            date=date,
            minute=moment,
            learned=learned(arrivals=everywhere),
        )
    )
    assert found is not None
    quarters = found.scene.coming.quarters
    assert len(quarters) == 4 * hours
    usual = [float(quarter) for quarter in range(32, 72)]  # from eight to six on the wall
    assert [each for each in quarters if each] == usual
    assert found.scene.now == (hours - 24 + 9) * 60
    assert found.scene.coming.until == found.scene.now + 9 * 60
    assert Minutes(BERLIN, date).at(found.scene.now) == moment


def test_several_services_take_as_long_as_one_after_the_other() -> None:
    known = learned(
        durations={"a": Duration(log_mean=2.0, log_sd=0.5), "b": Duration(log_mean=1.0, log_sd=0.8)}
    )
    kind = Types(office(), known).length((("a", 2), ("b", 1)))
    dice = random.Random(7)
    sums = [
        math.log(sum(dice.lognormvariate(mu, sd) for mu, sd in ((2.0, 0.5), (2.0, 0.5), (1.0, 0.8))))
        for _ in range(20_000)
    ]
    assert kind.log_mean == pytest.approx(statistics.mean(sums), abs=0.02)
    assert kind.log_sd == pytest.approx(statistics.stdev(sums), abs=0.03)


def test_what_was_never_measured_takes_as_long_as_the_catalogue_says_and_may_vary_much() -> None:
    known = learned(durations={})
    kind = Types(office(), known).length((("ausweis", 1),))
    assert math.exp(kind.log_mean + kind.log_sd**2 / 2) == pytest.approx(15)
    assert kind.log_sd == pytest.approx(0.6)
    assert Types(office(), known).length((("abgeschafft", 1),)).log_sd == pytest.approx(0.6)


def test_a_terminal_is_no_place_for_a_clerk() -> None:
    only = office(counters=(Counter(id="1"),), shifts=(shift("bela", "10:00", "16:00"),))
    assert len(scene(office=only).servers) == 1


def test_the_same_minute_and_event_give_the_same_scene() -> None:
    first, second = (scene(at=DayAt(seq=7, event_at=at("09:00"))) for _ in range(2))
    assert first == second
    assert first.seed != scene(at=DayAt(seq=8, event_at=at("09:00"))).seed
    assert scene(at=DayAt(seq=7, event_at=at("09:00") + dt.timedelta(seconds=30))).now == 540.5
