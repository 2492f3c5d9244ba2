# SPDX-FileCopyrightText: Aufruf contributors
# SPDX-License-Identifier: EUPL-1.2
"""A stored day played again: what is right passes, and each kind of lie is found."""

from dataclasses import replace

from aufruf.domain.calling import VERSION, CallOrder
from aufruf.domain.events import Event, VisitArrived, VisitCalled, VisitFinished, VisitServing, VisitUndone
from aufruf.domain.replay import Numbered, replay
from tests.builders import MONDAY, at


def arrived(visit: str, ordinal: int, when: str) -> VisitArrived:
    return VisitArrived(
        visit=visit,
        number=f"A{ordinal:03d}",
        group="A",
        ordinal=ordinal,
        services=(("ausweis", 1),),
        channel="kiosk",
        arrived_at=at(when),
        known_at=at(when),
    )


CALL = VisitCalled(
    visit="v1",
    number="A001",
    counter="1",
    at=at("09:10"),
    rule="walk_in",
    text="Ohne Termin, wartet seit 10 Min.",
    score=600,
    skills=None,
    parameters=CallOrder().parameters(),
    rule_version=VERSION,
)
DAY: tuple[Event, ...] = (arrived("v1", 1, "09:00"), arrived("v2", 2, "09:01"), CALL)


def differences(*events: Event) -> list[str]:
    numbered: list[Numbered] = [(seq, at("09:10"), event) for seq, event in enumerate(events, start=1)]
    return [each.words for each in replay("mitte", MONDAY, numbered).differences]


def test_a_day_in_the_published_order_is_the_same() -> None:
    assert differences(*DAY) == []


def test_a_call_out_of_order_is_found() -> None:
    wrong = replace(CALL, visit="v2", number="A002", score=540)
    assert differences(*DAY[:2], wrong) == [
        "A002 (walk_in, score 540) was called to 1, by the order A001 (walk_in, score 600) is next"
    ]


def test_a_wrong_score_or_rule_is_found() -> None:
    assert len(differences(*DAY[:2], replace(CALL, score=601))) == 1
    assert len(differences(*DAY[:2], replace(CALL, rule="priority"))) == 1


def test_a_call_of_somebody_whom_the_counter_cannot_serve_is_found() -> None:
    wrong = replace(CALL, skills=("pass",))
    assert differences(*DAY[:2], wrong) == ["A001 was called to 1, by the order nobody is next"]


def test_other_parameters_decide_with_their_own_numbers() -> None:
    doubled = replace(CALL, parameters={**CALL.parameters, "walk_in_rate": 2}, score=1200)
    assert differences(*DAY[:2], doubled) == []


def test_another_version_of_the_order_is_not_recomputed_but_said() -> None:
    assert differences(*DAY[:2], replace(CALL, rule_version="0")) == [
        f"called by version 0 of the order, this is {VERSION}"
    ]


def test_a_call_by_number_may_break_the_order() -> None:
    assert differences(*DAY[:2], replace(CALL, visit="v2", number="A002", rule="by_number")) == []


def test_a_gap_in_the_numbers_is_found() -> None:
    assert differences(arrived("v1", 1, "09:00"), arrived("v3", 3, "09:01")) == [
        "A003 follows number 1 of its series"
    ]


def test_a_missing_event_is_found() -> None:
    numbered: list[Numbered] = [(1, at("09:00"), DAY[0]), (3, at("09:10"), CALL)]
    found = replay("mitte", MONDAY, numbered).differences
    assert [(each.seq, each.words) for each in found] == [(3, "event 2 is missing")]


def test_a_move_that_the_state_forbids_is_found() -> None:
    serving = VisitServing(visit="v1", number="A001", counter="1")
    assert differences(DAY[0], serving) == ["visit.serving of a visit that is waiting"]


def test_an_event_of_somebody_who_never_came_is_found() -> None:
    assert differences(VisitServing(visit="v1", number="A001", counter="1")) == [
        "visit.serving of a visit that never came"
    ]


def test_an_undone_finish_brings_back_what_was_wanted() -> None:
    serving = VisitServing(visit="v1", number="A001", counter="1")
    finished = VisitFinished(visit="v1", number="A001", counter="1", services=(("pass", 1),))
    undone = VisitUndone(visit="v1", number="A001", counter="1", state="serving", at=CALL.at)
    numbered: list[Numbered] = [
        (seq, at("09:10"), event) for seq, event in enumerate((*DAY, serving, finished, undone), start=1)
    ]
    rebuilt = replay("mitte", MONDAY, numbered)
    assert rebuilt.differences == []
    assert rebuilt.visits["v1"].services == (("ausweis", 1),)
